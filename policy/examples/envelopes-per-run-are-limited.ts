import type { RuleExamples } from "../example.ts";

/** Examples of the rule `envelopes-per-run-are-limited`. */
export const examples: RuleExamples = {
  bad: {
    others: { second: { name: "Second agreement" }, third: { name: "Third agreement" } },
    options: { max: 2 },
    findings: ["3 envelopes would be sent; the most is 2"],
  },
  good: { others: { second: { name: "Second agreement" } }, options: { max: 2 } },
};
