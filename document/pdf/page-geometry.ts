import type { Box, PageFacts, Rotation } from "../document-facts.ts";

/** A page as PDFium reads it: boxes normalised, the crop box not yet cut to the media box. */
export interface RawPage {
  readonly mediaBox: Box;
  readonly cropBox: Box;
  /** Clockwise quarter turns, 0–3. */
  readonly quarterTurns: number;
}

/** Works out what of a page is shown, to a thousandth of a point; undefined when nothing is. */
export function pageGeometry({
  mediaBox,
  cropBox,
  quarterTurns,
}: RawPage): Omit<PageFacts, "number"> | undefined {
  const media = rounded(mediaBox);
  const crop = intersection(media, rounded(cropBox));
  const width = thousandths(crop[2] - crop[0]);
  const height = thousandths(crop[3] - crop[1]);
  // Written so that NaN is refused too.
  if (!(width > 0 && height > 0 && Number.isFinite(width) && Number.isFinite(height))) return undefined;
  const sideways = quarterTurns % 2 === 1;
  return {
    rotation: (quarterTurns * 90) as Rotation,
    mediaBox: media,
    cropBox: crop,
    widthPt: sideways ? height : width,
    heightPt: sideways ? width : height,
  };
}

const intersection = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

const rounded = ([x0, y0, x1, y1]: Box): Box => [
  thousandths(Math.min(x0, x1)),
  thousandths(Math.min(y0, y1)),
  thousandths(Math.max(x0, x1)),
  thousandths(Math.max(y0, y1)),
];

/** PDFium keeps single floats: 595.28 comes as 595.280029…; adding 0 turns -0 into 0. */
const thousandths = (value: number): number => Math.round(value * 1000) / 1000 + 0;
