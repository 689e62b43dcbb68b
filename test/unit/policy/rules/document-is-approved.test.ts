import { createHash } from "node:crypto";
import type { RuleExample } from "../../../../policy/example.ts";
import { documentIsApproved as rule } from "../../../../policy/rules/document-is-approved.ts";
import { exampleDocument } from "../example-document.ts";
import { itJudges } from "../it-judges.ts";

const hash = createHash("sha256")
  .update(await exampleDocument({}))
  .digest("hex");
const sent = (path: string, options: object): RuleExample => ({
  envelope: { documents: [{ path }] },
  options: { ...options },
});
const unapproved = 'documents[0] "contract.pdf" may not be sent: it is in no folder of approved documents';

describe("the rule document-is-approved", () => {
  itJudges(rule, [
    ["any document as long as nothing is approved", {}, "no approved content and no folder is set"],
    ["a file in an approved folder", sent("approved/contract.pdf", { folders: ["approved"] }), []],
    ["a file in a folder below", sent("approved/2026/contract.pdf", { folders: ["./approved/"] }), []],
    [
      "a file in a folder that fits a pattern",
      sent("legal/emea/final/a.pdf", { folders: ["legal/*/final"] }),
      [],
    ],
    [
      "a folder whose name only begins so",
      sent("approved-not/contract.pdf", { folders: ["approved"] }),
      [unapproved],
    ],
    [
      "a path that leads out of the folder",
      sent("approved/../contract.pdf", { folders: ["approved"] }),
      [unapproved],
    ],
    [
      "a file of the folder's name",
      sent("x/a.pdf", { folders: ["x/a.pdf"] }),
      ['documents[0] "a.pdf" may not be sent: it is in no folder of approved documents'],
    ],
    ["content that is approved, in capital letters", sent("a.pdf", { sha256: [hash.toUpperCase()] }), []],
    [
      "approved content outside of the approved folder",
      sent("a.pdf", { sha256: [hash], folders: ["approved"] }),
      [],
    ],
    [
      "other content",
      sent("a.pdf", { sha256: ["0".repeat(64)] }),
      [`documents[0] "a.pdf" may not be sent: its content (SHA-256 ${hash}) is not approved`],
    ],
    [
      "the one of two documents that is not approved",
      {
        envelope: { documents: [{ path: "approved/a.pdf" }, { path: "b.pdf" }] },
        options: { folders: ["approved"], sha256: ["0".repeat(64)] },
      },
      [
        `documents[1] "b.pdf" may not be sent: its content (SHA-256 ${hash}) is not approved, and it is in no folder of approved documents`,
      ],
    ],
  ]);
});
