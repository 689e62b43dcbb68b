import type { DisplayedBox } from "../displayed.ts";

/**
 * The text of one page as displayed. It is kept in few large pieces, because a document may have a million characters;
 * {@link linesOf} and {@link wordsOf} cut it up.
 */
export interface PageText {
  /** From 1. */
  readonly number: number;
  /** Width as displayed. */
  readonly widthPt: number;
  /** Height as displayed. */
  readonly heightPt: number;
  /**
   * The lines in reading order, joined by "\n". A character that the file gives no meaning to (its font has no
   * ToUnicode table) is U+FFFD.
   */
  readonly text: string;
  /**
   * Four numbers for each UTF-16 unit of `text`, in points as displayed: left, top, right, bottom of the place that the
   * character takes in its line, from the font's ascent to its descent and over its advance width. Zeros where `runs`
   * has 0.
   */
  readonly boxes: Float32Array;
  /** As `boxes`, but of the character's ink alone. */
  readonly inkBoxes: Float32Array;
  /**
   * For each UTF-16 unit the number, from 1, of the text object that draws it (one show operator in the file); 0 where
   * a space or line end is drawn by none.
   */
  readonly runs: Uint32Array;
}

/** A part of a page's text. */
export interface TextPiece {
  readonly text: string;
  /** Where it begins in the page's `text`. */
  readonly start: number;
  /** Where it ends in the page's `text`, exclusive. */
  readonly end: number;
  /** The place it takes: ascent to descent, advance widths. */
  readonly box: DisplayedBox;
  /** The extent of its ink. */
  readonly inkBox: DisplayedBox;
}

/** The lines of a page in reading order. */
export const linesOf = (page: PageText): TextPiece[] => piecesOf(page, /[^\n]+/g);

/** The words of a page in reading order: what stands between white space. */
export const wordsOf = (page: PageText): TextPiece[] => piecesOf(page, /\S+/g);

/** A part of a page's text with its boxes, from one position in it to another. */
export const pieceOf = (page: PageText, start: number, end: number): TextPiece => ({
  text: page.text.slice(start, end),
  start,
  end,
  box: unionOf(page, page.boxes, start, end),
  inkBox: unionOf(page, page.inkBoxes, start, end),
});

function piecesOf(page: PageText, pattern: RegExp): TextPiece[] {
  return [...page.text.matchAll(pattern)].map(({ index, 0: text }) =>
    pieceOf(page, index, index + text.length),
  );
}

function unionOf({ runs }: PageText, boxes: Float32Array, start: number, end: number): DisplayedBox {
  let leftPt = Number.POSITIVE_INFINITY;
  let topPt = Number.POSITIVE_INFINITY;
  let rightPt = Number.NEGATIVE_INFINITY;
  let bottomPt = Number.NEGATIVE_INFINITY;
  for (let unit = start; unit < end; unit++) {
    if (runs[unit] === 0) continue;
    leftPt = Math.min(leftPt, boxes[unit * 4] ?? leftPt);
    topPt = Math.min(topPt, boxes[unit * 4 + 1] ?? topPt);
    rightPt = Math.max(rightPt, boxes[unit * 4 + 2] ?? rightPt);
    bottomPt = Math.max(bottomPt, boxes[unit * 4 + 3] ?? bottomPt);
  }
  return { leftPt, topPt, rightPt, bottomPt };
}
