import type { DrawnTag } from "../review.ts";
import type { RecipientLook } from "./recipient-look.ts";

const WORDS: Readonly<Record<string, string>> = {
  signature: "signature",
  initials: "initials",
  text_field: "text",
  checkbox_field: "tick box",
  radio_field: "choice",
  date_signed_field: "date signed",
  attachment: "attachment",
};

/** What became of a tag: `kept` where nothing moved. */
export type TagState = "kept" | "new" | "moved" | "was" | "removed";

/** A type of tag in words; as it is written where it is not known. */
export const typeInWords = (type: string): string => WORDS[type] ?? type;

/** `2` of a signer, `2W` of the signer's witness; `–` of one who is no recipient any more. */
export const markOf = ({ number }: RecipientLook, { witness }: Pick<DrawnTag, "witness">): string =>
  `${number || "–"}${witness ? "W" : ""}`;

/** `2 Partner · signature`, with what became of it; in full, and shorter where there is little room. */
export function tagTitles(
  tag: DrawnTag,
  look: RecipientLook,
  state: TagState,
): [full: string, short: string] {
  const what = `${typeInWords(tag.type)}${tag.optional ? "?" : ""}`;
  const became = state === "kept" ? "" : ` (${state})`;
  const owner = tag.witness ? `witness of ${look.title}` : look.title;
  const mark = markOf(look, tag);
  return [`${mark} ${owner} · ${what}${became}`, `${mark} ${what}${became}`];
}

/** A tag in a sentence, for those who do not see the picture. */
export function tagSentence(tag: DrawnTag, look: RecipientLook, state: TagState): string {
  const owner = tag.witness ? `the witness of ${look.title}` : look.title;
  const where = `${Math.round(tag.xPt)} pt from the left and ${Math.round(tag.yPt)} pt from the top`;
  const optional = tag.optional ? ", optional" : "";
  const became =
    state === "kept"
      ? ""
      : `, ${{ new: "new", moved: "moved here", was: "before", removed: "removed" }[state]}`;
  return `${typeInWords(tag.type)} of ${owner}${optional}${became}: ${where}`;
}
