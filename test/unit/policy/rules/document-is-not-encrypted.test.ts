import type { ExampleDocument, RuleExample } from "../../../../policy/example.ts";
import { documentIsNotEncrypted as rule } from "../../../../policy/rules/document-is-not-encrypted.ts";
import { itJudges } from "../it-judges.ts";

const contract = (document: ExampleDocument, options = {}): RuleExample => ({
  documents: { "contract.pdf": document },
  options,
});

describe("the rule document-is-not-encrypted", () => {
  itJudges(rule, [
    ["a document that is not encrypted", contract({}), []],
    [
      "a document that is encrypted, though it opens",
      contract({ encrypted: true }),
      ['documents[0] "contract.pdf" is encrypted, though it opens without a password'],
    ],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
