import type { ExampleDocument, RuleExample } from "../../../../policy/example.ts";
import { documentHasNoAttachments as rule } from "../../../../policy/rules/document-has-no-attachments.ts";
import { itJudges } from "../it-judges.ts";

const contract = (document: ExampleDocument, options = {}): RuleExample => ({
  documents: { "contract.pdf": document },
  options,
});

describe("the rule document-has-no-attachments", () => {
  itJudges(rule, [
    ["a document without attached files", contract({}), []],
    [
      "an attached file, and does not tell its name",
      contract({ attachment: "secret.xlsx" }),
      ['documents[0] "contract.pdf" has 1 attached file that signers do not see'],
    ],
    ["an attached file that is allowed", contract({ attachment: "invoice.xml" }, { allowed: ["*.xml"] }), []],
    [
      "an attached file beside those that are allowed",
      contract({ attachment: "invoice.xml.exe" }, { allowed: ["*.xml"] }),
      ['documents[0] "contract.pdf" has 1 attached file that signers do not see'],
    ],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
