import type { Recipient, TagValue } from "../envelope/envelope.ts";
import type { TagType } from "../envelope/options.ts";
import { Refusal } from "../envelope/refusal.ts";
import { type FormTag, formOf, type SigningForm } from "./form.ts";
import { type Judgement, judgeValues } from "./judge-values.ts";
import type { OpenedLink } from "./opened-link.ts";
import { hasValue } from "./rule-effects.ts";

/** Values for a recipient's tags, by the tag's name or, where it has none, its position from 0 written as a text. */
export type GivenValues = Readonly<Record<string, string | boolean>>;

/**
 * What a recipient's tags hold once signed, one value per tag in the same order. A tag that was given no value is filled
 * in the way a hurried signer would: the name as signature, initials, the prefilled or some short text, required boxes
 * ticked, the first button of a required radio group; what is optional stays empty.
 *
 * @throws Refusal 422 for a value no tag has a place for, or that the tag does not allow
 */
export function fillTags(link: OpenedLink, given: GivenValues): readonly TagValue[] {
  const form = withFileNames(formOf(link));
  const keys = form.tags.map(keyOf);
  for (const key of Object.keys(given))
    if (!keys.includes(key)) throw unfit(key, "names no tag of this recipient");
  // A tag may be named like something every object has.
  const chosen = keys.map((key) => (Object.hasOwn(given, key) ? given[key] : undefined));
  const automatic = form.tags.findIndex((tag, index) => tag.automatic && chosen[index] !== undefined);
  if (automatic >= 0) throw unfit(keys[automatic] ?? "", "is filled in by the service");
  const { values, errors } = judgeValues(form, completed(form, chosen, link.recipient));
  const [error] = errors;
  if (!error) return values;
  const isAutomatic = chosen[error.tag] === undefined && form.tags[error.tag]?.validation !== undefined;
  throw unfit(
    keys[error.tag] ?? "",
    isAutomatic ? "is needed: the tag's validation refuses an automatic one" : error.message,
  );
}

const keyOf = ({ name }: FormTag, index: number): string => name ?? String(index);

/** Who signs by the control attaches nothing: a file's name will do, and the completion pack makes up the page. */
const withFileNames = (form: SigningForm): SigningForm => ({
  ...form,
  tags: form.tags.map((tag) => (tag.type === "attachment" ? { ...tag, type: "text_field" } : tag)),
});

/** Fills in what is required and empty, again and again: what one tag holds may make another one required. */
function completed(
  form: SigningForm,
  chosen: readonly (string | boolean | undefined)[],
  { asked }: Recipient,
): readonly unknown[] {
  let given: readonly unknown[] = chosen;
  for (let round = 0; round <= form.tags.length; round += 1) {
    const judged = judgeValues(form, given);
    const next = form.tags.map((tag, index) => {
      const isWanted = judged.shown[index] === true && judged.required[index] === true;
      if (!isWanted || chosen[index] !== undefined || hasValue(judged.values[index] ?? null))
        return given[index];
      if (tag.type === "radio_field") return isPicked(index, form, chosen, judged) || given[index];
      return ownValue(asked.tags?.[index]?.type ?? tag.type, tag, index, asked.name);
    });
    if (next.every((value, index) => value === given[index])) break;
    given = next;
  }
  return given;
}

/** Whether a button is the first of its group that was not turned down, and none of them is chosen. */
function isPicked(
  index: number,
  { tags }: SigningForm,
  chosen: readonly (string | boolean | undefined)[],
  { shown, values }: Judgement,
): boolean {
  const group = tags[index]?.group;
  const members = [...tags.keys()].filter(
    (at) => at === index || (group !== undefined && tags[at]?.group === group && shown[at] === true),
  );
  if (members.some((at) => values[at] === true)) return false;
  return members.find((at) => chosen[at] !== false) === index;
}

function ownValue(type: TagType, tag: FormTag, index: number, name: string): TagValue {
  switch (type) {
    case "signature":
      return name;
    case "initials":
      return initialsOf(name);
    case "attachment":
      return `${tag.name ?? `attachment-${index + 1}`}.pdf`;
    case "checkbox_field":
      return true;
    default:
      return tag.name ?? "Text";
  }
}

const unfit = (key: string, message: string): Refusal => {
  const path = `values[${JSON.stringify(key)}]`;
  return new Refusal(422, "invalid_value", `${path} ${message}.`, [{ path, code: "invalid_value", message }]);
};

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
