import { type AssertedValue, NotKnownError } from "./asserted-value.ts";
import { UnknownValueError } from "./known.ts";

const tokens = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
const place = /^(resource|kind|envelope|documents|context)(\.(\w+))*$/;

/** Fields that name a person, tell how to reach one, or are a document's content. */
const privateFields = new Set([
  ...["email", "replyTo", "mobileNumber", "isoCountryCode", "actor", "message", "prefilledValue", "text"],
  ...["logoBase64", "body", "destination"],
]);

/**
 * Why a message cannot be used; undefined: it can. It may name numbers, names of tags and documents and the like, and
 * never what could be a person's name or address.
 */
export function messageIssue(message: string): string | undefined {
  for (const [token, inner] of message.matchAll(tokens)) {
    if (token === "{{" || token === "}}") continue;
    const path = inner?.trim();
    if (path === undefined || !place.test(path))
      return `has "${token}", which leads to no value; values are written {envelope.name}, {documents.0.pages}, {context.stack}, and {{ stands for {`;
    if (isPrivate(path.split(".")))
      return `has {${path}}, which could tell a person's name, address or number, or a document's content; a finding leads to the place without it`;
  }
  return undefined;
}

/** Of names, those of people: a recipient's, and the sender's as e-mails show it. A tag's name is none. */
const isPrivate = (path: readonly string[]): boolean =>
  path.some((part) => privateFields.has(part)) ||
  (path.at(-1) === "name" && path[0] === "envelope" && path.length > 2 && !path.includes("tags"));

/** A message with its values. Of a list it shows how many there are. */
export const filledMessage = (message: string, value: AssertedValue): string =>
  message.replaceAll(tokens, (token, inner?: string) =>
    inner === undefined ? token.slice(0, 1) : shownAt(value, inner.trim().split(".")),
  );

function shownAt(value: AssertedValue, path: readonly string[]): string {
  try {
    return shown(
      path.reduce<unknown>(
        (at, part) =>
          typeof at === "object" && at !== null && Object.hasOwn(at, part)
            ? (at as Record<string, unknown>)[part]
            : undefined,
        value,
      ),
    );
  } catch (error) {
    // That something is wrong is known without it.
    if (error instanceof UnknownValueError || error instanceof NotKnownError) return "(not known)";
    throw error;
  }
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return `${value.length}`;
  return typeof value === "object" ? "an object" : String(value);
}
