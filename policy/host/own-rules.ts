import { globSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { PolicyIssue } from "../policy-error.ts";
import type { Rule } from "../rule.ts";
import { isMeantAsRule, ruleIssues } from "../rule-issues.ts";

/** Rules of somebody's own, and what is wrong with their modules. */
export interface OwnRules {
  rules: readonly Rule[];
  /** The modules they come from, absolute. */
  modules: readonly string[];
  issues: readonly PolicyIssue[];
}

const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path) && !/\.d\.[cm]?ts$/.test(path);

/** Whether a path is that of a test, which is no module of rules. */
export const isTest = (path: string): boolean => /\.(test|spec)\.[cm]?[jt]s$/.test(path);

/**
 * Imports the modules that a policy names, and takes the rules among what they export: by name, as default, or in
 * lists. Node.js itself takes the types out of TypeScript.
 *
 * @param file the policy file
 * @param patterns relative to it
 */
export async function importOwnRules(file: string, patterns: readonly string[]): Promise<OwnRules> {
  const rules = new Set<Rule>();
  const modules = new Set<string>();
  const issues: PolicyIssue[] = [];
  for (const [at, pattern] of patterns.entries()) {
    const path = ["ownRules", at];
    const found = filesOf(file, pattern);
    if (found.length === 0) issues.push({ path, message: "fits no file, relative to the policy file" });
    for (const module of found.filter((one) => !modules.has(one))) {
      modules.add(module);
      const imported = await rulesOf(module);
      for (const rule of imported.rules) rules.add(rule);
      const name = relative(dirname(file), module);
      issues.push(...imported.problems.map((problem) => ({ path, message: `${name}: ${problem}` })));
    }
  }
  return { rules: [...rules], modules: [...modules], issues };
}

/** Packages are only looked into where the pattern says so. */
const filesOf = (file: string, pattern: string): string[] =>
  globSync(pattern, { cwd: dirname(file) })
    .filter((name) => isCode(name) && !isTest(name))
    .filter((name) => !name.includes("node_modules") || pattern.includes("node_modules"))
    .map((name) => resolve(dirname(file), name))
    .toSorted();

async function rulesOf(module: string): Promise<{ rules: Rule[]; problems: string[] }> {
  let exported: object;
  try {
    exported = await import(pathToFileURL(module).href);
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { rules: [], problems: [`it cannot be imported (${why})`] };
  }
  const meant = new Set(exportedValues(exported).filter(isMeantAsRule));
  if (meant.size === 0) return { rules: [], problems: ["it exports no rule; defineRule makes one"] };
  const problems = [...meant].flatMap((rule) => ruleIssues(rule).map((issue) => `${rule.name} ${issue}`));
  return { rules: problems.length > 0 ? [] : ([...meant] as Rule[]), problems };
}

/** CommonJS modules have their exports once more as `default`. */
const exportedValues = (exported: object): unknown[] =>
  Object.values(exported).flatMap((value) => {
    const nested = typeof value === "object" && value !== null && !isMeantAsRule(value);
    return nested ? Object.values(value) : [value];
  });
