import { type PDFFont, type PDFPage, rgb } from "@cantoo/pdf-lib";
import type { TagOptions, TagType } from "../envelope/options.ts";
import { inkStart } from "./ink-start.ts";
import type { Box, PageFrame } from "./page-frame.ts";
import { printableText, textWidth } from "./printable-text.ts";

/** What a filled tag looks like, on the page as displayed: points from its bottom left corner. */
export interface Mark {
  /** Where its ink is: from its left to its right edge, and from its lowest to its top. */
  readonly box: Box;
  /** Draws it on a page whose coordinates are already those of the page as displayed. */
  draw(page: PDFPage): void;
}

/** Size of the letters of each type of tag, in points, where there is room. */
const sizesPt: Record<Exclude<TagType, "checkbox_field" | "radio_field">, number> = {
  signature: 18,
  initials: 16,
  text_field: 11,
  date_signed_field: 11,
  attachment: 9,
};

const boxSizePt = 11;
const borderPt = 1;
const smallestSizePt = 2;
/** How far letters reach below their line, of their size. */
const descent = 0.25;
const ink = rgb(0.05, 0.1, 0.4);

/**
 * A text whose ink begins at its tag's point. It shrinks until it fits between there and the page's edge, or into a text
 * field's width.
 */
export function textMark(
  tag: TagOptions,
  value: string,
  { widthPt, heightPt }: PageFrame,
  font: PDFFont,
): Mark {
  const text = printableText(font, value);
  const wanted = sizesPt[tag.type as keyof typeof sizesPt];
  const left = tag.x * widthPt;
  const top = (1 - tag.y) * heightPt;
  const full = inkStart(font, text, wanted);
  const shrunk = Math.min(
    1,
    ((tag.width ?? 1 - tag.x) * widthPt) / (textWidth(font, text, wanted) - full.leftPt),
    top / (full.topPt + wanted * descent),
  );
  const size = Math.max(wanted * shrunk, smallestSizePt);
  const { leftPt, topPt } = inkStart(font, text, size);
  const [x, y] = [left - leftPt, top - topPt];
  return {
    box: { x0: left, y0: y - size * descent, x1: x + textWidth(font, text, size), y1: top },
    draw: (page) => page.drawText(text, { font, size, color: ink, x, y }),
  };
}

/** A ticked box or a chosen button whose top left corner is its tag's point; it shrinks to stay on the page. */
export function tickMark(tag: TagOptions, { widthPt, heightPt }: PageFrame): Mark {
  const left = tag.x * widthPt;
  const top = (1 - tag.y) * heightPt;
  const size = Math.min(boxSizePt, widthPt - left, top);
  const box = { x0: left, y0: top - size, x1: left + size, y1: top };
  return { box, draw: (page) => (tag.type === "radio_field" ? drawButton : drawBox)(page, box, size) };
}

function drawButton(page: PDFPage, { x0, y0 }: Box, size: number): void {
  const middle = { x: x0 + size / 2, y: y0 + size / 2 };
  // The middle of a border is drawn where the shape's edge is.
  page.drawCircle({ ...middle, size: (size - borderPt) / 2, borderColor: ink, borderWidth: borderPt });
  page.drawCircle({ ...middle, size: size / 4, color: ink });
}

function drawBox(page: PDFPage, { x0, y0 }: Box, size: number): void {
  const corner = { x: x0 + borderPt / 2, y: y0 + borderPt / 2 };
  const side = size - borderPt;
  page.drawRectangle({ ...corner, width: side, height: side, borderColor: ink, borderWidth: borderPt });
  const at = (x: number, y: number) => ({ x: x0 + x * size, y: y0 + y * size });
  page.drawLine({ start: at(0.2, 0.5), end: at(0.45, 0.2), thickness: 1.5, color: ink });
  page.drawLine({ start: at(0.45, 0.2), end: at(0.85, 0.8), thickness: 1.5, color: ink });
}
