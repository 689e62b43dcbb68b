import type { Refusal } from "../document-error.ts";
import type { Box, PageFacts, Reading } from "../document-facts.ts";
import { NEEDS_PASSWORD } from "../refusals.ts";
import { pageGeometry, type RawPage } from "./page-geometry.ts";
import type { Pdfium } from "./pdfium.ts";

const SAVE_AGAIN =
  "Open it, look whether all its pages are there, and save it as a new PDF (printing to PDF does).";

/** PDFium's `FPDF_ERR_…` codes (public/fpdfview.h). */
const ERROR_PASSWORD = 4;
const ERROR_SECURITY = 5;

/** PDFium's `FORMTYPE_XFA_FULL`: an XFA form whose catalog says `NeedsRendering`. */
const FORM_XFA_FULL = 2;

/** The second argument of `EPDF_GetPageBoxByIndex`. */
const MEDIA_BOX = 0;
const CROP_BOX = 1;

/** What is known of a PDF that was opened. */
interface PdfReading extends Reading {
  readonly pages: readonly PageFacts[];
}

/**
 * Reads the facts of a PDF, without passwords and without drawing anything.
 *
 * @throws whatever PDFium dies of on a hostile file; that PDFium must not be used again
 */
export const readPdf = (pdfium: Pdfium, bytes: Uint8Array): Reading | Refusal =>
  withPdf(pdfium, bytes, (_document, reading) => reading);

/**
 * Opens a PDF, reads its facts and, unless it is refused, does something with it; closes it afterwards.
 *
 * @param use gets PDFium's handle of the document, which is good until it returns
 * @throws as {@link readPdf} does
 */
export function withPdf<T>(
  pdfium: Pdfium,
  bytes: Uint8Array,
  use: (document: number, reading: PdfReading) => T | Refusal,
): T | Refusal {
  const file = pdfium.allocate(bytes.length);
  pdfium.memory().set(bytes, file);
  const document = pdfium.FPDF_LoadMemDocument(file, bytes.length, "");
  const reading = document === 0 ? refusalOf(pdfium.FPDF_GetLastError()) : readOpened(pdfium, document);
  const result = "code" in reading ? reading : use(document, reading);
  if (document !== 0) pdfium.FPDF_CloseDocument(document);
  pdfium.free(file);
  return result;
}

function refusalOf(error: number): Refusal {
  if (error === ERROR_PASSWORD) return NEEDS_PASSWORD;
  if (error === ERROR_SECURITY) {
    const problem =
      "is encrypted in a way we cannot open, such as for certain readers only. Save a copy that is not encrypted.";
    return { code: "unsupported-encryption", problem, encrypted: true };
  }
  return { code: "damaged", problem: `is damaged: no page of it can be read. ${SAVE_AGAIN}` };
}

/** A page is in the document, but what is on it cannot be read. @param number from 1 */
export const unreadablePage = (number: number): Refusal => ({
  code: "damaged",
  problem: `is damaged: page ${number} cannot be read. ${SAVE_AGAIN}`,
});

function readOpened(pdfium: Pdfium, document: number): PdfReading | Refusal {
  // PDFium has guessed where things are. A file cut short opens too, then, with pages missing and no trace of them.
  if (!pdfium.FPDF_DocumentHasValidCrossReferenceTable(document))
    return {
      code: "damaged",
      problem: `is damaged: its cross-reference table, which says where the pages are, is wrong or cut off, so pages may be missing. ${SAVE_AGAIN}`,
    };
  const count = pdfium.FPDF_GetPageCount(document);
  if (count <= 0) return { code: "no-pages", problem: "has no pages. Export it again." };
  if (pdfium.FPDF_GetFormType(document) === FORM_XFA_FULL)
    return {
      code: "dynamic-form",
      problem:
        "is a dynamic XFA form: only Adobe Reader makes its pages, and people would be sent the placeholder inside. Print it to PDF from there.",
    };
  const pages = readPages(pdfium, document, count);
  return "code" in pages ? pages : { pages, encrypted: pdfium.EPDF_IsEncrypted(document) };
}

function readPages(pdfium: Pdfium, document: number, count: number): PageFacts[] | Refusal {
  const pages: PageFacts[] = [];
  for (let number = 1; number <= count; number++) {
    const raw = readPage(pdfium, document, number - 1);
    if (!raw)
      return {
        code: "damaged",
        problem: `is damaged: page ${number} of ${count} cannot be found. ${SAVE_AGAIN}`,
      };
    const geometry = pageGeometry(raw);
    if (!geometry)
      return {
        code: "invisible-page",
        problem: `has nothing to show on page ${number}: its crop box lies outside of its media box, and programs differ in what they show then. Set its crop box again, or print it to PDF.`,
      };
    pages.push({ number, ...geometry });
  }
  return pages;
}

function readPage(pdfium: Pdfium, document: number, index: number): RawPage | undefined {
  const mediaBox = readBox(pdfium, document, index, MEDIA_BOX);
  const cropBox = readBox(pdfium, document, index, CROP_BOX);
  const quarterTurns = pdfium.EPDF_GetPageRotationByIndex(document, index);
  return mediaBox && cropBox && quarterTurns >= 0 ? { mediaBox, cropBox, quarterTurns } : undefined;
}

/** A box as PDFium gives it: inherited from the page tree where need be, the crop box defaulting to the media box. */
function readBox(pdfium: Pdfium, document: number, index: number, which: number): Box | undefined {
  const rectangle = pdfium.allocate(16);
  const found = pdfium.EPDF_GetPageBoxByIndex(document, index, which, rectangle);
  const memory = pdfium.memory();
  const view = new DataView(memory.buffer, memory.byteOffset + rectangle, 16);
  const at = (offset: number) => view.getFloat32(offset, true);
  // FS_RECTF holds left, top, right, bottom.
  const box: Box = [at(0), at(12), at(8), at(4)];
  pdfium.free(rectangle);
  return found ? box : undefined;
}
