import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";

/** A Pulumi project, as its file has it. */
export interface PulumiProject {
  name: string;
  /** The folder of the project's file. */
  folder: string;
  /** The folder that the program runs in, to which its paths are relative. */
  programFolder: string;
}

/**
 * The project that a folder belongs to: the one of the nearest project file above it.
 *
 * @returns undefined where there is none
 */
export function findPulumiProject(from: string): PulumiProject | undefined {
  const folder = resolve(from);
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]
    .map((name) => join(folder, name))
    .find(existsSync);
  if (!file) return dirname(folder) === folder ? undefined : findPulumiProject(dirname(folder));
  const { name, main } = parse(readFileSync(file, "utf8")) ?? {};
  const program = resolve(folder, typeof main === "string" ? main : ".");
  const isFolder = statSync(program, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return { name: String(name), folder, programFolder: isFolder ? program : dirname(program) };
}
