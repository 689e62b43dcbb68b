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
 * What tags are assumed to take where nothing else is said. The API has no sizes: these are the least that a value takes
 * in 11 point letters (signatures: 18), so that what fails would still fail at any larger size.
 */
export const assumedSizes: TagSizes = {
  signature: { widthPt: 100, heightPt: 24 },
  initials: { widthPt: 36, heightPt: 20 },
  text_field: { heightPt: 14 },
  checkbox_field: { widthPt: 11, heightPt: 11 },
  radio_field: { widthPt: 11, heightPt: 11 },
  date_signed_field: { widthPt: 58, heightPt: 14 },
  attachment: { widthPt: 72, heightPt: 14 },
};

const sideOption = (assumed: number): object => ({ type: "number", exclusiveMinimum: 0, default: assumed });

const objectOption = (properties: Record<string, object>): object => ({
  type: "object",
  additionalProperties: false,
  default: {},
  properties,
});

const mapped = <From, To>(values: Record<string, From>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

/** The option with the sizes of tags; by default the {@link assumedSizes}. */
export const sizesOption: object = {
  description:
    "The room that tags are assumed to take on a page, by type, in points. The API gives none but the width of a text field.",
  ...objectOption(mapped(assumedSizes, (size) => objectOption(mapped({ ...size }, sideOption)))),
};
