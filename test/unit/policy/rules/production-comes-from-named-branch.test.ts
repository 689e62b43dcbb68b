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
  [
    "a branch of a fork, whatever it is called",
    { context: { ...production, branch: "main", isFork: true } },
    ["is sent to production from the branch main of a fork; only this repository's own branches may"],
  ],
  [
    "changes that are in no commit",
    { context: { ...production, branch: "main", isDirty: true } },
    ["is sent to production with changes that are in no commit"],
  ],
  [
    "such changes on another branch",
    { context: { ...production, branch: "try", isDirty: true } },
    [
      "is sent to production from the branch try; only main, master, release/* may",
      "is sent to production with changes that are in no commit",
    ],
  ],
  [
    "such changes where they are allowed",
    { context: { ...production, branch: "main", isDirty: true }, options: { uncommitted: true } },
    [],
  ],
  [
    "a clean checkout of this repository",
    { context: { ...production, branch: "main", isFork: false, isDirty: false } },
    [],
  ],
  ["changes that go to a sandbox", { context: { isFork: true, isDirty: true } }, "not-applicable"],
  ["a sandbox", { context: { branch: "try" } }, "not-applicable"],
  [
    "the sandbox's address",
    { context: { environment: "https://demo.api.yotisign.com", branch: "try" } },
    "not-applicable",
  ],
  ["an environment that is not chosen yet", { context: { environment: undefined } }, "not-applicable"],
]);
