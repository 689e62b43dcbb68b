import { defineRule, type Rule } from "../rule.ts";
import { judgePlacedTags, points, tagBox, tagSpot, tagTitle } from "../tags/placed-tags.ts";
import { sizesOption, type TagSizes } from "../tags/tag-sizes.ts";

interface Options {
  marginPt: number;
  sizes: TagSizes;
}

/** What is filled in is still there when the page is printed. */
export const tagKeepsFromEdge: Rule = defineRule({
  name: "tag-keeps-from-edge",
  title: "Every tag keeps from the edges of its page.",
  description:
    "Printers leave out the outermost millimetres of a sheet, and folders and stamps hide them: a signature there is lost on paper. Sizes of tags are assumed, at their least; the option sizes has them. What reaches past an edge is for the rule tag-is-inside-page.",
  severity: "low",
  defaultLevel: "advisory",
  strictLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      marginPt: {
        description: "How far tags keep from the edges, in points. Office printers need 12 (4.2 mm).",
        type: "number",
        exclusiveMinimum: 0,
        default: 12,
      },
      sizes: sizesOption,
    },
  },
  fix: "Move the tag into the page.",
  check: (subject, _context, { marginPt, sizes }: Options) =>
    judgePlacedTags(subject, (placed) =>
      placed.flatMap((one) => {
        const box = tagBox(one, sizes);
        const { page, path, tag } = one;
        const distances: [number, string][] = [
          [box.leftPt, "left"],
          [box.topPt, "top"],
          [page.widthPt - box.rightPt, "right"],
          [page.heightPt - box.bottomPt, "bottom"],
        ];
        const near = distances.filter(([pt]) => pt >= 0 && pt < marginPt - TOLERANCE);
        if (near.length === 0) return [];
        const where = near.map(([pt, edge]) => `${points(pt)} from the ${edge} edge`).join(" and ");
        const message = `(${tagTitle(tag)}) is ${where} of page ${page.number}; it keeps ${points(marginPt)}`;
        return [{ path, message, place: tagSpot(one, box) }];
      }),
    ),
});

/** Fractions are rounded; a hundredth of a point is nothing. */
const TOLERANCE = 0.01;
