import type { Box } from "../document-facts.ts";
import type { Pdfium } from "./pdfium.ts";
import { looseBox } from "./read-text.ts";

/** Counts the characters that a page draws within a box, those of invisible text included, white space left out. */
export function countCharacters(pdfium: Pdfium, textPage: number, box: Box): number {
  const count = pdfium.FPDFText_CountChars(textPage);
  const place = pdfium.allocate(16);
  let characters = 0;
  for (let index = 0; index < count; index++) {
    if (pdfium.FPDFText_IsGenerated(textPage, index) === 1) continue;
    if (isWhite(pdfium.FPDFText_GetUnicode(textPage, index) >>> 0)) continue;
    if (overlap(looseBox(pdfium, textPage, index, place), box)) characters += 1;
  }
  pdfium.free(place);
  return characters;
}

const isWhite = (code: number): boolean => code <= 0xffff && /\s/.test(String.fromCharCode(code));

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
