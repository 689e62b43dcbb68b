import type { DisplayedBox } from "../../document/displayed.ts";
import { type PageText, pieceOf } from "../../document/text/page-text.ts";

/** Height of the bands that words are looked up by. */
const BAND_PT = 24;

/** What is there to be written on or ticked: lines, leaders, boxes and circles, and letters of pictorial fonts. */
const WORD = /[^\s_.…·‗─━‐‑–—\-▢□☐◻⬜◯○❍❏❐❑❒\ue000-\uf8ff]+/g;

const indexes = new WeakMap<PageText, ReadonlyMap<number, readonly DisplayedBox[]>>();

/**
 * The ink of the words that may be within a range of a page's height. Runs of underscores, dots and dashes are no
 * words, nor are boxes to tick.
 */
export function printedWords(page: PageText, topPt: number, bottomPt: number): DisplayedBox[] {
  const index = indexOf(page);
  const found = new Set<DisplayedBox>();
  for (let band = bandOf(topPt); band <= bandOf(bottomPt); band++)
    for (const word of index.get(band) ?? []) found.add(word);
  return [...found];
}

const bandOf = (pt: number): number => Math.floor(pt / BAND_PT);

function indexOf(page: PageText): ReadonlyMap<number, readonly DisplayedBox[]> {
  const before = indexes.get(page);
  if (before) return before;
  const index = new Map<number, DisplayedBox[]>();
  for (const { 0: word, index: start } of page.text.matchAll(WORD)) {
    const { inkBox } = pieceOf(page, start, start + word.length);
    const last = Math.min(bandOf(inkBox.bottomPt), bandOf(page.heightPt));
    for (let band = Math.max(0, bandOf(inkBox.topPt)); band <= last; band++) {
      const words = index.get(band);
      if (words) words.push(inkBox);
      else index.set(band, [inkBox]);
    }
  }
  indexes.set(page, index);
  return index;
}
