import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Project } from "../project.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** The Pulumi project that the folder belongs to. */
export function checkProject(project: Project | undefined, cwd: string): Check {
  return project
    ? ok("project", `${project.name} (${project.file})`)
    : fail(
        "project",
        `There is no Pulumi.yaml in ${cwd} or above it.`,
        "Run this in a Pulumi project, or set --cwd.",
      );
}

/** The packages that the program imports and Pulumi loads, looked up as they are: from the program's folder. */
export function checkPackages(folder: string): Check[] {
  return [checkOwnPackage(folder), checkSdk(folder)];
}

function checkOwnPackage(folder: string): Check {
  const [check, name] = ["package", "pulumi-yotisign"];
  // What Pulumi loads for every envelope, by the text in its state.
  const found = resolved(folder, `${name}/provider`);
  if (!found) return fail(check, notFound(name, folder), `Run \`npm install ${name}\` there.`);
  const version = versionFor(found, name);
  const own = versionFor(import.meta.filename, name);
  if (version === own) return ok(check, `${name} ${version}`);
  return warn(
    check,
    `The program in ${folder} loads ${name} ${version}, and this is the command of ${own}.`,
    "Run the program's own: `npx yotisign` in its folder.",
  );
}

function checkSdk(folder: string): Check {
  const [check, name] = ["pulumi-sdk", "@pulumi/pulumi"];
  const found = resolved(folder, name);
  if (!found) return fail(check, notFound(name, folder), `Run \`npm install ${name}\` there.`);
  return ok(check, `${name} ${versionFor(found, name)}`);
}

const notFound = (name: string, folder: string): string =>
  `A program in ${folder} would not find the package ${name}.`;

function resolved(folder: string, specifier: string): string | undefined {
  try {
    return createRequire(join(folder, "index.js")).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** The version of the package that a file belongs to. */
function versionFor(file: string, name: string): string {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (manifest.name === name) return manifest.version;
    } catch {
      // Most folders have none.
    }
  }
  return "of unknown version";
}
