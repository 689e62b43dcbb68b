import type { RuleExamples } from "../example.ts";

/** Examples of the rule `emails-per-run-are-limited`. */
export const examples: RuleExamples = {
  bad: {
    others: { second: { name: "Second agreement" } },
    context: { withdrawalEmails: 3 },
    options: { max: 4 },
    findings: ["5 e-mails would go out (2 invite now, 3 withdraw); the most is 4"],
  },
  good: { others: { second: { name: "Second agreement" } }, options: { max: 4 } },
};
