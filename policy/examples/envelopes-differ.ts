import type { RuleExamples } from "../example.ts";

/** Examples of the rule `envelopes-differ`. */
export const examples: RuleExamples = {
  bad: {
    others: { renewal: {} },
    findings: ["is like contract by its name, its people, its documents"],
  },
  good: { others: { renewal: { name: "Renewal of the service agreement" } } },
};
