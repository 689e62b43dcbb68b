import type { PDFFont } from "@cantoo/pdf-lib";
import { textWidth } from "./printable-text.ts";

/** Cuts a text into lines of at most this width, at spaces, or inside of a word that is wider by itself. */
export function wrap(text: string, font: PDFFont, sizePt: number, widthPt: number): string[] {
  const fits = (piece: string): boolean => textWidth(font, piece, sizePt) <= widthPt;
  const pieces = [""];
  for (const word of text.split(" ")) {
    const last = pieces.length - 1;
    const longer = pieces[last] ? `${pieces[last]} ${word}` : word;
    if (fits(longer)) pieces[last] = longer;
    else pieces.push(...brokenWord(word, fits));
  }
  return pieces[0] === "" && pieces.length > 1 ? pieces.slice(1) : pieces;
}

function brokenWord(word: string, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = [""];
  for (const character of word) {
    const last = pieces.length - 1;
    if (fits(pieces[last] + character)) pieces[last] += character;
    else pieces.push(character);
  }
  return pieces;
}
