import type { PolicyConfig } from "../config.ts";
import type { PolicyIssue } from "../policy-error.ts";
import type { Rule } from "../rule.ts";
import { engineRules } from "./known-rules.ts";

/** Rules of somebody's own that are called like others: which of them a setting is about could not be told. */
export function nameIssues(
  builtIn: readonly Rule[],
  own: readonly Rule[],
  { assertions = {} }: PolicyConfig,
): PolicyIssue[] {
  const taken = new Set([...builtIn, ...engineRules].map(({ name }) => name));
  const issues: PolicyIssue[] = [];
  const of = (name: string, others: ReadonlySet<string>, path: PolicyIssue["path"], what: string): void => {
    if (taken.has(name))
      issues.push({ path, message: `${what} is a name of the package's own; give it another` });
    else if (others.has(name))
      issues.push({ path, message: `${what} is there twice; rename one of the two` });
  };
  const seen = new Set<string>();
  for (const { name } of own) {
    of(name, seen, ["ownRules"], `has the rule ${name}, which`);
    seen.add(name);
  }
  for (const name of Object.keys(assertions)) of(name, seen, ["assertions", name], "");
  return issues.map((issue) => ({ ...issue, message: issue.message.trim() }));
}
