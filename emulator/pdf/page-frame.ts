import type { PDFArray, PDFPage } from "@cantoo/pdf-lib";

/** The numbers of a PDF transformation matrix, as the operator `cm` takes them. */
export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** A page as people see it: upright, and cut to what is shown. */
export interface PageFrame {
  /** Size as displayed, in points. */
  readonly widthPt: number;
  readonly heightPt: number;
  /** Takes points of the displayed page, from its bottom left corner and upwards, to the page's own coordinates. */
  readonly matrix: Matrix;
}

/**
 * The frame of a page: its crop box within its media box, turned clockwise by its rotation (ISO 32000-1, 7.7.3.3 and
 * 14.11.2). A crop box that shows nothing of the media box counts as missing.
 */
export function pageFrame(page: PDFPage): PageFrame {
  const { x0, y0, x1, y1 } = shownBox(page);
  const width = x1 - x0;
  const height = y1 - y0;
  switch (quarterTurns(page)) {
    case 1:
      return { widthPt: height, heightPt: width, matrix: [0, 1, -1, 0, x1, y0] };
    case 2:
      return { widthPt: width, heightPt: height, matrix: [-1, 0, 0, -1, x1, y1] };
    case 3:
      return { widthPt: height, heightPt: width, matrix: [0, -1, 1, 0, x0, y1] };
    default:
      return { widthPt: width, heightPt: height, matrix: [1, 0, 0, 1, x0, y0] };
  }
}

/** Clockwise, 0 to 3. What is no whole turn is cut down to one, as PDFium does; what is no number does not count. */
function quarterTurns(page: PDFPage): number {
  try {
    return ((Math.trunc(page.getRotation().angle / 90) % 4) + 4) % 4;
  } catch {
    return 0;
  }
}

/** A rectangle: x0 and y0 are its lowest coordinates. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Takes a rectangle on the page as displayed to the page's own coordinates. */
export const onPage = ({ matrix }: PageFrame, box: Box): Box => transformed(matrix, box);

/** The bounds of a transformed rectangle. */
export function transformed([a, b, c, d, e, f]: Matrix, { x0, y0, x1, y1 }: Box): Box {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** US Letter: the sheet viewers assume for a page whose media box is missing, malformed or empty. */
const letter: Box = { x0: 0, y0: 0, x1: 612, y1: 792 };

function shownBox(page: PDFPage): Box {
  const media = boxOf(() => page.node.MediaBox()) ?? letter;
  const crop = boxOf(() => page.node.CropBox()) ?? media;
  const shown = {
    x0: Math.max(media.x0, crop.x0),
    y0: Math.max(media.y0, crop.y0),
    x1: Math.min(media.x1, crop.x1),
    y1: Math.min(media.y1, crop.y1),
  };
  return isEmpty(shown) ? media : shown;
}

const isEmpty = ({ x0, y0, x1, y1 }: Box): boolean => x1 <= x0 || y1 <= y0;

/** The rectangle of four numbers, undefined when there are none or it has no area. */
export function boxOf(read: () => PDFArray | undefined): Box | undefined {
  try {
    const rectangle = read()?.asRectangle();
    if (!rectangle) return undefined;
    const { x, y, width, height } = rectangle;
    // The corners may be given in any order (ISO 32000-1, 7.9.5).
    const box = {
      x0: Math.min(x, x + width),
      y0: Math.min(y, y + height),
      x1: Math.max(x, x + width),
      y1: Math.max(y, y + height),
    };
    return isEmpty(box) ? undefined : box;
  } catch {
    return undefined;
  }
}
