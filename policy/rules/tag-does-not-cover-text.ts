import { counted, quoted } from "../documents/judge-documents.ts";
import { printedWords } from "../documents/printed-words.ts";
import { partialAnswer } from "../partial-answer.ts";
import { defineRule, type Finding, type Rule } from "../rule.ts";
import { areaOf, sharedArea } from "../tags/overlaps.ts";
import { judgePlacedTags, type PlacedTag, tagBox, tagSpot, tagTitle } from "../tags/placed-tags.ts";
import { sizesOption, type TagSizes } from "../tags/tag-sizes.ts";

interface Options {
  maxShare: number;
  sizes: TagSizes;
}

/** What is printed can still be read after signing. */
export const tagDoesNotCoverText: Rule = defineRule({
  name: "tag-does-not-cover-text",
  title: "No tag lies on printed words.",
  description:
    "A signature across the text makes both hard to read, and a word that cannot be read can be argued about. Lines to write on, leaders and boxes to tick are no words. Sizes of tags are assumed, at their least, so this is a warning by default; the option sizes has them.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      maxShare: {
        description: "How much of a word's ink a tag may lie on, 0 to 1.",
        type: "number",
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.25,
      },
      sizes: sizesOption,
    },
  },
  fix: "Move the tag to where the page is empty, or make room for it in the document.",
  check(subject, _context, { maxShare, sizes }: Options) {
    let unread: PlacedTag | undefined;
    const answer = judgePlacedTags(subject, (placed) => {
      unread = placed.find(({ page }) => !page.text);
      return placed.flatMap((one) => findingOf(one, maxShare, sizes));
    });
    if (!Array.isArray(answer) || !unread) return answer;
    return partialAnswer(answer, `${quoted(unread.document.name)} has text that cannot be read`);
  },
});

function findingOf(placed: PlacedTag, maxShare: number, sizes: TagSizes): Finding[] {
  const { page, path, tag } = placed;
  if (!page.text) return [];
  const box = tagBox(placed, sizes);
  const covered = printedWords(page.text, box.topPt, box.bottomPt).filter((word) => {
    const ink = areaOf(word);
    return ink > 0 && sharedArea(word, box) / ink > maxShare;
  });
  if (covered.length === 0) return [];
  const message = `(${tagTitle(tag)}) lies on ${counted(covered.length, "printed word")} of page ${page.number}`;
  return [{ path, message, place: tagSpot(placed, box) }];
}
