import type { PolicyConfig } from "../config.ts";
import type { LintIssue } from "../lint-policy.ts";
import type { Rule } from "../rule.ts";
import { isEverRun } from "./ever-run.ts";

/** Whether a policy has any rule that is run. */
export const presetLints = (config: PolicyConfig, rules: readonly Rule[]): LintIssue[] =>
  rules.some((rule) => isEverRun(rule, config))
    ? []
    : [{ level: "warning", path: ["extends"], message: "leaves no rule in force: nothing is judged" }];
