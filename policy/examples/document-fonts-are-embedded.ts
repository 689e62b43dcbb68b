import type { RuleExamples } from "../example.ts";

/** Examples of the rule `document-fonts-are-embedded`. */
export const examples: RuleExamples = {
  bad: {
    documents: { "contract.pdf": { missingFont: "Frutiger-Bold" } },
    findings: ['documents[0] "contract.pdf" lacks fonts it uses: Frutiger-Bold'],
  },
  good: { documents: { "contract.pdf": {} } },
};
