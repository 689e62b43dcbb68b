import { PDFDocument, type PDFFont, StandardFonts } from "@cantoo/pdf-lib";
import { printableText, textWidth } from "./printable-text.ts";

/** A4, in points. */
const pageSize: [number, number] = [595.28, 841.89];
const marginPt = 56;

/** A line of a plain page: `title` and `heading` stand out, an empty text leaves a gap. */
export interface TextLine {
  readonly text: string;
  readonly style?: "title" | "heading";
}

const sizesPt = { title: 18, heading: 12, plain: 9.5 };

/**
 * A PDF of A4 pages with lines of text, wrapped at spaces and continued on as many pages as it takes.
 *
 * @param at the date the PDF carries
 */
export async function textPages(lines: readonly TextLine[], at: Date): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setCreationDate(at);
  const plain = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  let page = document.addPage(pageSize);
  let y = pageSize[1] - marginPt;
  for (const { text, style } of lines) {
    const font = style ? bold : plain;
    const size = sizesPt[style ?? "plain"];
    for (const piece of wrap(printableText(font, text), font, size)) {
      y -= size * 1.4;
      if (y < marginPt) {
        page = document.addPage(pageSize);
        y = pageSize[1] - marginPt - size * 1.4;
      }
      page.drawText(piece, { font, size, x: marginPt, y });
    }
  }
  return document.save({ useObjectStreams: false });
}

function wrap(text: string, font: PDFFont, size: number): string[] {
  const room = pageSize[0] - 2 * marginPt;
  const fits = (piece: string): boolean => textWidth(font, piece, size) <= room;
  const pieces = [""];
  for (const word of text.split(" ")) {
    const last = pieces.length - 1;
    const longer = pieces[last] ? `${pieces[last]} ${word}` : word;
    if (fits(longer)) pieces[last] = longer;
    else pieces.push(...brokenWord(word, fits));
  }
  return pieces;
}

/** A word wider than the page is cut. */
function brokenWord(word: string, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = [""];
  for (const character of word) {
    const last = pieces.length - 1;
    if (fits(pieces[last] + character)) pieces[last] += character;
    else pieces.push(character);
  }
  return pieces;
}
