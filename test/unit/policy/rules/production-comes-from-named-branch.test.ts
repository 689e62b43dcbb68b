import { productionComesFromNamedBranch as rule } from "../../../../policy/rules/production-comes-from-named-branch.ts";
import { describeRule } from "../describe-rule.ts";

const production = { environment: "production" };

describeRule(rule, [
  ["a named branch", { context: { ...production, branch: "main" } }, []],
  ["a branch that fits a pattern", { context: { ...production, branch: "release/2026-03" } }, []],
  [
    "another branch",
    { context: { ...production, branch: "try" } },
    ["is sent to production from the branch try; only main, master, release/* may"],
  ],
  [
    "production by its address",
    { context: { environment: "https://api.yotisign.com", branch: "try" } },
    ["is sent to production from the branch try; only main, master, release/* may"],
  ],
  [
    "a branch that is not known",
    { context: { ...production, branch: undefined } },
    ["is sent to production from a branch that is not known; only main, master, release/* may"],
  ],
  [
    "main where another is named",
    { context: { ...production, branch: "main" }, options: { branches: ["live"] } },
    ["is sent to production from the branch main; only live may"],
  ],
  ["a sandbox", { context: { branch: "try" } }, "not-applicable"],
  [
    "the sandbox's address",
    { context: { environment: "https://demo.api.yotisign.com", branch: "try" } },
    "not-applicable",
  ],
  ["an environment that is not chosen yet", { context: { environment: undefined } }, "not-applicable"],
]);
