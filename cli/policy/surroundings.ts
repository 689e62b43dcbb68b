import { findPolicyFile, policyFileName } from "../../policy/host/find-policy-file.ts";
import { loadPolicy } from "../../policy/host/load-policy.ts";
import type { Policy } from "../../policy/judge.ts";
import { engineRules } from "../../policy/lint/known-rules.ts";
import type { Rule } from "../../policy/rule.ts";
import { builtInRules } from "../../policy/rules/index.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { CommandOutput } from "../command-output.ts";

/** The world that the commands of `yotisign policy` run in; tests give their own. */
export interface PolicySurroundings {
  output?: CommandOutput;
  /** Where the policy file is looked for, there and above. Default: the working directory. */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  now?: () => Date;
}

/** The words of the option that names a policy file. */
export const policyOption = [
  "--policy <file>",
  `the policy file; default: ${policyFileName} here, or the nearest above`,
] as const;

/** A policy, with the rules that the engine judges by itself. */
export interface CommandPolicy extends Policy {
  /** Undefined: there is none, and the preset recommended counts. */
  file: string | undefined;
}

/** The policy that was named, else the one found, else the preset `recommended`. */
export async function policyOf(
  named: string | undefined,
  cwd: string = process.cwd(),
): Promise<CommandPolicy> {
  const found = named ?? findPolicyFile(cwd);
  const { rules, config, file } =
    found === undefined ? { rules: builtInRules, config: {}, file: undefined } : await loadPolicy(found);
  const all: Rule[] = [...rules, ...engineRules];
  return { rules: all.toSorted((one, other) => (one.name < other.name ? -1 : 1)), config, file };
}

/** The policy file that was named, else the one found. @throws ConfigError when there is none */
export function policyFileOf(named: string | undefined, cwd: string = process.cwd()): string {
  const found = named ?? findPolicyFile(cwd);
  if (found === undefined)
    throw new ConfigError(
      `There is no ${policyFileName} in this folder or above. Name a file, or write one.`,
    );
  return found;
}

/** Whose rule it is. */
export function sourceOf(rule: Rule, { config }: CommandPolicy): "package" | "own" | "assertion" {
  if ([...builtInRules, ...engineRules].includes(rule)) return "package";
  return Object.hasOwn(config.assertions ?? {}, rule.name) ? "assertion" : "own";
}
