import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-has-no-attachments`. */
export const examples: RuleExamples = {
  bad: {
    documents: { "contract.pdf": { attachment: "calculation.xlsx" } },
    findings: ['documents[0] "contract.pdf" has 1 attached file that signers do not see'],
  },
  good: {
    documents: { "contract.pdf": { attachment: "factur-x.xml" } },
    options: { allowed: ["factur-x.xml"] },
  },
};
