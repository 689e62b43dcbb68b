// @ts-check
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { checkEngine } from "./check-engine.mjs";
import { withProgress } from "./progress.mjs";

/** @import { Engine } from "./check-engine.mjs" */

/** How long the installer's host may take to answer before this way counts as closed. */
const PROBE_MS = 3_000;

/**
 * Looks for an engine that `installOfficial` put in the cache earlier.
 * @param {{ directory: string, version: string, env: NodeJS.ProcessEnv }} options directory: of this way and version
 * @returns {Promise<{ engine: Engine } | { lacks: string }>}
 */
export async function officialInCache({ directory, version, env }) {
  const command = path.join(directory, "bin", process.platform === "win32" ? "pulumi.exe" : "pulumi");
  return checkEngine(command, { source: "installer", env, minimum: version });
}

/**
 * Downloads Pulumi's own bundle with the installer that the Automation API knows.
 * @param {object} options
 * @param {string} options.directory where the bundle goes
 * @param {string} options.version which one
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.host address asked first, so that a machine without that network loses seconds only
 * @param {(message: string) => void} options.log
 * @returns {Promise<{ engine: Engine } | { lacks: string }>}
 */
export async function installOfficial({ directory, version, env, host, log }) {
  try {
    await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) });
  } catch (error) {
    return { lacks: `${host} cannot be reached (${reasonOf(error)})` };
  }
  const unfinished = `${directory}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  try {
    await withProgress(
      log,
      `Downloading Pulumi ${version} with the official installer`,
      "1 to 3 minutes",
      () => install(unfinished, version),
    );
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    return { lacks: `the installer failed (${reasonOf(error)})` };
  }
  fs.rmSync(directory, { recursive: true, force: true });
  fs.renameSync(unfinished, directory);
  return officialInCache({ directory, version, env });
}

/**
 * @param {string} root
 * @param {string} version
 */
async function install(root, version) {
  // Loaded here only: it takes a second, and the other ways do without it.
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  const fromPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
  const { SemVer } = fromPulumi("semver");
  await PulumiCommand.install({ root, version: new SemVer(version) });
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${PROBE_MS / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
