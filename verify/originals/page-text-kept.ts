import { comparable } from "../../document/text/comparable-text.ts";
import { type PageText, wordsOf } from "../../document/text/page-text.ts";

/** How far a character may have moved, in points: less than any letter's width. */
const TOLERANCE_PT = 1;

/**
 * Whether all text of an original page is on the signed one, which may have more: values are written on pages. Either
 * every character stands where it stood, or, if the page was laid out anew, all words follow each other as before.
 */
export const isTextKept = (original: PageText, signed: PageText): boolean =>
  isInPlace(original, signed) || isInOrder(original, signed);

function isInPlace(original: PageText, signed: PageText): boolean {
  const places = new Set<string>();
  for (const { sign, column, row } of charactersOf(signed)) places.add(`${sign} ${column} ${row}`);
  const near = [-1, 0, 1];
  for (const { sign, column, row } of charactersOf(original))
    if (!near.some((x) => near.some((y) => places.has(`${sign} ${column + x} ${row + y}`)))) return false;
  return true;
}

/** The characters that are drawn, and where their middles are on a grid of {@link TOLERANCE_PT}. */
function* charactersOf({ text, boxes, runs }: PageText): Generator<{
  sign: string;
  column: number;
  row: number;
}> {
  for (let unit = 0; unit < text.length; unit++) {
    const sign = text[unit] ?? "";
    if (runs[unit] === 0 || sign.trim() === "") continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(unit * 4, unit * 4 + 4);
    const [column, row] = [left + right, top + bottom].map((sum) => Math.round(sum / 2 / TOLERANCE_PT));
    yield { sign, column: column ?? 0, row: row ?? 0 };
  }
}

function isInOrder(original: PageText, signed: PageText): boolean {
  const { text } = comparable(signed.text);
  let at = 0;
  for (const word of wordsOf(original)) {
    const wanted = comparable(word.text).text;
    const found = text.indexOf(wanted, at);
    if (found < 0) return false;
    at = found + wanted.length;
  }
  return true;
}
