import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-has-no-signatures`. */
export const examples: RuleExamples = {
  bad: {
    documents: { "contract.pdf": { signed: true } },
    findings: [
      'documents[0] "contract.pdf" has 1 digital signature already, which signing it anew would break',
    ],
  },
  good: { documents: { "contract.pdf": {} } },
};
