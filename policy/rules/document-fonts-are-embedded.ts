import { judgeDocuments, quoted } from "../documents/judge-documents.ts";
import { defineRule, type Rule } from "../rule.ts";

/** The fonts that every PDF reader has (ISO 32000-1, 9.6.2.2). */
const standardFonts = new Set([
  ...["Courier", "Helvetica"].flatMap((name) => [
    name,
    ...["Bold", "Oblique", "BoldOblique"].map((style) => `${name}-${style}`),
  ]),
  ...["Roman", "Bold", "Italic", "BoldItalic"].map((style) => `Times-${style}`),
  "Symbol",
  "ZapfDingbats",
]);

/** How many fonts a message names. */
const NAMED = 5;

/** Everybody sees the same letters. */
export const documentFontsAreEmbedded: Rule = defineRule({
  name: "document-fonts-are-embedded",
  title: "Every PDF brings its fonts along.",
  description:
    "A reader that lacks a font takes another: letters are missing, lines are longer, and what two people signed does not look the same. The 14 fonts that every PDF reader has are let be, unless the signed files are to be archived as PDF/A. Word files are not judged: they hardly ever bring fonts along.",
  severity: "low",
  defaultLevel: "advisory",
  strictLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      standardFonts: {
        description: "True: the 14 fonts that every PDF reader has must be embedded too, as PDF/A wants.",
        type: "boolean",
        default: false,
      },
    },
  },
  frameworks: ["ISO 19005 (PDF/A)"],
  fix: "Save or export the PDF again, with fonts embedded (PDF/A does).",
  check: (subject, _context, { standardFonts: also }: { standardFonts: boolean }) =>
    judgeDocuments(subject, "is no PDF whose fonts are known", ({ name, kind, fonts }, path) => {
      if (kind !== "pdf" || !fonts) return undefined;
      const missing = fonts
        .filter((font) => !font.embedded && (also || !standardFonts.has(font.name)))
        .map((font) => (font.name === "" ? "one without a name" : font.name));
      if (missing.length === 0) return [];
      const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : "";
      const message = `${quoted(name)} lacks fonts it uses: ${missing.slice(0, NAMED).join(", ")}${more}`;
      return [{ path, message }];
    }),
});
