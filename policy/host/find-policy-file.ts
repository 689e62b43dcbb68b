import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a policy file is called. */
export const policyFileName = "yotisign.policy.yaml";

/**
 * The policy file that counts in a folder: its own, else the nearest one above.
 *
 * @param from a folder
 * @returns its absolute path; undefined where there is none
 */
export function findPolicyFile(from: string): string | undefined {
  let folder = resolve(from);
  for (;;) {
    const file = join(folder, policyFileName);
    if (existsSync(file)) return file;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
