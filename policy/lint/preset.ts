import type { PolicyConfig, RuleSetting } from "../config.ts";
import { presetLevel } from "../in-force.ts";
import type { LintIssue } from "../lint-policy.ts";
import type { Rule } from "../rule.ts";

/** Whether a policy has any rule that is run. */
export function presetLints(config: PolicyConfig, rules: readonly Rule[]): LintIssue[] {
  const settings = [config.rules ?? {}, ...(config.overrides ?? []).map((override) => override.rules)];
  const runs = rules.some(
    (rule) =>
      isRun(config.rules?.[rule.name] ?? presetLevel(rule, config)) ||
      settings.some(({ [rule.name]: setting }) => setting !== undefined && isRun(setting)),
  );
  return runs
    ? []
    : [{ level: "warning", path: ["extends"], message: "leaves no rule in force: nothing is judged" }];
}

const isRun = (setting: RuleSetting): boolean =>
  (typeof setting === "string" ? setting : setting.level) !== "disabled";
