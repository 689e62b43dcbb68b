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

const side = (assumed: number): object => ({ type: "number", exclusiveMinimum: 0, default: assumed });

const size = (widthPt: number, heightPt: number): object => ({
  type: "object",
  additionalProperties: false,
  default: {},
  properties: { widthPt: side(widthPt), heightPt: side(heightPt) },
});

/**
 * The option with the sizes of tags. The API has no sizes: the defaults are the least that a value takes in 11 point
 * letters (signatures: 18), so that what fails would still fail at any larger size.
 */
export const sizesOption: object = {
  description:
    "The room that tags are assumed to take on a page, by type, in points. The API gives none but the width of a text field.",
  type: "object",
  additionalProperties: false,
  default: {},
  properties: {
    signature: size(100, 24),
    initials: size(36, 20),
    text_field: {
      type: "object",
      additionalProperties: false,
      default: {},
      properties: { heightPt: side(14) },
    },
    checkbox_field: size(11, 11),
    radio_field: size(11, 11),
    date_signed_field: size(58, 14),
    attachment: size(72, 14),
  },
};
