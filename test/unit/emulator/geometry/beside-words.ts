import type { PopplerWord } from "../../document/poppler.ts";
import type { WantedTag } from "./tag-grid.ts";

/** How far to the right of a word a tag goes. */
const GAP_PT = 5;
/** Tags are so far apart that their marks do not touch. */
const APART_PT = 16;

/**
 * Boxes to tick beside long words that a document has only once, as many as there is room for. The margins of US Letter
 * are left out, since the service takes no tags there.
 */
export function tagsBesideWords(words: readonly PopplerWord[]): (WantedTag & { readonly page: number })[] {
  const tags: (WantedTag & { readonly page: number })[] = [];
  for (const { page, text, box } of words) {
    const times = words.filter((other) => other.text.toLowerCase().includes(text.toLowerCase())).length;
    if (times > 1 || !/^\p{L}{7,}$/u.test(text) || box[2] > 500 || box[1] > 700) continue;
    const at = { xPt: box[2] + GAP_PT, yPt: box[1] };
    const isFree = tags.every(
      (tag) =>
        tag.page !== page ||
        Math.max(Math.abs(tag.at.xPt - at.xPt), Math.abs(tag.at.yPt - at.yPt)) > APART_PT,
    );
    if (!isFree) continue;
    const cell = { leftPt: at.xPt - 2, topPt: at.yPt - 2, rightPt: at.xPt + 14, bottomPt: at.yPt + 14 };
    const place = { near: text, offset: { x: (GAP_PT * 25.4) / 72, unit: "mm" } } as const;
    tags.push({ type: "checkbox_field", place, at, cell, page });
  }
  return tags;
}
