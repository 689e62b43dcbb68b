import type { FontTraits } from "../document-traits.ts";
import type { Pdfium } from "./pdfium.ts";

/** The names of a subset begin with six letters and a plus sign (ISO 32000-2, 9.9.2). */
const SUBSET = /^[A-Z]{6}\+/;

/** Collects fonts, each name once; a font counts as embedded when every one of that name is. */
export class FontList {
  readonly #pdfium: Pdfium;
  readonly #embedded = new Map<string, boolean>();

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium;
  }

  /** @param font PDFium's handle; it is not kept, since PDFium uses it anew */
  add(font: number): void {
    const name = this.#nameOf(font).replace(SUBSET, "");
    const embedded = this.#pdfium.FPDFFont_GetIsEmbedded(font) === 1;
    this.#embedded.set(name, embedded && (this.#embedded.get(name) ?? true));
  }

  list(): FontTraits[] {
    const fonts = [...this.#embedded].map(([name, embedded]) => ({ name, embedded }));
    return fonts.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #nameOf(font: number): string {
    const size = this.#pdfium.FPDFFont_GetBaseFontName(font, 0, 0);
    const place = this.#pdfium.allocate(Math.max(size, 1));
    this.#pdfium.FPDFFont_GetBaseFontName(font, place, size);
    // PDFium ends the name with a zero.
    const name = Buffer.from(this.#pdfium.memory().slice(place, place + Math.max(size - 1, 0)));
    this.#pdfium.free(place);
    return name.toString("utf8");
  }
}
