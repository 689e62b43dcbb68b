import type { Path } from "../../schema/issue.ts";
import type { PolicyConfig } from "../config.ts";
import { Settings } from "../in-force.ts";
import type { LintIssue } from "../lint-policy.ts";
import type { Rule } from "../rule.ts";

/** Options that a rule cannot do without, where it is run and all settings together leave one out. */
export function requiredOptionLints(config: PolicyConfig, rules: readonly Rule[]): LintIssue[] {
  return rules.flatMap((rule) => {
    const { name } = rule;
    const required = rule.options?.required ?? [];
    if (required.length === 0) return [];
    const base: Path = config.rules?.[name] === undefined ? ["rules"] : ["rules", name];
    const places: [Path, PolicyConfig][] = [[base, { ...config, overrides: [] }]];
    for (const [at, override] of (config.overrides ?? []).entries())
      if (override.rules[name] !== undefined)
        places.push([
          ["overrides", at, "rules", name],
          { ...config, overrides: [{ rules: override.rules }] },
        ]);
    return places.flatMap(([path, policy]) => {
      const { level, options } = new Settings(policy).of(rule, { resource: "" });
      return required
        .filter((option) => level !== "disabled" && options[option] === undefined)
        .map(
          (option): LintIssue => ({
            level: "error",
            path,
            message: `leaves out ${option}, which ${name} cannot do without`,
          }),
        );
    });
  });
}
