import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-is-not-encrypted`. */
export const examples: RuleExamples = {
  bad: {
    documents: { "contract.pdf": { encrypted: true } },
    findings: ['documents[0] "contract.pdf" is encrypted, though it opens without a password'],
  },
  good: { documents: { "contract.pdf": {} } },
};
