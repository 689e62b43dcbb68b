import type { YamlFile } from "../schema/read-yaml.ts";
import type { PolicyConfig } from "./config.ts";
import { assertionLints } from "./lint/assertions.ts";
import { overrideLints } from "./lint/overrides.ts";
import { presetLints } from "./lint/preset.ts";
import { requiredOptionLints } from "./lint/required-options.ts";
import { settingLints } from "./lint/settings.ts";
import { waiverLints } from "./lint/waivers.ts";
import { located } from "./parse-policy.ts";
import type { PolicyIssue } from "./policy-error.ts";
import type { Rule } from "./rule.ts";

/**
 * An issue of a policy that has the right shape. `error`: it does not do what it says, so nothing is judged by it;
 * `warning`: it does nothing, or more than somebody may have meant.
 */
export interface LintIssue extends PolicyIssue {
  level: "error" | "warning";
}

/** What a policy is looked at with. */
export interface LintedPolicy {
  config: PolicyConfig;
  /** All it may set: the package's, its own, and those of its assertions. */
  rules: readonly Rule[];
  lineOf: YamlFile["lineOf"];
  /** The day waivers are measured by. */
  today: Date;
}

/** Everything that is questionable about a policy of the right shape, in the order of its lines. */
export function lintPolicy({ config, rules, lineOf, today }: LintedPolicy): LintIssue[] {
  return [
    ...presetLints(config, rules),
    ...settingLints(config, rules),
    ...requiredOptionLints(config, rules),
    ...overrideLints(config, rules),
    ...waiverLints(config, rules, today),
    ...assertionLints(config),
  ]
    .map((issue): LintIssue => ({ ...located(issue, lineOf), level: issue.level }))
    .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
