import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { ownerIn } from "../schema/urn.ts";

/** What we read of a project's files. */
export interface ProjectFile {
  folder: string;
  /** The backend that the project asks for, if it does. */
  backendUrl: string | undefined;
  /** The folder of the stacks' config files. */
  configFolder: string;
}

/** The Pulumi project that a folder belongs to: the nearest project file above it. */
export function findProject(cwd: string): ProjectFile | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(cwd, name)).find(existsSync);
  if (!file) return dirname(cwd) === cwd ? undefined : findProject(dirname(cwd));
  const { backend, stackConfigDir, config } = parse(readFileSync(file, "utf8")) ?? {};
  const configFolder = stackConfigDir ?? (typeof config === "string" ? config : ".");
  return { folder: cwd, backendUrl: backend?.url, configFolder: resolve(cwd, configFolder) };
}

/**
 * A plain value of a stack's config file. Pulumi gives a delete the config of the last `up` that declared an envelope,
 * not today's, so what a person has just approved there has to be read from the file.
 *
 * @param identity the resource's URN, which names the stack
 * @returns undefined where there is no such file or value, or the value is a secret
 */
export function stackConfigValue(
  identity: string,
  key: string,
  cwd: string = process.cwd(),
): string | undefined {
  const { stack = "" } = ownerIn(identity);
  const folder = findProject(cwd)?.configFolder;
  const file =
    folder && ["yaml", "yml", "json"].map((end) => join(folder, `Pulumi.${stack}.${end}`)).find(existsSync);
  const value: unknown = file && parse(readFileSync(file, "utf8"))?.config?.[key];
  return ["string", "boolean", "number"].includes(typeof value) ? String(value) : undefined;
}
