import { type ComparableText, type CompareOptions, comparable } from "./comparable-text.ts";
import { type PageText, pieceOf, type TextPiece } from "./page-text.ts";

/** A place where a text was found. */
export interface TextMatch extends TextPiece {
  readonly pageNumber: number;
  /** The part of it that is on its last line, or the whole: what stands beside the text stands beside this. */
  readonly lastLine: TextPiece;
}

/**
 * Finds all places of a text on a page, from top to bottom, and from left to right where they are beside each other.
 * White space does not count, nor do hyphens at line ends, ligatures and ways of quoting; whole words are found only.
 *
 * @param options.ignoreCase capitals and small letters are the same; default false
 */
export function findText(
  page: PageText,
  wanted: string,
  { ignoreCase }: Pick<CompareOptions, "ignoreCase"> = {},
): TextMatch[] {
  const found = new Map<number, TextMatch>();
  for (const lineEndHyphens of ["keep", "drop"] as const) {
    const hay = comparablePage(page, ignoreCase, lineEndHyphens);
    for (const [start, end] of occurrences(page.text, hay, comparable(wanted, { ignoreCase }).text))
      found.set(start, matchOf(page, start, end));
  }
  return byPlace([...found.values()]);
}

/** A page is searched for the tags of many envelopes; its comparable text is made once, and goes with the page. */
const COMPARABLE = new WeakMap<PageText, Map<string, ComparableText>>();

function comparablePage(
  page: PageText,
  ignoreCase: boolean | undefined,
  lineEndHyphens: "keep" | "drop",
): ComparableText {
  const known = COMPARABLE.get(page) ?? new Map<string, ComparableText>();
  COMPARABLE.set(page, known);
  const key = `${ignoreCase === true} ${lineEndHyphens}`;
  const made = known.get(key) ?? comparable(page.text, { ignoreCase, lineEndHyphens });
  known.set(key, made);
  return made;
}

/** A match from one position of a page's text to another. */
export function matchOf(page: PageText, start: number, end: number): TextMatch {
  const lastLine = pieceOf(page, Math.max(start, page.text.lastIndexOf("\n", end - 1) + 1), end);
  return { pageNumber: page.number, ...pieceOf(page, start, end), lastLine };
}

/** Where a needle is in whole words, in positions of the original text; places that overlap count once. */
function* occurrences(
  original: string,
  hay: ComparableText,
  needle: string,
): Generator<readonly [start: number, end: number]> {
  if (needle === "") return;
  for (let at = hay.text.indexOf(needle); at >= 0; ) {
    const start = hay.starts[at] ?? 0;
    const end = hay.ends[at + needle.length - 1] ?? 0;
    const isWhole = areWholeWords(original, start, end);
    if (isWhole) yield [start, end];
    at = hay.text.indexOf(needle, at + (isWhole ? needle.length : 1));
  }
}

/** Scripts that put no spaces between words: there any characters may be next to each other. */
const WORDY = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

const isWordy = (character: string): boolean => WORDY.test(character) && !UNSPACED.test(character);

/** "Sign" is not in "Signature", and "resume" is not in "resumé" written with an accent of its own. */
function areWholeWords(text: string, start: number, end: number): boolean {
  return !isInsideWord(text, start) && !isInsideWord(text, end);
}

const isInsideWord = (text: string, at: number): boolean =>
  isWordy(String.fromCodePoint(text.codePointAt(at) ?? 0x20)) &&
  isWordy(/.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? " ");

/** Sorted as they are seen: those whose middle is as high as the first of a row is are in that row. */
function byPlace(matches: TextMatch[]): TextMatch[] {
  const middle = ({ lastLine: { box } }: TextMatch) => (box.topPt + box.bottomPt) / 2;
  const rows: TextMatch[][] = [];
  for (const match of matches.sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first && middle(match) < first.lastLine.box.bottomPt) row?.push(match);
    else rows.push([match]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.lastLine.box.leftPt - b.lastLine.box.leftPt));
}
