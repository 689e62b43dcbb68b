import { convertIndexedToRgb, decode } from "fast-png";
import type { Refusal } from "../document-error.ts";
import { encodePng, type OpaquePixels } from "../picture/encode-png.ts";
import type { Pdfium } from "./pdfium.ts";
import { unreadablePage, withPdf } from "./read-pdf.ts";
import { drawOver } from "./render-page.ts";

/**
 * Lays the first page of a PDF over a picture, stretched to its size; where the page is empty the picture shows. Rare
 * shades are rounded, since translucent colours over letters make thousands of them.
 *
 * @param picture a PNG as `encodePng` makes it
 * @returns a PNG
 * @throws as {@link withPdf} does
 */
export const overlayPage = (pdfium: Pdfium, bytes: Uint8Array, picture: Uint8Array): Uint8Array | Refusal =>
  withPdf(pdfium, bytes, (document) => {
    const below = pixelsOf(picture);
    const data = drawOver(pdfium, document, 0, below.widthPx, below.heightPx, below.data);
    return data ? encodePng({ ...below, data }, "near") : unreadablePage(1);
  });

function pixelsOf(png: Uint8Array): OpaquePixels {
  const decoded = decode(png);
  const { width, height } = decoded;
  const rgb = decoded.palette ? convertIndexedToRgb(decoded) : decoded.data;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let from = 0, to = 0; to < data.length; from += 3, to += 4) {
    data[to] = rgb[from] as number;
    data[to + 1] = rgb[from + 1] as number;
    data[to + 2] = rgb[from + 2] as number;
  }
  return { widthPx: width, heightPx: height, data };
}
