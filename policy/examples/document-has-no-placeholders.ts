import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-has-no-placeholders`. */
export const examples: RuleExamples = {
  bad: {
    documents: {
      "contract.pdf": { pages: [["This agreement is between {{company}} and [NAME].", "Fee: TBD"]] },
    },
    findings: [
      'documents[0] "contract.pdf" has an unfilled placeholder on page 1: {{…}}',
      'documents[0] "contract.pdf" has an unfilled placeholder on page 1: […]',
      'documents[0] "contract.pdf" has an unfilled placeholder on page 1: TBD',
    ],
  },
  good: {
    documents: {
      "contract.pdf": {
        pages: [["This agreement is between Example Ltd and the customer.", "Date: ________"]],
      },
    },
  },
};
