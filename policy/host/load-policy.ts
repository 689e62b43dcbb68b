import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { assertionRule } from "../assertion-rule.ts";
import type { PolicyConfig } from "../config.ts";
import { engineRules } from "../lint/known-rules.ts";
import { nameIssues } from "../lint/names.ts";
import { type LintIssue, lintPolicy } from "../lint-policy.ts";
import { withOwnLevels } from "../own-levels.ts";
import { located, parsePolicy } from "../parse-policy.ts";
import { PolicyError, type PolicyIssue } from "../policy-error.ts";
import type { Rule } from "../rule.ts";
import { builtInRules } from "../rules/index.ts";
import { importOwnRules } from "./own-rules.ts";

/** A policy as a file has it. */
export interface LoadedPolicy {
  /** The package's rules, then the policy's own. */
  rules: readonly Rule[];
  config: PolicyConfig;
  /** The file's absolute path. */
  file: string;
}

/** A policy that was looked at, whether or not it can be used. */
export interface ExaminedPolicy extends LoadedPolicy {
  /** Modules of rules, absolute. */
  modules: readonly string[];
  issues: readonly LintIssue[];
}

/**
 * Reads a policy file, and the modules of rules that it names.
 *
 * @param file `yotisign.policy.yaml`, or another
 * @throws PolicyError when the file or one of its rules cannot be used; the message lists every issue with its line
 */
export async function loadPolicy(file: string): Promise<LoadedPolicy> {
  const { rules, config, file: path, issues } = await examinePolicy(file);
  const errors = issues.filter(({ level }) => level === "error");
  if (errors.length > 0) throw new PolicyError(path, errors);
  return { rules, config, file: path };
}

/**
 * Reads a policy as {@link loadPolicy} does, and tells what is wrong with it instead of throwing.
 *
 * @param today the day waivers are measured by; default: now
 * @throws PolicyError when the file cannot be read
 */
export async function examinePolicy(file: string, today: Date = new Date()): Promise<ExaminedPolicy> {
  const path = resolve(file);
  const { config: written, issues: wrongShape, lineOf } = parsePolicy(textOf(path));
  if (wrongShape.length > 0)
    return { rules: builtInRules, config: {}, file: path, modules: [], issues: wrongShape.map(asError) };
  const own = await importOwnRules(path, written.ownRules ?? []);
  const asserted = Object.entries(written.assertions ?? {}).map(([name, one]) => assertionRule(name, one));
  const ofWaivers = written.waivers ? engineRules : [];
  const config = withOwnLevels(written, [...own.rules, ...asserted, ...ofWaivers]);
  const rules = [...builtInRules, ...own.rules, ...asserted];
  const issues = [
    ...[...own.issues, ...nameIssues(builtInRules, own.rules, written)].map((issue) =>
      asError(located(issue, lineOf)),
    ),
    // A module that could not be read may have the rules that seem to be missing.
    ...(own.issues.length > 0 ? [] : lintPolicy({ config, rules, lineOf, today })),
  ].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { rules, config, file: path, modules: own.modules, issues };
}

const asError = (issue: PolicyIssue): LintIssue => ({ ...issue, level: "error" });

function textOf(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
    throw new PolicyError(file, [{ path: [], message: why }], { cause: error });
  }
}
