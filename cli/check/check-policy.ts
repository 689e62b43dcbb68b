import { dirname, resolve } from "node:path";
import { findPolicyFile } from "../../policy/host/find-policy-file.ts";
import { loadPolicy } from "../../policy/host/load-policy.ts";
import { builtInRules } from "../../policy/rules/index.ts";
import { environmentOf, readServiceSettings } from "../../sdk/client/index.ts";
import type { Candidates } from "./candidate.ts";
import type { CheckPolicy } from "./judge-candidates.ts";

/**
 * The policy that counts: the one that is named, else the stack's own (`YOTI_SIGN_POLICY`, `yotisign:policy`), else the
 * nearest policy file, else the preset `recommended`.
 *
 * @param named absolute, or relative to the working directory
 * @throws PolicyError it cannot be used
 */
export async function policyFor(
  named: string | undefined,
  { config, folder, programFile }: Candidates,
  env: NodeJS.ProcessEnv,
): Promise<CheckPolicy> {
  const ofStack = env.YOTI_SIGN_POLICY?.trim() || config["yotisign:policy"]?.trim();
  const file = named ?? (ofStack ? resolve(dirname(programFile), ofStack) : findPolicyFile(folder));
  return file === undefined
    ? { rules: builtInRules, config: {}, file: undefined }
    : await loadPolicy(resolve(file));
}

/**
 * Where envelopes would be sent to, as rules know it.
 *
 * @throws ConfigError what is chosen is no service
 */
export function environmentFor({ config }: Candidates, env: NodeJS.ProcessEnv): string | undefined {
  const chosen = (key: string): string | undefined =>
    key === "yotisign:environment" ? config[key] : undefined;
  return environmentOf(readServiceSettings(chosen, env).baseUrl);
}
