import type { Path } from "../../schema/issue.ts";
import type { LintIssue } from "../lint-policy.ts";
import { nearestName } from "../nearest-name.ts";
import type { Rule } from "../rule.ts";
import { waiverInDate, waiverInUse } from "../waiver-rules.ts";

/** Rules that the engine judges by itself; their levels can be set like any other's. */
export const engineRules: readonly Rule[] = [waiverInDate, waiverInUse];

/** The rule of a name, and else what is wrong with the name. */
export function knownRule(
  name: string,
  rules: readonly Rule[],
  path: Path,
): { rule: Rule } | { issue: LintIssue } {
  const all = [...rules, ...engineRules];
  const rule = all.find((one) => one.name === name);
  if (rule) return { rule };
  const meant = nearestName(
    name,
    all.map((one) => one.name),
  );
  const cure = meant ? `did you mean ${meant}?` : "`yotisign policy list` lists them";
  return { issue: { level: "error", path, message: `is no rule: ${cure}` } };
}
