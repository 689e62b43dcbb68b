import type { Path } from "../../schema/issue.ts";
import { isObject } from "../../schema/wire-options.ts";
import type { Change } from "../rule.ts";
import type { Subject } from "../subject.ts";

type Fields = Record<string | number, unknown>;

/**
 * Carries changes out on a resource's inputs, in place, so that whatever else they hold stays. A friendly form gives
 * way to what a rule wants to be there instead: `activeForDays` to `activeForSeconds`.
 */
export function applyChanges(inputs: object, subject: Subject, changes: readonly Change[]): void {
  for (const { path, value } of changes) {
    const inProgram = subject.inProgram(path);
    const place = inProgram.at(-1) === "activeForDays" ? path : inProgram;
    makeWay(inputs as Fields, subject, place);
    put(inputs as Fields, place, value);
  }
}

function makeWay(inputs: Fields, { envelope }: Subject, path: Path): void {
  const [first, second, third, fourth, fifth] = path;
  if (first === "emails" && second === "reminders") {
    const { emails } = inputs as { emails?: Fields };
    if (emails && typeof emails.reminders === "string")
      emails.reminders = structuredClone(envelope.emails?.reminders);
  }
  if (first !== "recipients" || second === undefined) return;
  const recipient = (inputs.recipients as Fields | undefined)?.[second] as Fields | undefined;
  if (third === "activeForSeconds" && recipient) delete recipient.activeForDays;
  if (third !== "tags" || fourth === undefined || fifth === undefined) return;
  const tag = (recipient?.tags as Fields | undefined)?.[fourth] as Fields | undefined;
  if (tag && ["pageNumber", "x", "y"].includes(String(fifth))) delete tag.place;
  if (tag && fifth === "fileName") delete tag.document;
}

function put(inputs: Fields, path: Path, value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const holder = path.slice(0, -1).reduce<Fields>((at, part, index) => {
    if (typeof at[part] !== "object" || at[part] === null)
      at[part] = typeof path[index + 1] === "number" ? [] : {};
    return at[part] as Fields;
  }, inputs);
  if (value !== undefined)
    holder[last] = isObject(value) || Array.isArray(value) ? structuredClone(value) : value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
}
