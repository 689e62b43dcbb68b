import type { ExampleDocument, RuleExample } from "../../../../policy/example.ts";
import { documentTextIsSearchable as rule } from "../../../../policy/rules/document-text-is-searchable.ts";
import { itJudges } from "../it-judges.ts";

const contract = (document: ExampleDocument, options = {}): RuleExample => ({
  documents: { "contract.pdf": document },
  options,
});

describe("the rule document-text-is-searchable", () => {
  itJudges(rule, [
    ["pages with text", contract({ pages: [["One"], ["Two"]] }), []],
    ["a blank page", contract({ pages: [["One"], []] }), []],
    [
      "a scanned page",
      contract({ scanned: true }),
      ['documents[0] "contract.pdf" has no text, only pictures, on page 1 of 1'],
    ],
    [
      "scanned pages, in one finding",
      contract({ pages: [[], [], [], []], scanned: true }),
      ['documents[0] "contract.pdf" has no text, only pictures, on pages 1 to 4 of 4'],
    ],
    [
      "a scanned page where pictures may cover it",
      contract({ scanned: true }, { minPictureShare: 1 }),
      ['documents[0] "contract.pdf" has no text, only pictures, on page 1 of 1'],
    ],
    ["little text without pictures", contract({ pages: [["Page 1"]] }, { minCharacters: 100 }), []],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
