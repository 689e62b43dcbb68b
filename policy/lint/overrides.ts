import { isDeepStrictEqual } from "node:util";
import type { Override, PolicyConfig, RuleSetting } from "../config.ts";
import { presetLevel } from "../in-force.ts";
import type { LintIssue } from "../lint-policy.ts";
import type { Rule } from "../rule.ts";

const conditions = ["project", "stack", "resource"] as const;

/** Overrides that fit everything or nothing, or say what holds without them. */
export function overrideLints(config: PolicyConfig, rules: readonly Rule[]): LintIssue[] {
  const overrides = config.overrides ?? [];
  return overrides.flatMap((override, at) => {
    const path = ["overrides", at];
    if (conditions.every((name) => override[name] === undefined))
      return [{ level: "warning", path, message: "has no condition: write its rules under rules" }];
    if (Object.keys(override.rules).length === 0)
      return [{ level: "warning", path, message: "sets no rule" }];
    return Object.entries(override.rules).flatMap(([name, setting]): LintIssue[] => {
      const rule = rules.find((one) => one.name === name);
      const message = rule && vainly(rule, setting, override, config, overrides.slice(at + 1));
      return message ? [{ level: "warning", path: [...path, "rules", name], message }] : [];
    });
  });
}

/** Why an override's setting of a rule does nothing. */
function vainly(
  rule: Rule,
  setting: RuleSetting,
  override: Override,
  config: PolicyConfig,
  later: readonly Override[],
): string | undefined {
  if (
    rule.scope === "stack" &&
    override.resource !== undefined &&
    override.resource.replaceAll("*", "") !== ""
  )
    return "never counts: this rule is about the stack as a whole, not about one resource";
  const level = levelOf(setting);
  const over = later.find(
    (other) => rule.name in other.rules && sameConditions(other, override) && isWhole(other.rules[rule.name]),
  );
  if (over && typeof setting === "string")
    return "never counts: a later override with the same conditions sets this rule too";
  const others = (config.overrides ?? []).filter((other) => other !== override && rule.name in other.rules);
  const base = config.rules?.[rule.name];
  const same = base === undefined ? setting === presetLevel(rule, config) : isDeepStrictEqual(base, setting);
  return same && level !== undefined && others.length === 0 ? "says what holds without it" : undefined;
}

const levelOf = (setting: RuleSetting): string | undefined =>
  typeof setting === "string" ? setting : setting.level;

/** Whether a setting leaves nothing of what was set before: it has a level. */
const isWhole = (setting: RuleSetting | undefined): boolean =>
  setting !== undefined && levelOf(setting) !== undefined;

const sameConditions = (one: Override, other: Override): boolean =>
  conditions.every((name) => one[name] === other[name]);
