// @ts-check
import os from "node:os";
import path from "node:path";
import { buildFromSource, builtDirectory, builtInCache, pinnedVersion } from "./build-from-source.mjs";
import { checkEngine } from "./check-engine.mjs";
import { installOfficial, officialInCache } from "./install-official.mjs";
import { withLock } from "./lock.mjs";
import { findExecutable, pathDirectories } from "./run-command.mjs";

/** @import { Engine } from "./check-engine.mjs" */

/**
 * The oldest installed Pulumi that will do. Before it, `pulumi refresh --run-program`, which renews exported
 * addresses of signed documents, could run for ever or leave a state that does not load (Pulumi's changelog,
 * 3.169 to 3.207).
 */
const MINIMUM_VERSION = "3.207.0";

/**
 * Finds a Pulumi engine that can run this project's programs, or gets one: the `pulumi` on PATH when it is
 * recent enough and complete, else the one in the cache, else the official installer's, else one built from
 * source. Several processes may call it at the same time; one does the work and the others wait.
 *
 * The cache is `YOTISIGN_CACHE`, else `pulumi-yotisign` in `XDG_CACHE_HOME`, else in `~/.cache`; it can be
 * deleted at any time.
 *
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] default: this process's
 * @param {string} [options.installerHost] asked before the official installer is tried
 * @param {(message: string) => void} [options.log] gets sentences about what takes time; default: standard error
 * @returns {Promise<Engine>}
 * @throws {Error} when all ways are closed; the message says what each of them lacks
 */
export async function ensureEngine({
  env = process.env,
  installerHost = "https://get.pulumi.com",
  log = (message) => console.error(message),
} = {}) {
  const onPath = await engineOnPath(env);
  if ("engine" in onPath) return onPath.engine;
  const cache = cacheDirectory(env);
  const platform = `${process.platform}-${process.arch}`;
  const version = pinnedVersion();
  const official = { directory: path.join(cache, "official", `v${version}-${platform}`), version, env };
  const inCache = async () => {
    const installed = await officialInCache(official);
    if ("engine" in installed) return installed.engine;
    const built = await builtInCache({ directory: builtDirectory(cache, platform), env });
    return "engine" in built ? built.engine : undefined;
  };
  const ready = await inCache();
  if (ready !== undefined) return ready;

  return withLock(
    path.join(cache, "lock"),
    async () => {
      const readyNow = await inCache();
      if (readyNow !== undefined) return readyNow;
      const installed = await installOfficial({ ...official, host: installerHost, log });
      if ("engine" in installed) return installed.engine;
      const built = await buildFromSource({ cache, platform, env, log });
      if ("engine" in built) return built.engine;
      throw new Error(
        [
          "No Pulumi engine can be had here. There are three ways to one; each lacks something:",
          `  1. Pulumi ${MINIMUM_VERSION} or newer on PATH: ${onPath.lacks}.`,
          `  2. Pulumi's official installer: ${installed.lacks}.`,
          `  3. Building it from its Go module: ${built.lacks}.`,
          "Open any one of them and run this again.",
        ].join("\n"),
      );
    },
    log,
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ engine: Engine } | { lacks: string }>}
 */
async function engineOnPath(env) {
  const directories = pathDirectories(env);
  const command = findExecutable("pulumi", directories);
  if (command === undefined) return { lacks: "there is no 'pulumi' on PATH" };
  return checkEngine(command, { source: "path", env, minimum: MINIMUM_VERSION, alsoIn: directories });
}

/** Where built and downloaded programs are kept. @param {NodeJS.ProcessEnv} env */
export function cacheDirectory(env) {
  if (env.YOTISIGN_CACHE) return path.resolve(env.YOTISIGN_CACHE);
  return path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "pulumi-yotisign");
}
