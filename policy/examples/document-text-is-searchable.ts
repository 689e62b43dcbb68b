import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-text-is-searchable`. */
export const examples: RuleExamples = {
  bad: {
    documents: { "contract.pdf": { pages: [["Page one"], ["Page two"]], scanned: true } },
    findings: ['documents[0] "contract.pdf" has no text, only pictures, on pages 1 and 2 of 2'],
  },
  good: { documents: { "contract.pdf": { pages: [["Page one"], ["Page two"]] } } },
};
