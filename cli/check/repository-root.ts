import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The root of the Git repository around a folder, which reports name files from; else the folder itself. */
export function repositoryRoot(from: string = process.cwd()): string {
  let folder = resolve(from);
  while (!existsSync(join(folder, ".git"))) {
    const parent = dirname(folder);
    if (parent === folder) return resolve(from);
    folder = parent;
  }
  return folder;
}
