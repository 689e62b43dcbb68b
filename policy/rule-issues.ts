import { isRuleName } from "./policy-shape.ts";
import type { Level, Rule, Severity } from "./rule.ts";
import { optionsOf } from "./rule-options.ts";

const severities: readonly Severity[] = ["low", "medium", "high", "critical"];
const levels: readonly Level[] = ["disabled", "advisory", "mandatory", "remediate"];

/** Whether an exported value is meant as a rule, right or wrong. */
export const isMeantAsRule = (value: unknown): value is Partial<Rule> =>
  typeof value === "object" && value !== null && "name" in value && "check" in value;

/** What is wrong with a rule of somebody's own, in words that go on after its name. */
export function ruleIssues(rule: Partial<Rule>): string[] {
  const issues: string[] = [];
  const among = (name: keyof Rule, all: readonly unknown[]): void => {
    if (!all.includes(rule[name])) issues.push(`has a ${name} that is none of ${all.join(", ")}`);
  };
  if (!isRuleName(rule.name)) issues.push("has a name that is not in kebab-case, as in message-is-polite");
  for (const name of ["title", "description", "fix"] as const)
    if (typeof rule[name] !== "string" || rule[name] === "") issues.push(`has no ${name}`);
  if (typeof rule.check !== "function") issues.push("has a check that is no function");
  if (rule.scope !== "envelope" && rule.scope !== "stack")
    issues.push("is made neither by defineRule nor by defineStackRule");
  among("severity", severities);
  among("defaultLevel", levels);
  if (rule.strictLevel !== undefined) among("strictLevel", levels);
  among("judges", ["sending", "standing"]);
  if (rule.options !== undefined) issues.push(...optionsIssues(rule as Rule));
  return issues;
}

function optionsIssues(rule: Rule): string[] {
  const properties = rule.options?.properties ?? {};
  if (Object.hasOwn(properties, "level")) return ["has an option level, which is the word for its level"];
  try {
    optionsOf(rule, {});
    return [];
  } catch (error) {
    return [`has options that are no JSON Schema: ${error instanceof Error ? error.message : error}`];
  }
}
