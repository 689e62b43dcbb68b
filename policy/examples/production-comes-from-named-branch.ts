import type { RuleExamples } from "../example.ts";

/** Examples of the rule `production-comes-from-named-branch`. */
export const examples: RuleExamples = {
  bad: {
    context: { environment: "production", branch: "feature/new-terms" },
    findings: ["is sent to production from the branch feature/new-terms; only main, master, release/* may"],
  },
  good: { context: { environment: "production", branch: "main" } },
};
