import { formatPath } from "../../schema/issue.ts";
import { areAlternatives, visibilities } from "../conditions/visibility.ts";
import { defineRule, type Finding, type Rule } from "../rule.ts";
import { overlaps } from "../tags/overlaps.ts";
import { judgePlacedTags, tagSpot, tagTitle } from "../tags/placed-tags.ts";
import { sizesOption, type TagSizes } from "../tags/tag-sizes.ts";

interface Options {
  maxShare: number;
  sizes: TagSizes;
}

/** What one signer writes does not lie on what another wrote. */
export const tagsDoNotOverlap: Rule = defineRule({
  name: "tags-do-not-overlap",
  title: "No tag lies on another, of whichever signer or witness.",
  description:
    "Two values on one spot cannot be read, and of two signatures nobody can tell whose they are. Mostly a tag was copied and not moved. Tags that conditional rules never show at the same time may share a place. Sizes are assumed, at their least; the option sizes has them.",
  severity: "medium",
  defaultLevel: "mandatory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      maxShare: {
        description: "How much of the smaller tag another may lie on, 0 to 1.",
        type: "number",
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.25,
      },
      sizes: sizesOption,
    },
  },
  fix: "Move one of the two tags.",
  check(subject, _context, { maxShare, sizes }: Options) {
    return judgePlacedTags(subject, (placed) => {
      const shown = visibilities(subject.envelope);
      return overlaps(
        placed,
        sizes,
        (one, other) => !areAlternatives(shown.get(one.tag), shown.get(other.tag)),
      )
        .filter(({ share }) => share > maxShare + 1e-9)
        .map(({ tag, box, other, share }): Finding => {
          const percent = Math.round(share * 100);
          const message = `(${tagTitle(tag.tag)}) lies on ${formatPath(other.path)} (${tagTitle(other.tag)}) on page ${tag.page.number}: ${percent} % of the smaller one`;
          return { path: tag.path, message, place: tagSpot(tag, box) };
        });
    });
  },
});
