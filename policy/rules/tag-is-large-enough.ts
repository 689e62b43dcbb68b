import type { Tag } from "../../schema/generated/inputs.ts";
import { defineRule, type Rule } from "../rule.ts";
import { minMatchLength } from "../tags/min-match-length.ts";
import { judgePlacedTags, type PlacedTag, points, tagSpot, tagTitle } from "../tags/placed-tags.ts";

interface Options {
  minWidthPt: number;
  characterPt: number;
}

/** A text that is typed in can be read afterwards. */
export const tagIsLargeEnough: Rule = defineRule({
  name: "tag-is-large-enough",
  title: "Every text field is wide enough for its text.",
  description:
    "A text field has the width that it is given; a text that needs more is cut off, or so small that nobody can read it. How long a text gets is known where it is prefilled, or where its regular expression asks for so many characters. Help texts do not count: they are gone once something is typed.",
  severity: "low",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      minWidthPt: {
        description: "The least width of a text field, in points: 18 holds three digits in 11 point letters.",
        type: "number",
        exclusiveMinimum: 0,
        default: 18,
      },
      characterPt: {
        description:
          "The least width of a character, in points, on the average: 4 is that of 8 point letters.",
        type: "number",
        exclusiveMinimum: 0,
        default: 4,
      },
    },
  },
  fix: "Make the text field wider.",
  check: (subject, _context, { minWidthPt, characterPt }: Options) =>
    judgePlacedTags(subject, (placed) =>
      placed
        .filter(({ tag }) => tag.type === "text_field" && typeof tag.width === "number")
        .flatMap((one) => {
          const [length, why] = longestText(one.tag);
          const needed = Math.max(minWidthPt, length * characterPt);
          const width = (one.tag.width ?? 0) * one.page.widthPt;
          if (width >= needed - TOLERANCE) return [];
          const text = length * characterPt > minWidthPt ? ` for ${why} of ${length} characters` : "";
          const message = `(${tagTitle(one.tag)}) is ${points(width)} wide; it needs ${points(needed)}${text}`;
          return [{ path: [...one.path, "width"], message, place: tagSpot(one, boxOf(one, width)) }];
        }),
    ),
});

/** Fractions are rounded; a hundredth of a point is nothing. */
const TOLERANCE = 0.01;

function longestText({ prefilledValue, validation }: Tag): [length: number, why: string] {
  const prefilled = prefilledValue?.length ?? 0;
  const asked = validation ? (minMatchLength(validation.regex) ?? 0) : 0;
  return asked > prefilled ? [asked, "a text"] : [prefilled, "its prefilled text"];
}

/** The line the text field draws, whose height nobody knows. */
function boxOf({ tag, page }: PlacedTag, width: number) {
  const leftPt = tag.x * page.widthPt;
  const topPt = tag.y * page.heightPt;
  return { leftPt, topPt, rightPt: leftPt + width, bottomPt: topPt + 14 };
}
