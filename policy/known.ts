import { unknownPaths, unknownValue } from "../schema/unknown.ts";
import type { Subject } from "./subject.ts";

/** A rule read a value that is not known yet. */
export class UnknownValueError extends Error {
  override readonly name = "UnknownValueError";
}

/**
 * A subject whose unknown parts throw {@link UnknownValueError} when they are read, so that no rule takes them for
 * values. One without unknown parts is given back as it is.
 */
export function guarded(subject: Subject): Subject {
  const { documents, envelope } = subject;
  if (documents !== undefined && unknownPaths(envelope).length === 0) return subject;
  const copy = { ...subject, envelope: guardedCopy(envelope) };
  // Of an envelope of no kind, or one larger than any, nothing is known.
  if ((envelope as unknown) === unknownValue) Object.defineProperty(copy, "envelope", thrower);
  return documents === undefined ? Object.defineProperty(copy, "documents", thrower) : copy;
}

const thrower: PropertyDescriptor = {
  enumerable: true,
  get() {
    throw new UnknownValueError("a value is not known yet");
  },
};

/** A copy, since a proxy may not answer for what is frozen, and would be another object with each reading. */
function guardedCopy<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  const copy = (Array.isArray(value) ? [] : {}) as Value & object;
  for (const [key, child] of Object.entries(value))
    if (child === unknownValue) Object.defineProperty(copy, key, thrower);
    else (copy as Record<string, unknown>)[key] = guardedCopy(child);
  return copy;
}
