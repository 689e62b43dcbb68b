import {
  CORNERS,
  type CornerPlace,
  isTextPlace,
  PLACE_UNITS,
  type Place,
  SIDES,
  type TagPlace,
} from "../../schema/place.ts";
import type { DocumentFacts, PageFacts } from "../document-facts.ts";
import type { DocumentText } from "../text/document-text.ts";
import { placeBesideText } from "./place-beside-text.ts";
import { PlacementError } from "./placement-error.ts";
import { inPoints, type PageSize, tagFractions } from "./tag-fractions.ts";

/**
 * Finds where a tag goes, as the service takes it: rounded to six decimals, but what is already given in fractions from
 * the top left corner is passed on as it is. The same document and place always give the same fractions.
 *
 * @param text the document's text; needed where {@link isTextPlace} says so
 * @throws PlacementError when there is no such place, or more than one
 * @throws TypeError when the text is needed and missing
 */
export function placeTag(
  place: Place,
  { pages }: Pick<DocumentFacts, "pages">,
  text?: DocumentText,
): TagPlace {
  judgeTypes(place);
  judgeChoices(place);
  if (!isTextPlace(place)) return placeFromCorner(place, pages);
  if (!text) throw new TypeError("A place beside a text needs the document's text.");
  return placeBesideText(place, text);
}

/** Programs without types may write anything, and JavaScript would take some of it for a number. */
function judgeTypes(place: Place): void {
  if (isTextPlace(place) && typeof place.near !== "string")
    throw new PlacementError("not-a-text", "near", "must be a text, which the tag goes beside");
  const { x, y } = isTextPlace(place) ? (place.offset ?? {}) : place;
  const before = isTextPlace(place) ? "offset." : "";
  const numbers = { pageNumber: place.pageNumber, width: place.width, [`${before}x`]: x, [`${before}y`]: y };
  const occurrence = isTextPlace(place) ? place.occurrence : undefined;
  for (const [field, value] of Object.entries({ ...numbers, occurrence }))
    if (value !== undefined && typeof value !== "number")
      throw new PlacementError("not-a-number", field, "must be a number");
}

/** Programs without types may write another unit, which must not be taken for points. */
function judgeChoices(place: Place): void {
  const choices: readonly (readonly [field: string, value: unknown, known: readonly string[]])[] =
    isTextPlace(place)
      ? [
          ["side", place.side, SIDES],
          ["offset.unit", place.offset?.unit, PLACE_UNITS],
          ["widthUnit", place.widthUnit, PLACE_UNITS],
        ]
      : [
          ["from", place.from, CORNERS],
          ["unit", place.unit, PLACE_UNITS],
        ];
  for (const [field, value, known] of choices)
    if (value !== undefined && !known.includes(value as string))
      throw new PlacementError("unknown-choice", field, `must be one of ${known.join(", ")}`);
}

/** A page of which only fractions can be told. */
const UNKNOWN_SIZE: PageSize = { widthPt: 1, heightPt: 1 };

function placeFromCorner(place: CornerPlace, pages: readonly PageFacts[] | undefined): TagPlace {
  const { pageNumber, from = "top-left", unit = "fraction", x, y, width } = place;
  if (!pages && unit !== "fraction")
    throw new PlacementError(
      "word-file",
      "unit",
      "cannot be used on a Word file, the size of whose pages is not known until Word lays them out: use fractions of the page, or export the file as a PDF",
    );
  const page = pages ? pageAt(pages, pageNumber) : UNKNOWN_SIZE;
  const fromLeft = inPoints(x, unit, page.widthPt);
  const fromTop = inPoints(y, unit, page.heightPt);
  const point = {
    xPt: from.endsWith("left") ? fromLeft : page.widthPt - fromLeft,
    yPt: from.startsWith("top") ? fromTop : page.heightPt - fromTop,
  };
  const widthPt = width === undefined ? undefined : inPoints(width, unit, page.widthPt);
  const placed = tagFractions(pageNumber, point, widthPt, page);
  const asGiven = unit === "fraction" && from === "top-left";
  return asGiven ? { pageNumber, x, y, ...(width !== undefined && { width }) } : placed;
}

function pageAt(pages: readonly PageFacts[], pageNumber: number): PageFacts {
  const page = pages[pageNumber - 1];
  if (page) return page;
  const has = pages.length === 1 ? "1 page" : `${pages.length} pages`;
  throw new PlacementError("no-such-page", "pageNumber", `is ${pageNumber}, but the document has ${has}`);
}
