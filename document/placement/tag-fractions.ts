import type { PlaceUnit, TagPlace } from "../../schema/place.ts";
import { type DisplayedPage, type DisplayedPoint, fromDisplayed } from "../displayed.ts";
import type { PageFacts } from "../document-facts.ts";
import { PlacementError } from "./placement-error.ts";

/** The largest x and y that the service takes. */
export const MAX_FRACTION = 0.949;

/** Fractions are rounded to so many decimals, so that plans are stable; on the largest page that is 0.01 points. */
const DECIMALS = 6;

const POINTS_PER_MM = 72 / 25.4;

/** The size of a page as displayed. */
export type PageSize = Pick<PageFacts, "widthPt" | "heightPt">;

/** A length in points. @param sidePt the side of the page that a fraction is of */
export const inPoints = (length: number, unit: PlaceUnit, sidePt: number): number =>
  unit === "fraction" ? length * sidePt : unit === "mm" ? length * POINTS_PER_MM : length;

/** Where a tag's top left corner is displayed, in points. */
export const tagPoint = ({ x, y }: Pick<TagPlace, "x" | "y">, page: PageSize): DisplayedPoint => ({
  xPt: x * page.widthPt,
  yPt: y * page.heightPt,
});

/** Where a tag's top left corner is in the file's own coordinates, in points. */
export const tagPointInFile = (
  place: Pick<TagPlace, "x" | "y">,
  page: PageSize & DisplayedPage,
): readonly [x: number, y: number] => fromDisplayed(page, tagPoint(place, page));

/**
 * The place of a displayed point as the service takes it.
 *
 * @throws PlacementError `outside-page` and `beyond-limit`
 */
export function tagFractions(
  pageNumber: number,
  { xPt, yPt }: DisplayedPoint,
  widthPt: number | undefined,
  page: PageSize,
  fields: { x: string; y: string } = { x: "x", y: "y" },
): TagPlace {
  const x = rounded(xPt / page.widthPt);
  const y = rounded(yPt / page.heightPt);
  const width = widthPt === undefined ? undefined : rounded(widthPt / page.widthPt);
  judgeFraction(x, fields.x, page.widthPt, ["left", "right"]);
  judgeFraction(y, fields.y, page.heightPt, ["top", "bottom"]);
  if (width !== undefined) judgeWidth(x, width, page.widthPt);
  return { pageNumber, x, y, ...(width !== undefined && { width }) };
}

const rounded = (value: number): number => Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS + 0;

function judgeFraction(value: number, field: string, sidePt: number, edges: readonly [string, string]): void {
  if (!Number.isFinite(value)) throw new PlacementError("not-a-number", field, "must be a number");
  const past = value < 0 ? -value : value > 1 ? value - 1 : 0;
  if (past > 0) {
    const message = `puts the tag outside of the page: ${lengthOf(past * sidePt)} past its ${edges[value < 0 ? 0 : 1]} edge`;
    throw new PlacementError("outside-page", field, message);
  }
  if (value > MAX_FRACTION) {
    const more = lengthOf((value - MAX_FRACTION) * sidePt);
    const message = `puts the tag's top left corner at ${value} of the page; the service takes at most ${MAX_FRACTION}: move it ${more} or more to the ${edges[0]}`;
    throw new PlacementError("beyond-limit", field, message);
  }
}

function judgeWidth(x: number, width: number, pageWidthPt: number): void {
  if (!(width > 0)) throw new PlacementError("not-a-number", "width", "must be a number above 0");
  if (x + width < 1) return;
  const past = lengthOf((x + width - 1) * pageWidthPt);
  const message = `lets the text field end at or past the right edge of the page, by ${past}: make it narrower, or move it to the left`;
  throw new PlacementError("outside-page", "width", message);
}

/** A length in both units, since nobody knows which one the reader thinks in. */
function lengthOf(pt: number): string {
  const shown = (value: number) => (value < 0.1 ? "less than 0.1" : value.toFixed(1));
  return `${shown(pt)} pt (${shown(pt / POINTS_PER_MM)} mm)`;
}
