import type { Refusal } from "../document-error.ts";
import { encodePng } from "../picture/encode-png.ts";
import { type PagePicture, type PictureRequest, pictureSize } from "../picture/page-picture.ts";
import type { Pdfium } from "./pdfium.ts";
import { unreadablePage, withPdf } from "./read-pdf.ts";

/** PDFium's `FPDFBitmap_BGRA`, and its flags: draw annotations, swap the bytes to RGBA. */
const FORMAT_BGRA = 4;
const FLAG_ANNOTATIONS = 0x01;
const FLAG_RGBA = 0x10;
const WHITE = 0xffffffff;

/**
 * Draws pages as displayed, with their annotations and form fields. The same bytes give the same pictures on every
 * machine: fonts that are not embedded are replaced by PDFium's own.
 *
 * @returns a picture for each request, or why there is none of that page
 * @throws whatever PDFium dies of on a hostile file; that PDFium must not be used again
 */
export const renderPages = (
  pdfium: Pdfium,
  bytes: Uint8Array,
  requests: readonly PictureRequest[],
): (PagePicture | Refusal)[] | Refusal =>
  withPdf(pdfium, bytes, (document, { pages }) =>
    requests.map((request): PagePicture | Refusal => {
      const { pageNumber, format = "png" } = request;
      const page = pages[pageNumber - 1];
      if (!page)
        return {
          code: "no-such-page",
          problem: `has ${pages.length === 1 ? "1 page" : `${pages.length} pages`}; there is no page ${pageNumber}.`,
        };
      const size = pictureSize(page, request);
      const pixels = drawOver(pdfium, document, pageNumber - 1, size.widthPx, size.heightPx, "white");
      if (!pixels) return unreadablePage(pageNumber);
      const data = format === "rgba" ? pixels : encodePng({ ...size, data: pixels });
      return { pageNumber, ...size, format, data };
    }),
  );

/**
 * Draws a page over a ground.
 *
 * @param document PDFium's handle
 * @param index the page, from 0
 * @param ground pixels of the picture's size, four bytes each
 * @returns the pixels; undefined where the page cannot be read
 */
export function drawOver(
  pdfium: Pdfium,
  document: number,
  index: number,
  width: number,
  height: number,
  ground: Uint8Array | "white",
): Uint8Array | undefined {
  const page = pdfium.FPDF_LoadPage(document, index);
  if (page === 0) return undefined;
  const pixels = pdfium.allocate(width * height * 4);
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, FORMAT_BGRA, pixels, width * 4);
  if (ground === "white") pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  else pdfium.memory().set(ground, pixels);
  const flags = FLAG_ANNOTATIONS | FLAG_RGBA;
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
  drawFormFields(pdfium, document, (form) =>
    pdfium.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags),
  );
  const data = pdfium.memory().slice(pixels, pixels + width * height * 4);
  pdfium.FPDFBitmap_Destroy(bitmap);
  pdfium.free(pixels);
  pdfium.FPDF_ClosePage(page);
  return data;
}

function drawFormFields(pdfium: Pdfium, document: number, draw: (form: number) => void): void {
  const callbacks = pdfium.PDFiumExt_OpenFormFillInfo();
  const form = pdfium.PDFiumExt_InitFormFillEnvironment(document, callbacks);
  // Viewers tint the fields to be filled in; paper has no tint.
  if (form !== 0) pdfium.FPDF_SetFormFieldHighlightAlpha(form, 0);
  if (form !== 0) draw(form);
  if (form !== 0) pdfium.PDFiumExt_ExitFormFillEnvironment(form);
  pdfium.PDFiumExt_CloseFormFillInfo(callbacks);
}
