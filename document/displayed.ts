import type { Box, PageFacts } from "./document-facts.ts";

/** A point on a page as displayed: points (1/72 inch) from its top left corner, y growing downwards. */
export interface DisplayedPoint {
  readonly xPt: number;
  readonly yPt: number;
}

/** A rectangle on a page as displayed: points (1/72 inch) from its top left corner, y growing downwards. */
export interface DisplayedBox {
  readonly leftPt: number;
  readonly topPt: number;
  readonly rightPt: number;
  readonly bottomPt: number;
}

/** What of a page decides where its points are displayed. */
export type DisplayedPage = Pick<PageFacts, "cropBox" | "rotation">;

/** Where a point in the file's own coordinates is displayed: crop box and rotation are applied. */
export function toDisplayed({ cropBox, rotation }: DisplayedPage, x: number, y: number): DisplayedPoint {
  const [x0, y0, x1, y1] = cropBox;
  if (rotation === 90) return { xPt: y - y0, yPt: x - x0 };
  if (rotation === 180) return { xPt: x1 - x, yPt: y - y0 };
  if (rotation === 270) return { xPt: y1 - y, yPt: x1 - x };
  return { xPt: x - x0, yPt: y1 - y };
}

/** Where a displayed point is in the file's own coordinates: {@link toDisplayed} the other way round. */
export function fromDisplayed(
  { cropBox, rotation }: DisplayedPage,
  { xPt, yPt }: DisplayedPoint,
): readonly [x: number, y: number] {
  const [x0, y0, x1, y1] = cropBox;
  if (rotation === 90) return [x0 + yPt, y0 + xPt];
  if (rotation === 180) return [x1 - xPt, y0 + yPt];
  if (rotation === 270) return [x1 - yPt, y1 - xPt];
  return [x0 + xPt, y1 - yPt];
}

/** Where a rectangle in the file's own coordinates is displayed. */
export function boxToDisplayed(page: DisplayedPage, [x0, y0, x1, y1]: Box): DisplayedBox {
  const one = toDisplayed(page, x0, y0);
  const other = toDisplayed(page, x1, y1);
  return {
    leftPt: Math.min(one.xPt, other.xPt),
    topPt: Math.min(one.yPt, other.yPt),
    rightPt: Math.max(one.xPt, other.xPt),
    bottomPt: Math.max(one.yPt, other.yPt),
  };
}
