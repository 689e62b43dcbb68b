import type { PageFacts } from "../document-facts.ts";
import type { PageText } from "./page-text.ts";
import { inReadingOrder, type Line } from "./reading-order.ts";

/** The characters of a page in the order of the file; the fields are those of {@link PageText}, one per character. */
export interface RawText {
  /** Code points; lines end with {@link LINE_END}. */
  readonly codes: Uint32Array;
  readonly boxes: Float32Array;
  readonly inkBoxes: Float32Array;
  readonly runs: Uint32Array;
}

export const LINE_END = 0x0a;
/** A hyphen with which a line ends; no {@link LINE_END} follows it, because PDFium takes the word for unbroken. */
export const LINE_END_HYPHEN = 0x02;
/** U+FFFD, for a character that the file gives no meaning to. */
export const UNKNOWN = 0xfffd;

const HYPHEN = 0x2d;
const CARRIAGE_RETURN = 0x0d;

/** What is lower than this, in points, cannot be seen. */
const MIN_HEIGHT_PT = 0.1;

/** Makes the text of a page of its characters: those that the page shows, line by line in reading order. */
export function arrangeText(raw: RawText, page: PageFacts): PageText {
  const lines = inReadingOrder(linesOf(raw, page));
  const order = Uint32Array.from(
    lines.flatMap(({ characters }, index) => (index === 0 ? characters : [END, ...characters])),
  );
  const units = order.reduce((sum, at) => sum + (codeAt(raw, at) > 0xffff ? 2 : 1), 0);
  const text: string[] = [];
  const boxes = new Float32Array(units * 4);
  const inkBoxes = new Float32Array(units * 4);
  const runs = new Uint32Array(units);
  let unit = 0;
  for (const at of order) {
    const character = String.fromCodePoint(codeAt(raw, at));
    text.push(character);
    for (let copy = 0; copy < character.length; copy++, unit++) {
      if (at === END) continue;
      boxes.set(raw.boxes.subarray(at * 4, at * 4 + 4), unit * 4);
      inkBoxes.set(raw.inkBoxes.subarray(at * 4, at * 4 + 4), unit * 4);
      runs[unit] = raw.runs[at] ?? 0;
    }
  }
  const { number, widthPt, heightPt } = page;
  return { number, widthPt, heightPt, text: text.join(""), boxes, inkBoxes, runs };
}

/** Stands for the end of a line where otherwise the index of a character stands. */
const END = 0xffffffff;

function codeAt(raw: RawText, at: number): number {
  if (at === END) return LINE_END;
  const code = raw.codes[at] ?? UNKNOWN;
  return code === LINE_END_HYPHEN ? HYPHEN : code;
}

function linesOf(raw: RawText, page: PageFacts): Line[] {
  const lines: Line[] = [];
  let characters: number[] = [];
  let drawn: number | undefined;
  const finish = () => {
    const line = lineOf(raw, characters);
    if (line) lines.push(line);
    characters = [];
    drawn = undefined;
  };
  for (const [at, code] of raw.codes.entries()) {
    if (code !== LINE_END && code !== CARRIAGE_RETURN && isShown(raw, at, page)) {
      const isDrawn = raw.runs[at] !== 0;
      if (isDrawn && drawn !== undefined && isBelow(raw, drawn, at)) finish();
      characters.push(at);
      if (isDrawn) drawn = at;
    }
    if (code === LINE_END || code === LINE_END_HYPHEN) finish();
  }
  finish();
  return lines;
}

/** Whether a character begins a line though PDFium sees none: it takes letters of their own below each other for one. */
function isBelow({ boxes, runs }: RawText, before: number, at: number): boolean {
  const middle = ((boxes[at * 4 + 1] ?? 0) + (boxes[at * 4 + 3] ?? 0)) / 2;
  return runs[before] !== runs[at] && middle > (boxes[before * 4 + 3] ?? 0);
}

/** A line without the white space around it; undefined when there is nothing else. */
function lineOf(raw: RawText, characters: readonly number[]): Line | undefined {
  const isSpace = (at: number) => /\s/.test(String.fromCodePoint(codeAt(raw, at)));
  const first = characters.findIndex((at) => !isSpace(at));
  if (first < 0) return undefined;
  const shown = characters.slice(first, characters.findLastIndex((at) => !isSpace(at)) + 1);
  const drawn = shown.filter((at) => raw.runs[at] !== 0);
  const tops = drawn.map((at) => raw.boxes[at * 4 + 1] ?? 0);
  const bottoms = drawn.map((at) => raw.boxes[at * 4 + 3] ?? 0);
  const least = (a: number, b: number) => Math.min(a, b);
  const most = (a: number, b: number) => Math.max(a, b);
  return {
    characters: shown,
    topPt: tops.reduce(least, Number.POSITIVE_INFINITY),
    bottomPt: bottoms.reduce(most, Number.NEGATIVE_INFINITY),
  };
}

/** Whether a character can be seen; what is drawn by nothing (a space between two runs) is shown with its line. */
function isShown({ boxes, runs }: RawText, at: number, { widthPt, heightPt }: PageFacts): boolean {
  if (runs[at] === 0) return true;
  const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(at * 4, at * 4 + 4);
  return (
    right > 0 &&
    bottom > 0 &&
    left < widthPt &&
    top < heightPt &&
    Math.max(right - left, bottom - top) >= MIN_HEIGHT_PT
  );
}
