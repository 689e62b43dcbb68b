import type { PolicyConfig, RuleSetting } from "./config.ts";
import type { Rule } from "./rule.ts";

/**
 * A policy in which rules of somebody's own count although no preset has them: who writes a rule, or a waiver, wants it to
 * be looked at.
 * Levels that the policy sets stay.
 */
export function withOwnLevels(config: PolicyConfig, own: readonly Rule[]): PolicyConfig {
  if (config.extends !== "none" || own.length === 0) return config;
  const settings = own.map(({ name, defaultLevel }): [string, RuleSetting] => {
    const setting = config.rules?.[name] ?? defaultLevel;
    return [name, typeof setting === "string" ? setting : { level: defaultLevel, ...setting }];
  });
  return { ...config, rules: { ...config.rules, ...Object.fromEntries(settings) } };
}
