import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from "@cantoo/pdf-lib";
import { printableText, textWidth } from "./printable-text.ts";
import { wrap } from "./wrap-text.ts";

/** A4, in points. */
const pageSize: [number, number] = [595.28, 841.89];
const marginPt = 56;
const labelWidthPt = 118;

/** A line of a plain page: an empty text leaves a gap. */
export interface TextLine {
  readonly text: string;
  /** `title`, `heading` and `entry`, in this order, stand out from what is below them. */
  readonly style?: "title" | "heading" | "entry";
  /** What stands to the left of the text, in a column of its own. */
  readonly label?: string;
}

const sizesPt = { title: 18, heading: 12, entry: 10, plain: 9.5 };
const footerSizePt = 8;
const grey = rgb(0.4, 0.4, 0.4);

/**
 * A PDF of A4 pages with lines of text, wrapped at spaces and continued on as many pages as it takes. A heading is never
 * the last line of a page.
 *
 * @param at the date the PDF carries
 * @param footer stands at the foot of each page, before the page's number; undefined: no foot
 */
export async function textPages(lines: readonly TextLine[], at: Date, footer?: string): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setCreationDate(at);
  const plain = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  let page = document.addPage(pageSize);
  let y = pageSize[1] - marginPt;
  for (const { text, style, label } of lines) {
    const font = style ? bold : plain;
    const size = sizesPt[style ?? "plain"];
    const x = marginPt + (label === undefined ? 0 : labelWidthPt);
    const lineHeight = size * 1.4;
    const pieces = wrap(printableText(font, text), font, size, pageSize[0] - marginPt - x);
    const labels =
      label === undefined ? [] : wrap(printableText(plain, label), plain, size, labelWidthPt - 6);
    for (let row = 0; row < Math.max(pieces.length, labels.length); row += 1) {
      const below = style && row === 0 ? 3 * lineHeight : lineHeight;
      if (y - below < marginPt) {
        page = document.addPage(pageSize);
        y = pageSize[1] - marginPt;
      }
      y -= style === "entry" && row === 0 ? 1.4 * lineHeight : lineHeight;
      page.drawText(pieces[row] ?? "", { font, size, x, y });
      page.drawText(labels[row] ?? "", { font: plain, size, x: marginPt, y, color: grey });
    }
  }
  if (footer !== undefined) drawFooters(document.getPages(), plain, footer);
  return document.save({ useObjectStreams: false });
}

function drawFooters(pages: readonly PDFPage[], font: PDFFont, footer: string): void {
  const style = { font, size: footerSizePt, y: marginPt / 2, color: grey };
  for (const [index, page] of pages.entries()) {
    const number = `Page ${index + 1} of ${pages.length}`;
    page.drawText(printableText(font, footer), { ...style, x: marginPt });
    const x = pageSize[0] - marginPt - textWidth(font, number, footerSizePt);
    page.drawText(number, { ...style, x });
  }
}
