import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-is-approved`. */
export const examples: RuleExamples = {
  bad: {
    envelope: { documents: [{ path: "drafts/contract.pdf" }] },
    options: { folders: ["contracts/approved"] },
    findings: ['documents[0] "contract.pdf" may not be sent: it is in no folder of approved documents'],
  },
  good: {
    envelope: { documents: [{ path: "contracts/approved/contract.pdf" }] },
    options: { folders: ["contracts/approved"] },
  },
};
