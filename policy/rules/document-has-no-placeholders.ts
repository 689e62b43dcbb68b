import { pieceOf } from "../../document/text/page-text.ts";
import type { Path } from "../../schema/issue.ts";
import type { PolicyDocument } from "../document-facts.ts";
import { findPlaceholders } from "../documents/find-placeholders.ts";
import { judgeDocuments, quoted } from "../documents/judge-documents.ts";
import type { Placeholder } from "../documents/placeholder-kinds.ts";
import { fits } from "../glob.ts";
import { defineRule, type Finding, type Rule } from "../rule.ts";
import { spotOf } from "../tags/placed-tags.ts";

interface Options {
  words: string[];
  ignore: string[];
}

/** Findings for one document; the rest is counted. */
const MOST = 50;

/** Nothing that a template left open reaches a signer. */
export const documentHasNoPlaceholders: Rule = defineRule({
  name: "document-has-no-placeholders",
  title: "No document has unfilled placeholders.",
  description: `Looks for what templates and drafts leave open: {{…}}, \${…}, <<…>>, Word's merge fields, [NAME] and [insert …], [●], TODO, TBD, XXX, a line or watermark DRAFT, lorem ipsum. Lines such as "____" are no placeholders: they are filled in by hand, or have a tag on them. Scanned pages have no text to look at.`,
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      words: {
        description:
          'More placeholders, as they are spelt: "TBC", "%*%". `*`, one at most, stands for up to 60 characters of a line.',
        type: "array",
        items: { type: "string", minLength: 2, maxLength: 100, pattern: "^[^*\\s][^*\\n]*(\\*[^*\\n]+)?$" },
        default: [],
      },
      ignore: {
        description:
          'What may be there, as it is spelt: "[DATE]", "{{*}}". `*` stands for any text; line ends are spaces.',
        type: "array",
        items: { type: "string", minLength: 1 },
        default: [],
      },
    },
  },
  fix: "Fill the document in and make the PDF again; if the text is meant as it is, name it in the option ignore.",
  check: (subject, _context, { words, ignore }: Options) =>
    judgeDocuments(subject, "has text that cannot be read", (document, path) => {
      const found = placesOf(document, words)?.filter(
        ({ spelling }) => !ignore.some((pattern) => fits(pattern, spelling)),
      );
      if (!found) return undefined;
      const findings = found.slice(0, MOST).map((place) => findingOf(document, path, place));
      const more = found.length - findings.length;
      const message = `${quoted(document.name)} has ${more} more`;
      return more > 0 ? [...findings, { path, message }] : findings;
    }),
});

/** A placeholder, and the page it is on, where the document has pages. */
type Place = Placeholder & { page?: number };

function placesOf(document: PolicyDocument, words: string[]): Place[] | undefined {
  const { text, pages } = document;
  if (text === undefined) return undefined;
  if (!pages) return [...findPlaceholders(document, text, words)];
  const places = pages.map(
    (page) =>
      page.text &&
      findPlaceholders(page.text, page.text.text, words).map((one) => ({ ...one, page: page.number })),
  );
  return places.includes(undefined) ? undefined : places.flatMap((one) => one ?? []);
}

function findingOf({ name, pages }: PolicyDocument, path: Path, { title, page, start, end }: Place): Finding {
  const where = page === undefined ? "" : ` on page ${page}`;
  const message = `${quoted(name)} has an unfilled placeholder${where}: ${title}`;
  const text = page === undefined ? undefined : pages?.[page - 1]?.text;
  return text
    ? { path, message, place: spotOf(name, text.number, pieceOf(text, start, end).box) }
    : { path, message };
}
