import type { DisplayedBox, PageSize } from "../../../../document/index.ts";
import type { WantedTag } from "./tag-grid.ts";

/** Pixels of a page as displayed, row by row from the top: three bytes each, or four of which the last does not count. */
export interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** What of a page has changed. */
export interface StampedInk {
  /** The bounds of each tag's ink, in points of the page as displayed; undefined where nothing has changed. */
  readonly marks: readonly (DisplayedBox | undefined)[];
  /** How many pixels have changed that are near no tag. */
  readonly stray: number;
}

/** Of 255; a pixel whose darkest colour changes by less is taken for the faint edge of the ink. */
const CHANGED = 48;

/**
 * Compares two pictures of a page, and says where the ink of each tag is.
 *
 * @param page its size as displayed, in points
 * @throws RangeError when a picture is missing, or they differ in size
 */
export function stampedInk(
  before: Pixels | undefined,
  after: Pixels | undefined,
  page: PageSize,
  tags: readonly Pick<WantedTag, "cell">[],
): StampedInk {
  if (!before || !after) throw new RangeError("There is no picture of the page.");
  const { widthPx, heightPx } = before;
  if (after.widthPx !== widthPx || after.heightPx !== heightPx)
    throw new RangeError(`was ${widthPx} × ${heightPx} pixels, is ${after.widthPx} × ${after.heightPx}`);
  const bytes = before.data.length / (widthPx * heightPx);
  const across = page.widthPt / widthPx;
  const down = page.heightPt / heightPx;
  const bounds = tags.map(() => ({ left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }));
  let stray = 0;
  for (let y = 0; y < heightPx; y += 1) {
    const [start, end] = [y * widthPx * bytes, (y + 1) * widthPx * bytes];
    if (Buffer.compare(before.data.subarray(start, end), after.data.subarray(start, end)) === 0) continue;
    const yPt = (y + 0.5) * down;
    const row = tags.flatMap(({ cell }, at) => (cell.topPt <= yPt && yPt < cell.bottomPt ? [at] : []));
    for (let x = 0; x < widthPx; x += 1) {
      if (!hasChanged(before.data, after.data, start + x * bytes)) continue;
      const xPt = (x + 0.5) * across;
      const at = row.find((tag) => {
        const { leftPt = 0, rightPt = 0 } = tags[tag]?.cell ?? {};
        return leftPt <= xPt && xPt < rightPt;
      });
      const mark = at === undefined ? undefined : bounds[at];
      if (!mark) stray += 1;
      else {
        mark.left = Math.min(mark.left, x);
        mark.top = Math.min(mark.top, y);
        mark.right = Math.max(mark.right, x + 1);
        mark.bottom = Math.max(mark.bottom, y + 1);
      }
    }
  }
  const marks = bounds.map(({ left, top, right, bottom }) =>
    left === Infinity
      ? undefined
      : { leftPt: left * across, topPt: top * down, rightPt: right * across, bottomPt: bottom * down },
  );
  return { marks, stray };
}

function hasChanged(before: Uint8Array, after: Uint8Array, at: number): boolean {
  for (let channel = at; channel < at + 3; channel += 1)
    if (Math.abs((before[channel] ?? 0) - (after[channel] ?? 0)) >= CHANGED) return true;
  return false;
}
