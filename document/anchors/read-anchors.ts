import type { PdfText } from "../text/document-text.ts";
import { type PageText, pieceOf } from "../text/page-text.ts";
import type { Anchor, AnchorIssue, AnchorReading } from "./anchor.ts";
import { parseAnchor } from "./parse-anchor.ts";

/** What is between two bars and longer than this is no anchor. */
const MAX_LENGTH = 2000;

/** The most anchors that are read: a recipient may have 200 tags, and an envelope 30 recipients who sign. */
const MAX_ANCHORS = 6000;

/**
 * Reads the marks for auto-tagging from the text of a PDF: the header `|AT|` and anchors such as `|S1SR|`, whoever they
 * are for. A mark is whole when one text object of the file draws all of it, in one line; the service is not told to put
 * pieces together.
 */
export function readAnchors({ pages }: Pick<PdfText, "pages">): AnchorReading {
  const headerPages: number[] = [];
  const anchors: Anchor[] = [];
  const issues: AnchorIssue[] = [];
  for (const page of pages)
    for (const [start, end] of marksOf(page.text)) {
      if (anchors.length + issues.length >= MAX_ANCHORS) break;
      const { text, box } = pieceOf(page, start, end);
      const mark = parseAnchor(text.slice(1, -1));
      if (!mark) continue;
      const pageNumber = page.number;
      const issue = (code: AnchorIssue["code"], problem: string) =>
        issues.push({
          code,
          pageNumber,
          text: mark.text,
          message: `${mark.text} on page ${pageNumber} ${problem}`,
        });
      const split = splitOf(page, start, end, mark.jsonAt);
      if (split) issue("split", split);
      if (mark.kind === "header") headerPages.push(pageNumber);
      else if (mark.kind === "problem") issue(mark.code, mark.problem);
      else anchors.push({ text: mark.text, pageNumber, box, ...mark.parts });
    }
  return { headerPages: [...new Set(headerPages)], anchors, issues };
}

/** Where what is between two bars begins and ends, the bars included; a bar that ends a mark begins no other. */
function* marksOf(text: string): Generator<readonly [start: number, end: number]> {
  let start = text.indexOf("|");
  while (start >= 0) {
    const next = text.indexOf("|", start + 1);
    if (next < 0) return;
    const isMark = next - start <= MAX_LENGTH && parseAnchor(text.slice(start + 1, next)) !== undefined;
    if (isMark) yield [start, next + 1];
    start = isMark ? text.indexOf("|", next + 1) : next;
  }
}

/** Why a mark is not in one piece; undefined when it is. @param jsonAt where in it its JSON begins, which may hold spaces */
function splitOf({ text, runs }: PageText, start: number, end: number, jsonAt: number): string | undefined {
  const cure = "Write it anew in one go, in one font and size, on one line, and export the document again.";
  if (text.slice(start, end).includes("\n")) return `is split over two lines. ${cure}`;
  const pieces = new Set(runs.subarray(start, end).filter((run) => run !== 0)).size;
  if (pieces > 1) return `is drawn by ${pieces} text objects of the file instead of one. ${cure}`;
  const head = text.slice(start, Math.min(end, start + jsonAt));
  return /\s/.test(head) ? `has white space inside. ${cure}` : undefined;
}
