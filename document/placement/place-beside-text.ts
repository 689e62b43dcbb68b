import type { TagPlace, TextPlace } from "../../schema/place.ts";
import type { DisplayedPoint } from "../displayed.ts";
import { comparable } from "../text/comparable-text.ts";
import type { DocumentText, DocxText } from "../text/document-text.ts";
import { findText, type TextMatch } from "../text/find-text.ts";
import type { PageText } from "../text/page-text.ts";
import { findSimilarText } from "../text/similar-text.ts";
import { type PlacementCandidate, PlacementError } from "./placement-error.ts";
import { inPoints, tagFractions } from "./tag-fractions.ts";

const MAX_CANDIDATES = 5;

/**
 * Finds where a tag goes that is placed beside a text.
 *
 * @throws PlacementError when the text is not there, or there more than once and no occurrence is chosen
 */
export function placeBesideText(place: TextPlace, text: DocumentText): TagPlace {
  if (comparable(place.near).text === "")
    throw new PlacementError("text-not-found", "near", "is empty; write the text that the tag goes beside");
  if (text.kind !== "pdf") throw wordFile(place, text);
  const searched = searchedPages(place, text.pages);
  const match = choose(place, searched, text.pages);
  const page = searched.find(({ number }) => number === match.pageNumber) as PageText;
  const { x = 0, y = 0, unit = "pt" } = place.offset ?? {};
  const corner = cornerOf(match, place.side ?? "right");
  const point = {
    xPt: corner.xPt + inPoints(x, unit, page.widthPt),
    yPt: corner.yPt + inPoints(y, unit, page.heightPt),
  };
  const width =
    place.width === undefined ? undefined : inPoints(place.width, place.widthUnit ?? "pt", page.widthPt);
  return tagFractions(page.number, point, width, page, { x: "offset.x", y: "offset.y" });
}

function cornerOf({ lastLine: { box } }: TextMatch, side: "right" | "below" | "on"): DisplayedPoint {
  return {
    xPt: side === "right" ? box.rightPt : box.leftPt,
    yPt: side === "below" ? box.bottomPt : box.topPt,
  };
}

function searchedPages({ pageNumber }: TextPlace, pages: readonly PageText[]): readonly PageText[] {
  if (pageNumber === undefined) return pages;
  const page = pages[pageNumber - 1];
  if (page) return [page];
  const has = pages.length === 1 ? "1 page" : `${pages.length} pages`;
  throw new PlacementError("no-such-page", "pageNumber", `is ${pageNumber}, but the document has ${has}`);
}

function choose(place: TextPlace, searched: readonly PageText[], all: readonly PageText[]): TextMatch {
  const matches = searched.flatMap((page) => findText(page, place.near, place));
  if (matches.length === 0) throw notFound(place, searched, all);
  const { occurrence } = place;
  const match =
    occurrence === undefined && matches.length === 1 ? matches[0] : matches[(occurrence ?? 0) - 1];
  if (match) return match;
  const candidates = matches.slice(0, MAX_CANDIDATES).map(candidateOf);
  const times = matches.length === 1 ? "once" : `${matches.length} times`;
  if (occurrence !== undefined) {
    const message = `is ${occurrence}, but the text is there ${times}: ${listed(candidates, matches.length)}`;
    throw new PlacementError("no-such-occurrence", "occurrence", message, candidates);
  }
  const message = `is there ${times}: ${listed(candidates, matches.length)}; choose one with occurrence (1 to ${matches.length}${place.pageNumber === undefined ? ", or per page with pageNumber" : ""}), or write more of the text`;
  throw new PlacementError("text-ambiguous", "near", message, candidates);
}

function notFound(place: TextPlace, searched: readonly PageText[], all: readonly PageText[]): PlacementError {
  const where = nameOf(searched, all);
  if (searched.every(({ text }) => text === "")) {
    const message = `cannot be found: ${where} has no text (a scan, or text drawn as shapes); place the tag by coordinates`;
    return new PlacementError("no-text", "near", message);
  }
  const elsewhere = all
    .filter((page) => !searched.includes(page))
    .flatMap((page) => findText(page, place.near, place));
  const similar = findSimilarText(
    [...searched, ...all.filter((page) => !searched.includes(page))],
    place.near,
    50,
  );
  const candidates = [
    ...elsewhere,
    ...similar.filter((match) => !elsewhere.some((one) => isSame(one, match))),
  ]
    .slice(0, MAX_CANDIDATES)
    .map(candidateOf);
  const textless = searched.filter(({ text }) => text === "").length;
  const scans = textless === 0 ? "" : `, ${textless} of which ${textless === 1 ? "has" : "have"} no text`;
  const nearest =
    candidates.length === 0 ? "nothing is spelt like it" : `nearest: ${candidates.map(placed).join(", ")}`;
  const message = `is not on ${where}${scans}; ${nearest}`;
  return new PlacementError("text-not-found", "near", message, candidates);
}

const isSame = (one: TextMatch, other: TextMatch): boolean =>
  one.pageNumber === other.pageNumber && one.start < other.end && other.start < one.end;

function nameOf(searched: readonly PageText[], all: readonly PageText[]): string {
  const [first] = searched;
  if (searched.length === 1 && all.length > 1 && first) return `page ${first.number}`;
  return all.length === 1 ? "the only page" : `any of the ${all.length} pages`;
}

function candidateOf({ pageNumber, text, lastLine: { box } }: TextMatch): PlacementCandidate {
  const tenths = (pt: number) => Math.round(pt * 10) / 10;
  return {
    pageNumber,
    text: text.replace(/\s+/g, " "),
    xPt: tenths(box.leftPt),
    yPt: tenths(box.topPt),
  };
}

const placed = ({ pageNumber, xPt, yPt }: PlacementCandidate): string =>
  `page ${pageNumber} at ${xPt}, ${yPt} pt`;

const listed = (candidates: readonly PlacementCandidate[], count: number): string =>
  candidates.map(placed).join("; ") + (count > candidates.length ? "; …" : "");

function wordFile(place: TextPlace, text: Exclude<DocumentText, { kind: "pdf" }>): PlacementError {
  const cure = "export the file as a PDF, or place the tag by page and fractions";
  const found =
    text.kind === "doc"
      ? "; the text of a .doc is not read"
      : `; the text is there ${timesIn(place, text)} in it`;
  const message = `cannot be used on a Word file, where a text stands is not known until Word lays it out${found}: ${cure}`;
  return new PlacementError("word-file", "near", message);
}

function timesIn({ near, ignoreCase }: TextPlace, { paragraphs }: DocxText): string {
  const needle = comparable(near, { ignoreCase }).text;
  const count = paragraphs.reduce(
    (sum, one) => sum + comparable(one, { ignoreCase }).text.split(needle).length - 1,
    0,
  );
  return count === 1 ? "once" : `${count} times`;
}
