import { readFileSync, readlinkSync } from "node:fs";
import { basename, resolve } from "node:path";

/**
 * Folders that Pulumi may have been started in, likeliest first. A pack runs in its own folder and is not told: on
 * Linux the processes that started it are asked for theirs; elsewhere only the environment tells, which is wrong with
 * `pulumi -C`.
 *
 * @param own the pack's own folder, which says nothing
 */
export function callerFolders(env: NodeJS.ProcessEnv, own: string): string[] {
  const folders = [...ancestorLinks("cwd"), env.PWD, env.INIT_CWD]
    .filter((folder): folder is string => folder !== undefined && folder !== "")
    .map((folder) => resolve(folder))
    .filter((folder) => folder !== own);
  return [...new Set(folders)];
}

/** The `pulumi` that started this process, where the system tells (Linux); else the one that PATH leads to. */
export const callerCommand = (): string =>
  ancestorLinks("exe").find((path) => basename(path) === "pulumi") ?? "pulumi";

/** Where this process's parents are, or what they run, nearest first; nothing where there is no /proc. */
function ancestorLinks(link: "cwd" | "exe", pid: number = process.ppid): string[] {
  try {
    const target = readlinkSync(`/proc/${pid}/${link}`);
    // The name may have blanks and brackets; what comes after it has none.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return [target, ...(parent > 1 ? ancestorLinks(link, parent) : [])];
  } catch {
    // Another system, or another user's process.
    return [];
  }
}
