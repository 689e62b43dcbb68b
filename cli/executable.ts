import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

/**
 * Finds a program as a shell would.
 *
 * @param name without the extension that Windows wants
 * @param folders in order of preference
 * @returns its absolute path; undefined where none of the folders has it
 */
export function findExecutable(name: string, folders: readonly string[]): string | undefined {
  const extensions = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  return folders
    .flatMap((folder) => extensions.map((extension) => resolve(folder, name + extension)))
    .find(isExecutable);
}

/** The folders of an environment's PATH. */
export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  // On Windows it is mostly spelt "Path", and a copy of the environment tells the two apart.
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return (env[name] ?? "").split(delimiter).filter(Boolean);
}

/** Whether a path leads to a file that may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
