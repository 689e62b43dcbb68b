import { readFileSync, readlinkSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Folders that Pulumi may have been started in, likeliest first. A pack runs in its own folder and is not told: on
 * Linux the processes that started it are asked for theirs; elsewhere only the environment tells, which is wrong with
 * `pulumi -C`.
 *
 * @param own the pack's own folder, which says nothing
 */
export function callerFolders(env: NodeJS.ProcessEnv, own: string): string[] {
  const folders = [...ancestorFolders(process.ppid), env.PWD, env.INIT_CWD]
    .filter((folder): folder is string => folder !== undefined && folder !== "")
    .map((folder) => resolve(folder))
    .filter((folder) => folder !== own);
  return [...new Set(folders)];
}

/** Where a process and those that started it are; nothing where there is no /proc. */
function ancestorFolders(pid: number): string[] {
  try {
    const folder = readlinkSync(`/proc/${pid}/cwd`);
    // The name may have blanks and brackets; what comes after it has none.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return [folder, ...(parent > 1 ? ancestorFolders(parent) : [])];
  } catch {
    // Another system, or another user's process.
    return [];
  }
}
