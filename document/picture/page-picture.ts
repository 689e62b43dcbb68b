import type { PngColours } from "./png-palette.ts";

/** Which picture of a page is wanted. */
export interface PictureRequest {
  /** From 1. */
  readonly pageNumber: number;
  /** Pixels per point; default 2 (144 dpi). It is lowered where the picture would have more than `maxPixels`. */
  readonly scale?: number | undefined;
  /** The most pixels (width × height); default and at most {@link MAX_PIXELS}. */
  readonly maxPixels?: number | undefined;
  /** `png` (default), or `rgba`: four bytes a pixel, row by row from the top. */
  readonly format?: "png" | "rgba" | undefined;
  /** Whether rare shades of a PNG may be rounded, which makes it a fifth as large; default `exact`. */
  readonly colours?: PngColours | undefined;
}

/** A page as displayed, on white paper. */
export interface PagePicture {
  readonly pageNumber: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels per point, as drawn. */
  readonly scale: number;
  readonly format: "png" | "rgba";
  readonly data: Uint8Array;
}

/** The most pixels of one picture: 64 MB of memory. */
export const MAX_PIXELS = 16_000_000;

/** Width and height of a picture in pixels, at least 1 each, and the scale that gives them. */
export function pictureSize(
  { widthPt, heightPt }: { widthPt: number; heightPt: number },
  { scale = 2, maxPixels = MAX_PIXELS }: Pick<PictureRequest, "scale" | "maxPixels">,
): { widthPx: number; heightPx: number; scale: number } {
  if (!(scale > 0 && maxPixels >= 1)) throw new RangeError("scale must be above 0, and maxPixels 1 or more");
  const most = Math.min(maxPixels, MAX_PIXELS);
  const drawn = Math.min(scale, Math.sqrt(most / (widthPt * heightPt)));
  // A page may be as thin as a hair: neither side may then take all pixels that there are.
  const side = (pt: number) => Math.min(most, Math.max(1, Math.floor(pt * drawn + 1e-6)));
  return { widthPx: side(widthPt), heightPx: side(heightPt), scale: drawn };
}
