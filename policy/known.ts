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
  const documentsUnknown = subject.documents === undefined;
  if (!documentsUnknown && unknownPaths(subject.envelope).length === 0) return subject;
  return new Proxy(subject, {
    get(target, name) {
      if (name === "documents" && documentsUnknown) throw new UnknownValueError("documents");
      const value = Reflect.get(target, name);
      return name === "envelope" ? throwing(value) : value;
    },
  });
}

function throwing<Value>(value: Value): Value {
  if (value === unknownValue) throw new UnknownValueError("a value");
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, { get: (target, name, receiver) => throwing(Reflect.get(target, name, receiver)) });
}
