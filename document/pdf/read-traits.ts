import type { Refusal } from "../document-error.ts";
import type { Box, PageFacts } from "../document-facts.ts";
import type { DocumentTraits, PageTraits } from "../document-traits.ts";
import { countCharacters } from "./count-characters.ts";
import { FontList } from "./font-list.ts";
import { listObjects } from "./object-list.ts";
import { objectTraits } from "./object-traits.ts";
import { visitAnnotationObjects, visitPageObjects } from "./page-objects.ts";
import type { Pdfium } from "./pdfium.ts";
import { PictureShare } from "./picture-share.ts";
import { unreadablePage, withPdf } from "./read-pdf.ts";
import { hasXfaScript } from "./xfa-script.ts";

/**
 * PDFium's `FPDF_ANNOT_…` of what people add to a page: text (a note), free text, line, square, circle, polygon, polyline,
 * highlight, underline, squiggly, strikeout, stamp, caret, ink.
 */
const COMMENTS = new Set([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

/** A script action as it is spelled in nearly every file. */
const SCRIPT_ACTION = /\/S\s*\/JavaScript(?![^\s()<>[\]{}/%])/;

/**
 * Reads the traits of a PDF.
 *
 * @throws whatever PDFium dies of on a hostile file; that PDFium must not be used again
 */
export const readTraits = (pdfium: Pdfium, bytes: Uint8Array): DocumentTraits | Refusal =>
  withPdf(pdfium, bytes, (document, facts): DocumentTraits | Refusal => {
    const fonts = new FontList(pdfium);
    const pages: PageTraits[] = [];
    let comments = 0;
    for (const page of facts.pages) {
      const reading = readPage(pdfium, document, page, fonts);
      if (!reading) return unreadablePage(page.number);
      pages.push(reading.traits);
      comments += reading.comments;
    }
    const hasXfa = hasXfaScript(pdfium, document);
    const objects = listObjects(pdfium, document);
    if (!objects) return NOT_LISTED;
    const { hasScript, ...rest } = objectTraits(objects);
    // Objects that PDFium does not see others may: older states of the file, and what its table is wrong about.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const javaScript = hasScript || hasXfa || SCRIPT_ACTION.test(text);
    return { javaScript, macros: false, ...rest, comments, trackedChanges: 0, fonts: fonts.list(), pages };
  });

const NOT_LISTED: Refusal = {
  code: "damaged",
  problem: "is damaged: what it is made of cannot be listed. Print it to PDF.",
};

function readPage(
  pdfium: Pdfium,
  document: number,
  { number, cropBox }: PageFacts,
  fonts: FontList,
): { traits: PageTraits; comments: number } | undefined {
  const page = pdfium.FPDF_LoadPage(document, number - 1);
  if (page === 0) return undefined;
  const characters = readCharacters(pdfium, page, cropBox);
  const pictures = new PictureShare(cropBox);
  const font = (handle: number) => fonts.add(handle);
  visitPageObjects(pdfium, page, { font, picture: (matrix) => pictures.add(matrix) });
  const comments = readAnnotations(pdfium, page, font);
  pdfium.FPDF_ClosePage(page);
  if (characters === undefined) return undefined;
  return { traits: { number, characters, pictureShare: pictures.share }, comments };
}

function readCharacters(pdfium: Pdfium, page: number, cropBox: Box): number | undefined {
  const textPage = pdfium.FPDFText_LoadPage(page);
  if (textPage === 0) return undefined;
  const characters = countCharacters(pdfium, textPage, cropBox);
  pdfium.FPDFText_ClosePage(textPage);
  return characters;
}

/** How many of the page's annotations are comments; their fonts are told to `font`. */
function readAnnotations(pdfium: Pdfium, page: number, font: (handle: number) => void): number {
  const count = pdfium.FPDFPage_GetAnnotCount(page);
  let comments = 0;
  for (let index = 0; index < count; index++) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    if (COMMENTS.has(pdfium.FPDFAnnot_GetSubtype(annotation))) comments += 1;
    visitAnnotationObjects(pdfium, annotation, { font });
    pdfium.FPDFPage_CloseAnnot(annotation);
  }
  return comments;
}
