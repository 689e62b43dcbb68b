import type { PDFFont } from "@cantoo/pdf-lib";

const characterSets = new WeakMap<PDFFont, Set<number>>();

/**
 * The text as a standard font can show it. These fonts only know Western European letters: another letter loses its
 * accents, and what is left over becomes a question mark.
 */
export function printableText(font: PDFFont, text: string): string {
  const known = characterSets.get(font) ?? new Set(font.getCharacterSet());
  characterSets.set(font, known);
  const isKnown = (character: string): boolean => known.has(character.codePointAt(0) ?? 0);
  return [...text.normalize("NFC").replace(/\s+/g, " ")]
    .map((character) => {
      if (isKnown(character)) return character;
      const base = plainLetters[character] ?? character.normalize("NFD").replace(/\p{M}/gu, "");
      return base !== "" && [...base].every(isKnown) ? base : "?";
    })
    .join("");
}

/** Letters whose stroke or missing dot Unicode does not count as an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
  ħ: "h",
  Ħ: "H",
};

/** Width of a text in points. Pdf-lib's own count for a whole text assumes kerning, which it then does not write. */
export const textWidth = (font: PDFFont, text: string, sizePt: number): number =>
  [...text].reduce((width, character) => width + font.widthOfTextAtSize(character, sizePt), 0);
