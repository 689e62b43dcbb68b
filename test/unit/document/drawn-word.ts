import { degrees, PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import type { DisplayedBox, PageFacts } from "../../../document/index.ts";
import { fromDisplayed, type PagePicture, type Rotation } from "../../../document/index.ts";

/** A page as a test describes it: boxes as x, y, width, height in the file. */
export interface SamplePage {
  readonly mediaBox: readonly [number, number, number, number];
  readonly cropBox?: readonly [number, number, number, number];
  readonly rotation: Rotation;
}

/** Pages of all rotations, with and without a crop box, with the origin elsewhere. */
export const SAMPLE_PAGES: readonly SamplePage[] = ([0, 90, 180, 270] as const).flatMap((rotation) => [
  { mediaBox: [0, 0, 612, 792], rotation },
  { mediaBox: [0, 0, 612, 792], cropBox: [36, 72, 400, 500], rotation },
  { mediaBox: [-100, 250, 595.28, 841.89], cropBox: [-60.5, 300.25, 450, 620], rotation },
]);

export const describePage = ({ mediaBox, cropBox, rotation }: SamplePage): string =>
  `turned by ${rotation}, media box at ${mediaBox[0]}, ${mediaBox[1]}${cropBox ? `, crop box at ${cropBox[0]}, ${cropBox[1]}` : ""}`;

/** The facts that such a page has. */
export function factsOf({ mediaBox, cropBox = mediaBox, rotation }: SamplePage): PageFacts {
  const corners = ([x, y, width, height]: SamplePage["mediaBox"]) => [x, y, x + width, y + height] as const;
  const [, , width, height] = cropBox;
  const sideways = rotation % 180 === 90;
  return {
    number: 1,
    rotation,
    mediaBox: corners(mediaBox),
    cropBox: corners(cropBox),
    widthPt: sideways ? height : width,
    heightPt: sideways ? width : height,
  };
}

/** A PDF of one page with a word in 24 point Helvetica, upright as displayed, its baseline at this displayed point. */
export async function pdfOfWord(
  page: SamplePage,
  word: string,
  xPt: number,
  yPt: number,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const sheet = document.addPage();
  sheet.setMediaBox(...page.mediaBox);
  if (page.cropBox) sheet.setCropBox(...page.cropBox);
  sheet.setRotation(degrees(page.rotation));
  const [x, y] = fromDisplayed(factsOf(page), { xPt, yPt });
  const font = await document.embedFont(StandardFonts.Helvetica);
  sheet.drawText(word, { x, y, size: 24, font, rotate: degrees(page.rotation) });
  return document.save();
}

/** Where a picture is darker than a light grey, in points of the page. */
export function inkOf({ widthPx, heightPx, data }: PagePicture, page: PageFacts): DisplayedBox {
  const columns: number[] = [];
  const rows: number[] = [];
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++)
      if ((data[(y * widthPx + x) * 4] ?? 255) < 200) {
        columns.push(x);
        rows.push(y);
      }
  const acrossPt = page.widthPt / widthPx;
  const downPt = page.heightPt / heightPx;
  const least = (list: number[]) => list.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (list: number[]) => list.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return {
    leftPt: least(columns) * acrossPt,
    topPt: least(rows) * downPt,
    rightPt: (most(columns) + 1) * acrossPt,
    bottomPt: (most(rows) + 1) * downPt,
  };
}

/** The largest distance between two boxes' sides, in points. */
export const distanceOf = (one: DisplayedBox, other: DisplayedBox): number =>
  Math.max(
    Math.abs(one.leftPt - other.leftPt),
    Math.abs(one.topPt - other.topPt),
    Math.abs(one.rightPt - other.rightPt),
    Math.abs(one.bottomPt - other.bottomPt),
  );
