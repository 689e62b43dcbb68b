import type { ExampleDocument, RuleExample } from "../../../../policy/example.ts";
import { documentHasNoSignatures as rule } from "../../../../policy/rules/document-has-no-signatures.ts";
import { itJudges } from "../it-judges.ts";

const contract = (document: ExampleDocument, options = {}): RuleExample => ({
  documents: { "contract.pdf": document },
  options,
});

describe("the rule document-has-no-signatures", () => {
  itJudges(rule, [
    ["a document without signatures", contract({}), []],
    [
      "a signed document",
      contract({ signed: true }),
      ['documents[0] "contract.pdf" has 1 digital signature already, which signing it anew would break'],
    ],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
