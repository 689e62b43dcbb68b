import { readFileSync } from "node:fs";

/** Raised whenever the same PDFium would be made to draw a page otherwise. */
const DRAWING = 1;

let known: string | undefined;

/** By what pages are drawn: pictures of one document, page and scale are the same as long as this is. */
export function rendererVersion(): string {
  known ??= `pdfium ${pdfiumVersion()}, ${DRAWING}`;
  return known;
}

function pdfiumVersion(): string {
  // The package lets nobody resolve its package.json by name.
  const wasm = import.meta.resolve("@embedpdf/pdfium/pdfium.wasm");
  return JSON.parse(readFileSync(new URL("../package.json", wasm), "utf8")).version;
}
