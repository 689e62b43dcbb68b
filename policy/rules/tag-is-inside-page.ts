import { defineRule, type Rule } from "../rule.ts";
import { judgePlacedTags, points, tagBox, tagSize, tagSpot, tagTitle } from "../tags/placed-tags.ts";
import { sizesOption, type TagSizes } from "../tags/tag-sizes.ts";

/** What is filled in fits on the page. */
export const tagIsInsidePage: Rule = defineRule({
  name: "tag-is-inside-page",
  title: "Every tag is inside its page, with the room that its value takes.",
  description:
    "The service takes any place of a tag's top left corner up to 0.949 of the page, which leaves as little as a centimetre for a signature. Sizes are assumed, at their least; the option sizes has them.",
  severity: "medium",
  defaultLevel: "mandatory",
  judges: "standing",
  options: { type: "object", additionalProperties: false, properties: { sizes: sizesOption } },
  fix: "Move the tag to the left or up; to line it up with the right edge, place it from the corner top-right or bottom-right.",
  check: (subject, _context, { sizes }: { sizes: TagSizes }) =>
    judgePlacedTags(subject, (placed) =>
      placed.flatMap((one) => {
        const box = tagBox(one, sizes);
        const { page, path, tag } = one;
        const past = [
          [box.rightPt - page.widthPt, "right"],
          [box.bottomPt - page.heightPt, "bottom"],
        ].filter((edge): edge is [number, string] => Number(edge[0]) > TOLERANCE);
        if (past.length === 0) return [];
        const where = past.map(([pt, edge]) => `${points(pt)} past the ${edge} edge`).join(" and ");
        const { widthPt, heightPt } = tagSize(one, sizes);
        const message = `(${tagTitle(tag)}) reaches ${where} of page ${page.number}, being ${points(widthPt)} wide and ${points(heightPt)} high`;
        return [{ path, message, place: tagSpot(one, box) }];
      }),
    ),
});

/** Fractions are rounded; a hundredth of a point is nothing. */
const TOLERANCE = 0.01;
