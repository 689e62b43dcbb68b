import type { Path } from "../../schema/issue.ts";
import type { PolicyConfig, RuleSetting } from "../config.ts";
import type { LintIssue } from "../lint-policy.ts";
import type { Rule } from "../rule.ts";
import { optionsOf } from "../rule-options.ts";
import { knownRule } from "./known-rules.ts";

/** Rules that are not there, options that are not theirs, levels that they cannot have. */
export function settingLints(config: PolicyConfig, rules: readonly Rule[]): LintIssue[] {
  const places: [Path, Readonly<Record<string, RuleSetting>>][] = [
    [["rules"], config.rules ?? {}],
    ...(config.overrides ?? []).map((override, at): [Path, typeof override.rules] => [
      ["overrides", at, "rules"],
      override.rules,
    ]),
  ];
  return places.flatMap(([path, settings]) =>
    Object.entries(settings).flatMap(([name, setting]) => {
      const found = knownRule(name, rules, [...path, name]);
      return "issue" in found ? [found.issue] : ofSetting(found.rule, setting, [...path, name]);
    }),
  );
}

function ofSetting(rule: Rule, setting: RuleSetting, path: Path): LintIssue[] {
  const { level, ...options } = typeof setting === "string" ? { level: setting } : setting;
  const issues: LintIssue[] = optionsOf(rule, options)
    // Another setting may have it: what counts is all of them together.
    .issues.filter(({ path: [, inside], message }) => inside !== undefined || message !== "is required")
    .map((issue) => ({ ...issue, path: [...path, ...issue.path], level: "error" }));
  if (level === "remediate" && !("remediate" in rule && rule.remediate))
    issues.push({
      level: "warning",
      path,
      message: "is remediate, and this rule cannot mend anything: it counts as mandatory",
    });
  if (level === "disabled" && Object.keys(options).length > 0)
    issues.push({ level: "warning", path, message: "has options, and is disabled" });
  return issues;
}
