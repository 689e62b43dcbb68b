import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";
import { encode } from "fast-png";
import type { PictureRequest } from "./page-picture.ts";

/** PDFium's `FPDFBitmap_BGRA`, and its flags: draw annotations, swap the bytes to RGBA. */
const FORMAT_BGRA = 4;
const FLAGS = 0x01 | 0x10;
const WHITE = 0xffffffff;

/** The most pixels of one picture: 64 MB of memory. */
const MAX_PIXELS = 16_000_000;

interface Runtime {
  HEAPU8: Uint8Array;
  wasmExports: { malloc(bytes: number): number; free(address: number): void };
}

/** PDFium and the memory it works in, which is another object after PDFium asked for more. */
type Pdfium = WrappedPdfiumModule & { readonly pdfium: Runtime };

/*
 * The thread that draws. It says "ready" once; each message after that is a request with the bytes of a PDF, answered by a
 * PNG, or by undefined. Whatever is thrown ends the thread, because PDFium is not to be trusted then.
 */
async function serve(): Promise<void> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve("@embedpdf/pdfium/pdfium.wasm")));
  const overrides = { wasmBinary: wasm, print() {}, printErr() {} };
  const pdfium = (await init(overrides as unknown as Parameters<typeof init>[0])) as Pdfium;
  pdfium.PDFiumExt_Init();
  parentPort?.on("message", (message: PictureRequest & { bytes: Uint8Array }) =>
    parentPort?.postMessage(pictureOf(pdfium, message.bytes, message)),
  );
  parentPort?.postMessage("ready");
}

function pictureOf(pdfium: Pdfium, bytes: Uint8Array, request: PictureRequest): Uint8Array | undefined {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const file = malloc(bytes.length);
  pdfium.pdfium.HEAPU8.set(bytes, file);
  const document = pdfium.FPDF_LoadMemDocument(file, bytes.length, "");
  const page = document === 0 ? 0 : pdfium.FPDF_LoadPage(document, request.pageNumber - 1);
  const picture = page === 0 ? undefined : drawn(pdfium, document, page, request.widthPx);
  if (page !== 0) pdfium.FPDF_ClosePage(page);
  if (document !== 0) pdfium.FPDF_CloseDocument(document);
  free(file);
  return picture;
}

function drawn(pdfium: Pdfium, document: number, page: number, widthPx: number): Uint8Array {
  const { width, height } = sizeInPixels(pdfium, page, widthPx);
  const pixels = pdfium.pdfium.wasmExports.malloc(width * height * 4);
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, FORMAT_BGRA, pixels, width * 4);
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS);
  const callbacks = pdfium.PDFiumExt_OpenFormFillInfo();
  const form = pdfium.PDFiumExt_InitFormFillEnvironment(document, callbacks);
  if (form !== 0) {
    // Viewers tint the fields to be filled in, which would look like the recipient's own tags.
    pdfium.FPDF_SetFormFieldHighlightAlpha(form, 0);
    pdfium.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, FLAGS);
    pdfium.PDFiumExt_ExitFormFillEnvironment(form);
  }
  pdfium.PDFiumExt_CloseFormFillInfo(callbacks);
  const data = pdfium.pdfium.HEAPU8.slice(pixels, pixels + width * height * 4);
  pdfium.FPDFBitmap_Destroy(bitmap);
  pdfium.pdfium.wasmExports.free(pixels);
  return encode({ width, height, data }, { zlib: { level: 4 } });
}

/** At least 1 each: a page may be as thin as a hair. */
function sizeInPixels(pdfium: Pdfium, page: number, widthPx: number): { width: number; height: number } {
  const ratio = pdfium.FPDF_GetPageHeightF(page) / pdfium.FPDF_GetPageWidthF(page);
  const side = (px: number): number => Math.min(MAX_PIXELS, Math.max(1, Math.round(px)));
  const width = side(Math.min(widthPx, Math.sqrt(MAX_PIXELS / ratio)));
  return { width, height: side(Math.min(width * ratio, MAX_PIXELS / width)) };
}

void serve();
