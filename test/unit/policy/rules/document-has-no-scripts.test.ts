import type { ExampleDocument, RuleExample } from "../../../../policy/example.ts";
import { documentHasNoScripts as rule } from "../../../../policy/rules/document-has-no-scripts.ts";
import { itJudges } from "../it-judges.ts";

const contract = (document: ExampleDocument, options = {}): RuleExample => ({
  documents: { "contract.pdf": document },
  options,
});

describe("the rule document-has-no-scripts", () => {
  itJudges(rule, [
    ["a document without scripts", contract({}), []],
    [
      "a script that runs when the document is opened",
      contract({ javaScript: true }),
      ['documents[0] "contract.pdf" has scripts, which run when it is read'],
    ],
    [
      "the one of two documents that has scripts",
      {
        envelope: { documents: [{ path: "a.pdf" }, { path: "b.pdf", fileName: "terms.pdf" }] },
        documents: { "b.pdf": { javaScript: true } },
      },
      ['documents[1] "terms.pdf" has scripts, which run when it is read'],
    ],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
