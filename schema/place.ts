export const CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
export const PLACE_UNITS = ["fraction", "pt", "mm"] as const;
export const SIDES = ["right", "below", "on"] as const;

/** A corner of the page as displayed. */
export type Corner = (typeof CORNERS)[number];

/** Fractions of the page's width and height, points (1/72 inch) or millimetres. */
export type PlaceUnit = (typeof PLACE_UNITS)[number];

/**
 * Where a tag's top left corner goes, seen from a corner of the page as displayed (rotation and crop box applied).
 * Without `from` and `unit` it is what the service itself takes.
 *
 * @example
 * { pageNumber: 1, x: 0.1, y: 0.8 }
 * { pageNumber: 3, from: "bottom-left", unit: "mm", x: 20, y: 30 }
 */
export interface CornerPlace {
  /** From 1. */
  readonly pageNumber: number;
  /** The corner from which x and y are measured, into the page; default `top-left`. */
  readonly from?: Corner | undefined;
  /** The unit of x, y and width; default `fraction`. */
  readonly unit?: PlaceUnit | undefined;
  readonly x: number;
  readonly y: number;
  /** Of a text field. */
  readonly width?: number | undefined;
}

/** The side of a text on which a tag's top left corner goes. */
export type Side = (typeof SIDES)[number];

/**
 * Where a tag's top left corner goes, seen from a text of the page. Of a text that runs over several lines, its last
 * line counts.
 *
 * @example
 * { near: "Signature:", occurrence: 2, offset: { x: 5, unit: "mm" } }
 */
export interface TextPlace {
  /** The text, in whole words; white space, hyphens at line ends, ligatures and ways of quoting do not count. */
  readonly near: string;
  /** The page to search, from 1; default all of them. */
  readonly pageNumber?: number | undefined;
  /**
   * Which of the places found, from 1: page by page, from top to bottom, then from left to right. Required where there
   * are several.
   */
  readonly occurrence?: number | undefined;
  /** Capitals and small letters are the same; default false. */
  readonly ignoreCase?: boolean | undefined;
  /** `right`: the text's top right corner (default); `below`: its bottom left; `on`: its top left. */
  readonly side?: Side | undefined;
  /** Further right (x) and down (y); default 0, in points. */
  readonly offset?: {
    readonly x?: number | undefined;
    readonly y?: number | undefined;
    readonly unit?: PlaceUnit | undefined;
  };
  /** Of a text field. */
  readonly width?: number | undefined;
  /** The unit of `width`; default `pt`. */
  readonly widthUnit?: PlaceUnit | undefined;
}

/** Where a tag goes, in any of the ways to say it. */
export type Place = CornerPlace | TextPlace;

/** Where a tag goes, as the service takes it: fractions of the displayed page, from its top left corner. */
export interface TagPlace {
  /** From 1. */
  readonly pageNumber: number;
  /** 0 to 0.949. */
  readonly x: number;
  /** 0 to 0.949. */
  readonly y: number;
  /** Above 0, with `x + width` below 1; only if a width was given. */
  readonly width?: number;
}

/** Whether a place is seen from a text, so that the document's text is needed to find it. */
export const isTextPlace = (place: Place): place is TextPlace => "near" in place;
