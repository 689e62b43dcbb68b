import type { PolicyPage } from "../document-facts.ts";
import { judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { pageRanges } from "../documents/page-ranges.ts";
import { defineRule, type Rule } from "../rule.ts";

interface Options {
  minPictureShare: number;
  minCharacters: number;
}

/** No page is a mere picture of its text. */
export const documentTextIsSearchable: Rule = defineRule({
  name: "document-text-is-searchable",
  title: "No page is a scan without text.",
  description:
    "The text of a scanned page cannot be searched, copied or read aloud: signers who use a screen reader sign what they cannot read, and no other rule can look at it. Blank pages, and scans whose text was recognised, are fine.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      minPictureShare: {
        description: "How much of a page pictures must cover for it to be taken for a scan, 0 to 1.",
        type: "number",
        exclusiveMinimum: 0,
        maximum: 1,
        default: 0.5,
      },
      minCharacters: {
        description:
          "A page with fewer characters, white space left out, counts as one without text: 1 takes all text for text, 20 a stamped page number for none.",
        type: "integer",
        minimum: 1,
        default: 1,
      },
    },
  },
  frameworks: ["WCAG 2.2 SC 1.4.5", "EN 301 549", "Section 508"],
  fix: "Send the document that was printed before it was scanned; else let a program for text recognition (OCR) add the text.",
  check: (subject, _context, options: Options) =>
    judgeDocuments(subject, "cannot be searched for scanned pages", ({ name, kind, pages }, path) => {
      // The text of a Word file is text.
      if (kind !== "pdf") return [];
      const verdicts = pages?.map((page) => isScan(page, options));
      if (!verdicts) return undefined;
      const scans = verdicts.flatMap((scan, at) => (scan ? [at + 1] : []));
      const [first] = scans;
      if (first === undefined) return verdicts.includes(undefined) ? undefined : [];
      const message = `${quoted(name)} has no text, only pictures, on ${pageRanges(scans)} of ${verdicts.length}`;
      return [{ path, message, place: { document: name, pageNumber: first } }];
    }),
});

function isScan(
  { text, pictureShare }: PolicyPage,
  { minPictureShare, minCharacters }: Options,
): boolean | undefined {
  if (text === undefined) return undefined;
  if (hasCharacters(text.text, minCharacters)) return false;
  return pictureShare === undefined ? undefined : pictureShare >= minPictureShare;
}

/** Whether a text has so many characters beside white space; it looks no further than it must. */
function hasCharacters(text: string, count: number): boolean {
  let found = 0;
  for (const character of text) if (character.trim() !== "" && ++found >= count) return true;
  return false;
}
