import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";

/** Where a text stands on a displayed page: fractions of its width and height, from its top left corner. */
export interface TextPlace {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

let loading: Promise<WrappedPdfiumModule> | undefined;

async function load(): Promise<WrappedPdfiumModule> {
  const wasm = await readFile(createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm"));
  const pdfium = await init({ wasmBinary: new Uint8Array(wasm).buffer });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/**
 * Every place of a text on a page, by PDFium's reading of the file: its letters' boxes, taken to the page as PDFium would
 * display it.
 *
 * @param pageNumber counted from 1
 */
export async function placesOfText(pdf: Uint8Array, pageNumber: number, text: string): Promise<TextPlace[]> {
  loading ??= load();
  const pdfium = await loading;
  const { HEAPU8 } = pdfium.pdfium as unknown as { HEAPU8: Uint8Array };
  const file = pdfium.pdfium.wasmExports.malloc(pdf.length);
  HEAPU8.set(pdf, file);
  const document = pdfium.FPDF_LoadMemDocument(file, pdf.length, "");
  if (document === 0) throw new Error("PDFium cannot open the file.");
  const page = pdfium.FPDF_LoadPage(document, pageNumber - 1);
  const textPage = pdfium.FPDFText_LoadPage(page);
  const count = pdfium.FPDFText_CountChars(textPage);
  const letters = Array.from({ length: count }, (_, at) =>
    String.fromCodePoint(pdfium.FPDFText_GetUnicode(textPage, at)),
  );
  const all = letters.join("");
  const places: TextPlace[] = [];
  for (let at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
    const boxes = Array.from(text, (_, i) => letterPlace(pdfium, page, textPage, at + i));
    places.push({
      left: Math.min(...boxes.map(({ left }) => left)),
      top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    });
  }
  pdfium.FPDFText_ClosePage(textPage);
  pdfium.FPDF_ClosePage(page);
  pdfium.FPDF_CloseDocument(document);
  pdfium.pdfium.wasmExports.free(file);
  return places;
}

/** PDFium answers device points in whole numbers; this many of them make a page. */
const resolution = 100_000;

function letterPlace(pdfium: WrappedPdfiumModule, page: number, textPage: number, at: number): TextPlace {
  const scratch = pdfium.pdfium.wasmExports.malloc(40);
  pdfium.FPDFText_GetCharBox(textPage, at, scratch, scratch + 8, scratch + 16, scratch + 24);
  const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((offset) =>
    pdfium.pdfium.getValue(scratch + offset, "double"),
  );
  const corners = [
    [left, top],
    [right, bottom],
  ].map(([x = 0, y = 0]) => {
    pdfium.FPDF_PageToDevice(page, 0, 0, resolution, resolution, 0, x, y, scratch + 32, scratch + 36);
    return [32, 36].map((offset) => pdfium.pdfium.getValue(scratch + offset, "i32") / resolution);
  });
  pdfium.pdfium.wasmExports.free(scratch);
  const xs = corners.map(([x = 0]) => x);
  const ys = corners.map(([, y = 0]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
