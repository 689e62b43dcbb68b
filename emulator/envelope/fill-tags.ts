import type { Instant, Recipient, TagValue } from "./envelope.ts";
import type { TagOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";

/** Values for a recipient's tags, by the tag's name or, where it has none, its position from 0 written as a text. */
export type GivenValues = Readonly<Record<string, string | boolean>>;

/**
 * What a recipient's tags hold once signed, one value per tag in the same order. A tag that was given no value is filled
 * in the way a hurried signer would: the name as signature, initials, the prefilled or some short text, required boxes
 * ticked, the first button of a required radio group; what is optional stays empty.
 *
 * @throws Refusal 422 for a value no tag has a place for, or that the tag does not allow
 */
export function fillTags(recipient: Recipient, given: GivenValues, now: Instant): TagValue[] {
  const tags = recipient.asked.tags ?? [];
  const keys = tags.map((tag, index) => tag.name ?? String(index));
  for (const key of Object.keys(given))
    if (!keys.includes(key)) throw unfit(`values[${JSON.stringify(key)}]`, "names no tag of this recipient");
  // A tag may be named like something every object has.
  const chosen = keys.map((key) => (Object.hasOwn(given, key) ? given[key] : undefined));
  return tags.map((tag, index) => {
    const value = chosen[index] ?? ownValue(tag, index, tags, chosen, recipient, now);
    refuseUnfit(tag, `values[${JSON.stringify(keys[index])}]`, chosen[index], value);
    if (tag.type === "radio_field") refuseUnfitGroup(tag, index, tags, chosen);
    return value === "" ? null : value;
  });
}

function ownValue(
  tag: TagOptions,
  index: number,
  tags: readonly TagOptions[],
  chosen: readonly (string | boolean | undefined)[],
  { asked }: Recipient,
  now: Instant,
): TagValue {
  const { optional = false } = tag;
  switch (tag.type) {
    case "date_signed_field":
      return dateIn(asked.time_zone_name ?? "UTC", now);
    case "text_field":
      return tag.prefilled_value ?? (optional ? null : (tag.name ?? "Text"));
    case "checkbox_field":
      return !optional;
    case "radio_field": {
      const group = radioGroup(tag, index, tags);
      const free = group.find((member) => chosen[member] !== false);
      return !optional && index === free && !group.some((member) => chosen[member] === true);
    }
    case "signature":
      return optional ? null : asked.name;
    case "initials":
      return optional ? null : initialsOf(asked.name);
    case "attachment":
      return optional ? null : `${tag.name ?? `attachment-${index + 1}`}.pdf`;
  }
}

/** Positions of the radio buttons that exclude each other: one group name, or one without a group on its own. */
function radioGroup(tag: TagOptions, index: number, tags: readonly TagOptions[]): number[] {
  if (tag.tag_group_name === undefined) return [index];
  return tags.flatMap((other, at) =>
    other.type === "radio_field" && other.tag_group_name === tag.tag_group_name ? [at] : [],
  );
}

function refuseUnfitGroup(
  tag: TagOptions,
  index: number,
  tags: readonly TagOptions[],
  chosen: readonly (string | boolean | undefined)[],
): void {
  const group = radioGroup(tag, index, tags);
  const ticked = group.filter((member) => chosen[member] === true).length;
  const path = `values[${JSON.stringify(tag.name ?? String(index))}]`;
  if (ticked > 1) throw unfit(path, "is one of several radio buttons chosen in one group; choose one");
  if (!tag.optional && group.every((member) => chosen[member] === false))
    throw unfit(path, "leaves its group of radio buttons without a choice, which is required");
}

function refuseUnfit(
  tag: TagOptions,
  path: string,
  given: string | boolean | undefined,
  value: TagValue,
): void {
  const isBox = tag.type === "checkbox_field" || tag.type === "radio_field";
  if (given !== undefined) {
    if (tag.type === "date_signed_field") throw unfit(path, "is a date the service sets itself");
    if (isBox !== (typeof given === "boolean"))
      throw unfit(path, isBox ? "must be true or false" : "must be a text");
    if (tag.readonly && given !== (tag.prefilled_value ?? "")) throw unfit(path, "is for a read-only tag");
  }
  if (tag.type === "radio_field") return;
  const isEmpty = value === null || value === "" || value === false;
  if (isEmpty && !tag.optional) throw unfit(path, "is required");
  if (isEmpty || !tag.validation) return;
  if (!new RegExp(tag.validation.regex, tag.validation.flags).test(String(value)))
    throw unfit(
      path,
      given === undefined
        ? "is needed: the tag's validation refuses an automatic one"
        : "does not match the tag's validation",
    );
}

const unfit = (path: string, message: string): Refusal =>
  new Refusal(422, "invalid_value", `${path} ${message}.`, [{ path, code: "invalid_value", message }]);

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();

/** The day in a time zone, as in 2026-01-31. */
function dateIn(timeZone: string, now: Instant): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(now)
    .map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts) as Record<string, string>;
  return `${year}-${month}-${day}`;
}
