import type {
  CornerPlace,
  DisplayedBox,
  DisplayedPoint,
  PageSize,
  Place,
} from "../../../../document/index.ts";
import type { WireTag } from "../../../../schema/generated/wire.ts";

/** A tag as a program asks for it, and where that is on the page as displayed. */
export interface WantedTag {
  readonly type: WireTag["type"];
  readonly place: Place;
  /** What its signer puts there; undefined: what the emulator makes up. */
  readonly value?: string;
  readonly at: DisplayedPoint;
  /** The part of the page that has this tag's ink and no other's: it begins a little before the point. */
  readonly cell: DisplayedBox;
}

const TYPES: readonly WireTag["type"][] = [
  "checkbox_field",
  "signature",
  "text_field",
  "initials",
  "radio_field",
  "date_signed_field",
  "attachment",
];
/** Letters that lean out, have accents, or stay low. */
const VALUES = ["agreed", "Élan", "jTf", "17.5 %", "– none –", "Ångström"];
const WAYS = (["pt", "mm", "fraction"] as const).flatMap((unit) =>
  (["top-left", "top-right", "bottom-left", "bottom-right"] as const).map((from) => ({ unit, from })),
);

/** Ink further than this before a tag's point is not taken for the tag's. */
const BEFORE_PT = 4;

/**
 * As many tags as a page has room for, at most twelve: each measured from another corner or in another unit, of another
 * type.
 *
 * @param page its number, and its size as displayed
 * @param types default all
 */
export function tagGrid(page: PageSize & { readonly number: number }, types = TYPES): WantedTag[] {
  const { widthPt, heightPt } = page;
  const columns = Math.min(3, Math.max(1, Math.floor(widthPt / 150)));
  const rows = Math.min(4, Math.max(1, Math.floor(heightPt / 60)));
  const across = (column: number) =>
    column < columns ? (0.02 + (0.97 * column) / columns) * widthPt : widthPt;
  const down = (row: number) => (row < rows ? (0.03 + (0.96 * row) / rows) * heightPt : heightPt);
  return Array.from({ length: columns * rows }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const turn = index + page.number - 1;
    const type = types[turn % types.length] ?? "signature";
    const at = { xPt: across(column), yPt: down(row) };
    const cell = {
      leftPt: at.xPt - BEFORE_PT,
      topPt: at.yPt - BEFORE_PT,
      rightPt: across(column + 1) - (column + 1 < columns ? BEFORE_PT : 0),
      bottomPt: down(row + 1) - (row + 1 < rows ? BEFORE_PT : 0),
    };
    const way = WAYS[turn % WAYS.length] as (typeof WAYS)[number];
    const place = placeOf(page, at, way, type === "text_field" ? widthPt * 0.2 : undefined);
    return {
      type,
      place,
      ...(type === "text_field" && { value: VALUES[turn % VALUES.length] as string }),
      at,
      cell,
    };
  });
}

/** A tag in each corner, as near as the service takes it. */
export function cornerTags(page: PageSize & { readonly number: number }): WantedTag[] {
  const { number: pageNumber, widthPt, heightPt } = page;
  return [0, 0.949].flatMap((y) =>
    [0, 0.949].map((x): WantedTag => {
      const at = { xPt: x * widthPt, yPt: y * heightPt };
      const [leftPt, topPt] = [at.xPt - BEFORE_PT, at.yPt - BEFORE_PT];
      const cell = {
        leftPt,
        topPt,
        rightPt: x === 0 ? 0.949 * widthPt - BEFORE_PT : widthPt,
        bottomPt: y === 0 ? 0.949 * heightPt - BEFORE_PT : heightPt,
      };
      const type = (["checkbox_field", "signature", "initials", "radio_field"] as const)[pageNumber % 4];
      return { type: type ?? "signature", place: { pageNumber, x, y }, at, cell };
    }),
  );
}

/** How a point is written that is seen from a corner, in a unit. */
function placeOf(
  { number: pageNumber, widthPt, heightPt }: PageSize & { readonly number: number },
  { xPt, yPt }: DisplayedPoint,
  { unit, from }: Required<Pick<CornerPlace, "unit" | "from">>,
  fieldWidthPt: number | undefined,
): CornerPlace {
  const inUnit = (pt: number, sidePt: number) =>
    unit === "pt" ? pt : unit === "mm" ? (pt * 25.4) / 72 : pt / sidePt;
  return {
    pageNumber,
    from,
    unit,
    x: inUnit(from.endsWith("left") ? xPt : widthPt - xPt, widthPt),
    y: inUnit(from.startsWith("top") ? yPt : heightPt - yPt, heightPt),
    ...(fieldWidthPt !== undefined && { width: inUnit(fieldWidthPt, widthPt) }),
  };
}
