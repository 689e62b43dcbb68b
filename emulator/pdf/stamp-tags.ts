import {
  concatTransformationMatrix,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  StandardFonts,
} from "@cantoo/pdf-lib";
import type { TagValue } from "../envelope/envelope.ts";
import type { TagOptions, TagType } from "../envelope/options.ts";
import { balanceStates } from "./balance-states.ts";
import { inkStart } from "./ink-start.ts";
import { type PageFrame, pageFrame } from "./page-frame.ts";
import { printableText, textWidth } from "./printable-text.ts";
import { openPdf } from "./read-document.ts";

/** A tag and what its signer put there. */
export interface FilledTag {
  readonly tag: TagOptions;
  readonly value: TagValue;
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
const ink = rgb(0.05, 0.1, 0.4);

/**
 * Writes filled tags into a PDF: `x` and `y` are where the ink of a value begins on the page as it is displayed, which is
 * the left edge and the top of its letters, box or button. A value shrinks until it fits between there and the page's
 * edge, or into a text field's width; a tag left empty does not show.
 */
export async function stampTags(content: Uint8Array, filled: readonly FilledTag[]): Promise<Uint8Array> {
  const document = await openPdf(content);
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    written: await document.embedFont(StandardFonts.TimesRomanItalic),
  };
  const pages = document.getPages();
  for (const page of new Set(filled.map(({ tag }) => pages[tag.page_number - 1])))
    if (page) balanceStates(page);
  for (const { tag, value } of filled) {
    const page = pages[tag.page_number - 1];
    if (!page || value === null || value === false) continue;
    const frame = pageFrame(page);
    page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...frame.matrix));
    if (value === true) drawTick(page, tag, frame);
    else drawValue(page, tag, value, frame, isWritten(tag.type) ? fonts.written : fonts.plain);
    page.pushOperators(popGraphicsState());
  }
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

const isWritten = (type: TagType): boolean => type === "signature" || type === "initials";

function drawValue(
  page: PDFPage,
  tag: TagOptions,
  value: string,
  { widthPt, heightPt }: PageFrame,
  font: PDFFont,
): void {
  const text = printableText(font, value);
  const wanted = sizesPt[tag.type as keyof typeof sizesPt];
  const roomX = (tag.width ?? 1 - tag.x) * widthPt;
  const roomY = (1 - tag.y) * heightPt;
  const start = inkStart(font, text, wanted);
  const fitting = Math.min(
    1,
    roomX / (textWidth(font, text, wanted) - start.leftPt),
    roomY / (start.topPt + wanted * descent),
  );
  const size = Math.max(wanted * fitting, smallestSizePt);
  const { leftPt, topPt } = inkStart(font, text, size);
  page.drawText(text, {
    font,
    size,
    color: ink,
    x: tag.x * widthPt - leftPt,
    y: (1 - tag.y) * heightPt - topPt,
  });
}

/** How far letters reach below their line, of their size. */
const descent = 0.25;

function drawTick(page: PDFPage, tag: TagOptions, { widthPt, heightPt }: PageFrame): void {
  const left = tag.x * widthPt;
  const top = (1 - tag.y) * heightPt;
  const size = Math.min(boxSizePt, widthPt - left, top);
  const at = (x: number, y: number) => ({ x: left + x * size, y: top - y * size });
  if (tag.type === "radio_field") {
    const { x, y } = at(0.5, 0.5);
    page.drawCircle({ x, y, size: (size - borderPt) / 2, borderColor: ink, borderWidth: borderPt });
    page.drawCircle({ x, y, size: size * 0.25, color: ink });
    return;
  }
  // A border's middle is drawn where the shape's edge is.
  const { x, y } = at(0, 1);
  const inner = size - borderPt;
  const box = { x: x + borderPt / 2, y: y + borderPt / 2, width: inner, height: inner };
  page.drawRectangle({ ...box, borderColor: ink, borderWidth: borderPt });
  page.drawLine({ start: at(0.2, 0.5), end: at(0.45, 0.8), thickness: 1.5, color: ink });
  page.drawLine({ start: at(0.45, 0.8), end: at(0.85, 0.2), thickness: 1.5, color: ink });
}
