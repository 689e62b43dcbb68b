import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { ConfigError } from "../sdk/client/index.ts";

/** A Pulumi project, as its project file describes it. */
export interface Project {
  name: string;
  /** The project file, absolute. */
  file: string;
  /** Where its program runs, absolute: packages and relative paths are looked up from here. */
  programFolder: string;
}

/**
 * Finds the project that a folder belongs to: the nearest project file there or above, as Pulumi does.
 *
 * @param cwd absolute or relative to the working directory
 * @returns undefined where there is none
 * @throws ConfigError the project file cannot be read
 */
export function findProject(cwd: string): Project | undefined {
  const file = projectFile(resolve(cwd));
  if (!file) return undefined;
  const { name, main } = read(file);
  return { name: String(name ?? ""), file, programFolder: programFolder(dirname(file), main) };
}

function projectFile(folder: string): string | undefined {
  const found = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]
    .map((name) => join(folder, name))
    .find(existsSync);
  if (found || dirname(folder) === folder) return found;
  return projectFile(dirname(folder));
}

function read(file: string): { name?: unknown; main?: unknown } {
  try {
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read as a Pulumi project; correct it.`, { cause });
  }
}

/** `main` names the program's folder, or its first file. */
function programFolder(root: string, main: unknown): string {
  if (typeof main !== "string" || main === "") return root;
  const path = resolve(root, main);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
}
