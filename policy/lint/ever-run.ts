import type { PolicyConfig, RuleSetting } from "../config.ts";
import { presetLevel } from "../in-force.ts";
import type { Rule } from "../rule.ts";

/** Whether a policy runs a rule on any resource. */
export const isEverRun = (rule: Rule, config: PolicyConfig): boolean =>
  isRun(config.rules?.[rule.name] ?? presetLevel(rule, config)) ||
  (config.overrides ?? []).some(({ rules }) => rules[rule.name] !== undefined && isRun(rules[rule.name]));

/** Who sets options only wants the rule to be run. */
const isRun = (setting: RuleSetting | undefined): boolean =>
  (typeof setting === "string" ? setting : setting?.level) !== "disabled";
