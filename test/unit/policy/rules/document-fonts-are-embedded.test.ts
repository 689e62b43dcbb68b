import type { ExampleDocument, RuleExample } from "../../../../policy/example.ts";
import { documentFontsAreEmbedded as rule } from "../../../../policy/rules/document-fonts-are-embedded.ts";
import { itJudges } from "../it-judges.ts";

const contract = (document: ExampleDocument, options = {}): RuleExample => ({
  documents: { "contract.pdf": document },
  options,
});

describe("the rule document-fonts-are-embedded", () => {
  itJudges(rule, [
    ["a font that every reader has", contract({}), []],
    [
      "a font that every reader has, for PDF/A",
      contract({}, { standardFonts: true }),
      ['documents[0] "contract.pdf" lacks fonts it uses: Helvetica'],
    ],
    [
      "a font that is not embedded",
      contract({ missingFont: "Calibri-Light" }),
      ['documents[0] "contract.pdf" lacks fonts it uses: Calibri-Light'],
    ],
    ["a document without text", contract({ pages: [[]] }), []],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
