import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-has-no-scripts`. */
export const examples: RuleExamples = {
  bad: {
    documents: { "contract.pdf": { javaScript: true } },
    findings: ['documents[0] "contract.pdf" has scripts, which run when it is read'],
  },
  good: { documents: { "contract.pdf": {} } },
};
