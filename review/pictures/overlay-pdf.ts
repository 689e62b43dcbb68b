import {
  clip,
  endPath,
  lineTo,
  moveTo,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  type RGB,
  rectangle,
  rgb,
  StandardFonts,
  setLineWidth,
  setStrokingRgbColor,
  stroke,
} from "@cantoo/pdf-lib";
import type { Rectangle } from "./label-places.ts";
import type { PageOverlay, TagMark } from "./page-overlay.ts";

/**
 * An overlay as a PDF of one page, for whoever draws it onto the page's picture. Letters that Helvetica has not are
 * question marks.
 */
export async function overlayPdf({
  widthPt,
  heightPt,
  marks,
  moves,
  linePt,
  fontPt,
}: PageOverlay): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([widthPt, heightPt]);
  const font = document.embedStandardFont(StandardFonts.HelveticaBold);
  const sheet: Sheet = { page, font, letters: new Set(font.getCharacterSet()), linePt, fontPt };
  for (const mark of marks) drawBox(sheet, mark);
  for (const mark of marks) drawLabel(sheet, mark);
  for (const { from, to, colour } of moves) drawMove(sheet, from, to, colourOf(colour));
  return document.save({ useObjectStreams: false });
}

interface Sheet {
  page: PDFPage;
  font: PDFFont;
  /** Code points that the font has. */
  letters: ReadonlySet<number>;
  linePt: number;
  fontPt: number;
}

/** PDF counts from the bottom left corner. */
const upward = ({ page }: Sheet, { xPt, yPt, widthPt, heightPt }: Rectangle) => ({
  x: xPt,
  y: page.getHeight() - yPt - heightPt,
  width: widthPt,
  height: heightPt,
});

/** The middle of a line is drawn where the shape's edge is; so that it lies inside of the tag, the shape is smaller. */
function inset(box: Rectangle, linePt: number): Rectangle {
  const by = Math.min(linePt / 2, box.widthPt / 2, box.heightPt / 2);
  return {
    xPt: box.xPt + by,
    yPt: box.yPt + by,
    widthPt: box.widthPt - 2 * by,
    heightPt: box.heightPt - 2 * by,
  };
}

const isPast = ({ state }: TagMark): boolean => state === "was" || state === "removed";

function drawBox(sheet: Sheet, mark: TagMark): void {
  const { page, linePt } = sheet;
  const colour = colourOf(mark.colour);
  const place = upward(sheet, inset(mark.box, linePt));
  const past = isPast(mark);
  if (past) drawHatch(sheet, mark.box, colour);
  page.drawRectangle({
    ...place,
    borderColor: colour,
    borderWidth: linePt,
    ...(past ? { borderDashArray: [linePt * 3, linePt * 2] } : { color: colour, opacity: 0.16 }),
  });
}

/** Slanting lines within a rectangle. */
function drawHatch(sheet: Sheet, box: Rectangle, { red, green, blue }: RGB): void {
  const { page, linePt } = sheet;
  const { x, y, width, height } = upward(sheet, box);
  page.pushOperators(pushGraphicsState(), rectangle(x, y, width, height), clip(), endPath());
  page.pushOperators(setStrokingRgbColor(red, green, blue), setLineWidth(linePt * 0.4));
  for (let at = x - height; at < x + width; at += linePt * 3)
    page.pushOperators(moveTo(at, y), lineTo(at + height, y + height), stroke());
  page.pushOperators(popGraphicsState());
}

function drawMove(
  { page, linePt }: Sheet,
  [fromX, fromY]: [number, number],
  [toX, toY]: [number, number],
  color: RGB,
): void {
  const top = page.getHeight();
  const [start, end] = [
    { x: fromX, y: top - fromY },
    { x: toX, y: top - toY },
  ];
  const thickness = linePt * 0.8;
  page.drawLine({ start, end, thickness, color });
  const angle = Math.atan2(end.y - start.y, end.x - start.x);
  for (const turn of [-0.45, 0.45]) {
    const barb = {
      x: end.x - Math.cos(angle + turn) * linePt * 5,
      y: end.y - Math.sin(angle + turn) * linePt * 5,
    };
    page.drawLine({ start: end, end: barb, thickness, color });
  }
}

function drawLabel(sheet: Sheet, { label, colour, ...mark }: TagMark): void {
  const { page, font, fontPt, linePt } = sheet;
  const place = upward(sheet, label.box);
  const [ink, paper] = [colourOf(colour), rgb(1, 1, 1)];
  const past = isPast({ label, colour, ...mark });
  page.drawRectangle({
    ...upward(sheet, inset(label.box, linePt / 2)),
    color: past ? paper : ink,
    borderColor: ink,
    borderWidth: linePt / 2,
  });
  const text = printable(sheet, label.text);
  const roomPt = label.box.widthPt - fontPt * 0.6;
  const size = Math.min(fontPt, (fontPt * roomPt) / font.widthOfTextAtSize(text, fontPt));
  page.drawText(text, {
    x: place.x + fontPt * 0.35,
    y: place.y + place.height / 2 - size * 0.35,
    size,
    font,
    color: past ? ink : paper,
  });
}

/** A text in letters that the font has. */
const printable = ({ letters }: Sheet, text: string): string =>
  Array.from(text, (letter) => (letters.has(letter.codePointAt(0) ?? 0) ? letter : "?")).join("");

function colourOf(hex: string): RGB {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
  );
  return rgb(red, green, blue);
}
