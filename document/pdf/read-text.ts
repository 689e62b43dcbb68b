import { boxToDisplayed } from "../displayed.ts";
import type { Refusal } from "../document-error.ts";
import type { Box, PageFacts } from "../document-facts.ts";
import { arrangeText, LINE_END, LINE_END_HYPHEN, type RawText, UNKNOWN } from "../text/arrange-text.ts";
import type { PdfText } from "../text/document-text.ts";
import type { PageText } from "../text/page-text.ts";
import type { Pdfium } from "./pdfium.ts";
import { unreadablePage, withPdf } from "./read-pdf.ts";

/** The most characters of a document whose text is read: about two thousand full pages. */
export const MAX_CHARACTERS = 1_000_000;

/**
 * Reads the text of a PDF with its positions.
 *
 * @throws whatever PDFium dies of on a hostile file; that PDFium must not be used again
 */
export const readText = (pdfium: Pdfium, bytes: Uint8Array): PdfText | Refusal =>
  withPdf(pdfium, bytes, (document, facts) => {
    const pages: PageText[] = [];
    let left = MAX_CHARACTERS;
    for (const page of facts.pages) {
      const raw = readPage(pdfium, document, page, left);
      if ("code" in raw) return raw;
      left -= raw.codes.length;
      pages.push(arrangeText(raw, page));
    }
    return { kind: "pdf", pages };
  });

function readPage(pdfium: Pdfium, document: number, page: PageFacts, left: number): RawText | Refusal {
  const handle = pdfium.FPDF_LoadPage(document, page.number - 1);
  const textPage = handle === 0 ? 0 : pdfium.FPDFText_LoadPage(handle);
  const count = textPage === 0 ? -1 : pdfium.FPDFText_CountChars(textPage);
  const raw =
    count < 0
      ? unreadablePage(page.number)
      : count > left
        ? TOO_MUCH_TEXT
        : readCharacters(pdfium, textPage, page, count);
  if (textPage !== 0) pdfium.FPDFText_ClosePage(textPage);
  if (handle !== 0) pdfium.FPDF_ClosePage(handle);
  return raw;
}

const TOO_MUCH_TEXT: Refusal = {
  code: "too-much-text",
  problem: `has more than ${MAX_CHARACTERS.toLocaleString("en")} characters, so its text is not read. Split it, or place tags by coordinates.`,
};

function readCharacters(pdfium: Pdfium, textPage: number, page: PageFacts, count: number): RawText {
  const raw: RawText = {
    codes: new Uint32Array(count),
    boxes: new Float32Array(count * 4),
    inkBoxes: new Float32Array(count * 4),
    runs: new Uint32Array(count),
  };
  const numbers = new RunNumbers();
  const place = pdfium.allocate(32);
  for (let index = 0; index < count; index++) {
    const isDrawn = pdfium.FPDFText_IsGenerated(textPage, index) === 0;
    const run = isDrawn ? pdfium.FPDFText_GetTextObject(textPage, index) : 0;
    raw.codes[index] = codeOf(pdfium, textPage, index);
    raw.runs[index] = numbers.of(run);
    if (run === 0) continue;
    raw.boxes.set(displayed(page, looseBox(pdfium, textPage, index, place)), index * 4);
    raw.inkBoxes.set(displayed(page, inkBox(pdfium, textPage, index, place)), index * 4);
  }
  pdfium.free(place);
  return raw;
}

/** Numbers PDFium's text objects in the order in which they first come. */
class RunNumbers {
  readonly #numbers = new Map<number, number>([[0, 0]]);

  of(run: number): number {
    const known = this.#numbers.get(run);
    if (known !== undefined) return known;
    this.#numbers.set(run, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

function codeOf(pdfium: Pdfium, textPage: number, index: number): number {
  if (pdfium.FPDFText_HasUnicodeMapError(textPage, index) === 1) return UNKNOWN;
  const code = pdfium.FPDFText_GetUnicode(textPage, index) >>> 0;
  if (pdfium.FPDFText_IsHyphen(textPage, index) === 1) return LINE_END_HYPHEN;
  if (code === LINE_END || code === 0x0d || code === 0x09) return code;
  const meansNothing = code < 0x20 || code === 0xfffe || code > 0x10ffff;
  return meansNothing || (code >= 0xd800 && code <= 0xdfff) ? UNKNOWN : code;
}

/**
 * The place that a character takes in its line, in the file's own points.
 *
 * @param place 16 bytes of PDFium's memory to work with
 */
export function looseBox(pdfium: Pdfium, textPage: number, index: number, place: number): Box {
  pdfium.FPDFText_GetLooseCharBox(textPage, index, place);
  const memory = pdfium.memory();
  const view = new DataView(memory.buffer, memory.byteOffset + place, 16);
  const at = (offset: number) => view.getFloat32(offset, true);
  // FS_RECTF holds left, top, right, bottom.
  return [at(0), at(12), at(8), at(4)];
}

function inkBox(pdfium: Pdfium, textPage: number, index: number, place: number): Box {
  pdfium.FPDFText_GetCharBox(textPage, index, place, place + 8, place + 16, place + 24);
  const memory = pdfium.memory();
  const view = new DataView(memory.buffer, memory.byteOffset + place, 32);
  const at = (offset: number) => view.getFloat64(offset, true);
  // Left, right, bottom, top.
  return [at(0), at(16), at(8), at(24)];
}

function displayed(page: PageFacts, box: Box): [number, number, number, number] {
  const { leftPt, topPt, rightPt, bottomPt } = boxToDisplayed(page, box);
  return [leftPt, topPt, rightPt, bottomPt];
}
