import type { DisplayedBox } from "../../../../document/index.ts";
import type { PopplerWord } from "../poppler.ts";

/** Where a run of words stands on a page: of several lines, what stands on the last one. */
export interface RunPlace {
  readonly page: number;
  readonly box: DisplayedBox;
}

/**
 * Every run of so many words that follow each other on a line or into the next one, with all the places where it stands, in reading order.
 *
 * @param isText which words count; a run does not go over one that does not
 */
export function runsOf(
  words: readonly PopplerWord[],
  length: number,
  isText: (word: PopplerWord) => boolean,
): Map<string, RunPlace[]> {
  const runs = new Map<string, RunPlace[]>();
  for (let start = 0; start + length <= words.length; start += 1) {
    const run = words.slice(start, start + length);
    const last = run.at(-1);
    if (!last || !run.every(isText) || run.some((word, at) => !follows(run[at - 1] ?? word, word))) continue;
    const lastLine = run.filter(({ box }) => Math.abs(box[3] - last.box[3]) < 3);
    const side = (at: number) => lastLine.map(({ box }) => box[at] ?? Number.NaN);
    const box = {
      leftPt: Math.min(...side(0)),
      topPt: Math.min(...side(1)),
      rightPt: last.box[2],
      bottomPt: Math.max(...side(3)),
    };
    const text = run.map((word) => word.text).join(" ");
    runs.set(text, [...(runs.get(text) ?? []), { page: last.page, box }]);
  }
  return runs;
}

/** How far below one line of a paragraph the next one may be; what is further away is another block of text. */
const NEXT_LINE_PT = 30;

/** Whether a word is on the line of the one before, or on the next; which block is read next, each program decides. */
function follows(before: PopplerWord, word: PopplerWord): boolean {
  const further = word.box[3] - before.box[3];
  return word.page === before.page && further > -3 && further < NEXT_LINE_PT;
}
