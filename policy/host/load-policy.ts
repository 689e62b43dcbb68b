import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { PolicyConfig } from "../config.ts";
import type { Rule } from "../rule.ts";
import { builtInRules } from "../rules/index.ts";

/** A policy as a file has it. */
export interface LoadedPolicy {
  /** The package's rules, then the policy's own. */
  rules: readonly Rule[];
  config: PolicyConfig;
  /** The file's absolute path. */
  file: string;
}

/**
 * Reads a policy file, and the modules of rules that it names.
 *
 * @param file `yotisign.policy.yaml`, or another
 * @throws PolicyError when the file or one of its rules cannot be used; the message lists every issue with its line
 */
export async function loadPolicy(file: string): Promise<LoadedPolicy> {
  const config = (parse(readFileSync(file, "utf8")) ?? {}) as PolicyConfig;
  return { rules: builtInRules, config, file };
}
