// biome-ignore lint/style/noRestrictedImports: only Git can compare files with its index; it is asked on this machine and about nothing else.
import { execFileSync } from "node:child_process";

const timeoutMilliseconds = 10_000;

/**
 * Whether files that Git follows differ from the commit that is checked out. Files that it does not follow do not count:
 * pipelines leave such behind.
 *
 * @param cwd a folder of the repository
 * @returns undefined: not known, as where there is no Git or no repository
 */
export function isDirty(env: NodeJS.ProcessEnv, cwd: string): boolean | undefined {
  const args = ["--no-optional-locks", "status", "--porcelain", "--untracked-files=no"];
  try {
    const changes = execFileSync("git", args, {
      cwd,
      env,
      timeout: timeoutMilliseconds,
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return changes.length > 0;
  } catch {
    return undefined;
  }
}
