import type { Tag } from "../../schema/generated/inputs.ts";

/** The room that a tag takes on a page, in points. */
export interface TagSize {
  widthPt: number;
  heightPt: number;
}

/** The room that tags are assumed to take, by type; a text field has its own width. */
export type TagSizes = Record<Exclude<Tag["type"], "text_field">, TagSize> & {
  text_field: Pick<TagSize, "heightPt">;
};

/**
 * The sizes where nothing else is set. The API has none: these are the least that a value takes in 11 point letters
 * (signatures: 18), so that what fails would still fail at any larger size.
 */
export const ASSUMED_SIZES: Readonly<TagSizes> = {
  signature: { widthPt: 100, heightPt: 24 },
  initials: { widthPt: 36, heightPt: 20 },
  text_field: { heightPt: 14 },
  checkbox_field: { widthPt: 11, heightPt: 11 },
  radio_field: { widthPt: 11, heightPt: 11 },
  date_signed_field: { widthPt: 58, heightPt: 14 },
  attachment: { widthPt: 72, heightPt: 14 },
};

const side = (assumed: number): object => ({ type: "number", exclusiveMinimum: 0, default: assumed });

const size = (assumed: Partial<TagSize>): object => ({
  type: "object",
  additionalProperties: false,
  default: {},
  properties: Object.fromEntries(Object.entries(assumed).map(([name, pt]) => [name, side(pt)])),
});

/** The option with the sizes of tags; by default {@link ASSUMED_SIZES}. */
export const sizesOption: object = {
  description:
    "The room that tags are assumed to take on a page, by type, in points. The API gives none but the width of a text field.",
  type: "object",
  additionalProperties: false,
  default: {},
  properties: Object.fromEntries(
    Object.entries(ASSUMED_SIZES).map(([type, assumed]) => [type, size(assumed)]),
  ),
};
