// @ts-check
import fs from "node:fs";
import path from "node:path";
import { findExecutable, runCommand } from "./run-command.mjs";
import { isAtLeast, parseVersion } from "./version.mjs";

/**
 * A Pulumi CLI that can run this project's programs.
 * @typedef {object} Engine
 * @property {string} command absolute path of `pulumi`
 * @property {string} binDir its directory, to be put first on PATH
 * @property {string} version three numbers with dots
 * @property {"path" | "installer" | "built"} source how this machine came by it
 */

/** What Pulumi starts to run a program in Node.js, and to run dynamic providers. */
const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/**
 * Starts a `pulumi` once and looks for the programs it needs beside it, to tell whether it is fit for use.
 * @param {string} command absolute path of `pulumi`
 * @param {object} options
 * @param {Engine["source"]} options.source is copied to the result
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.minimum oldest version that will do
 * @param {string[]} [options.companions] executables to look for; default: those that every Node.js program needs
 * @param {string[]} [options.alsoIn] directories to look for them in, before the one where `pulumi` really lies
 * @returns {Promise<{ engine: Engine } | { lacks: string }>} `lacks` is half a sentence that names the file
 */
export async function checkEngine(command, { source, env, minimum, companions = COMPANIONS, alsoIn = [] }) {
  const { code, stdout, stderr } = await runCommand(command, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutSeconds: 30,
  });
  const version = parseVersion(stdout);
  if (code !== 0 || version === undefined) {
    return { lacks: `${command} does not answer 'pulumi version'${stderr ? `: ${stderr.trim()}` : ""}` };
  }
  if (!isAtLeast(version, minimum))
    return { lacks: `${command} is version ${version}, older than ${minimum}` };
  const directories = [...alsoIn, path.dirname(fs.realpathSync(command))];
  const missing = companions.filter((name) => findExecutable(name, directories) === undefined);
  if (missing.length > 0) return { lacks: `${command} comes without ${missing.join(" and ")}` };
  return { engine: { command, binDir: path.dirname(command), version, source } };
}
