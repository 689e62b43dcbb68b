// @ts-check
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { checkEngine } from "./check-engine.mjs";
import { withProgress } from "./progress.mjs";
import { findExecutable, pathDirectories, runCommand } from "./run-command.mjs";

/** @import { Engine } from "./check-engine.mjs" */

const HERE = import.meta.dirname;
const MODULE = path.join(HERE, "cli");
const SHIMS = path.join(HERE, "shims");
const LANGUAGE_HOST = "language-host.mjs";
const NODE_MODULES = path.resolve(HERE, "../../node_modules");
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3";

/**
 * The version that the Go module in `cli/` builds; the official installer is asked for the same.
 * @returns {string} three numbers with dots
 */
export function pinnedVersion() {
  const version = new RegExp(`${PACKAGE} v(\\S+)`).exec(
    fs.readFileSync(path.join(MODULE, "go.mod"), "utf8"),
  )?.[1];
  if (version === undefined) throw new Error(`${path.join(MODULE, "go.mod")} does not require ${PACKAGE}.`);
  return version;
}

/**
 * Where an engine built by this checkout lies in the cache: other files beside the CLI make another directory.
 * @param {string} cache
 * @param {string} platform such as `linux-x64`
 * @returns {string}
 */
export function builtDirectory(cache, platform) {
  const hash = createHash("sha256").update(NODE_MODULES);
  for (const file of shimFiles()) hash.update(path.basename(file)).update(fs.readFileSync(file));
  return path.join(cache, "built", `v${pinnedVersion()}-${platform}-${hash.digest("hex").slice(0, 12)}`);
}

/**
 * Looks for an engine that `buildFromSource` put in the cache earlier, whole and in working order.
 * @param {{ directory: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ engine: Engine } | { lacks: string }>}
 */
export async function builtInCache({ directory, env }) {
  const missing = [LANGUAGE_HOST, "node_modules"].filter(
    (name) => !fs.existsSync(path.join(directory, name)),
  );
  if (missing.length > 0) return { lacks: `${directory} has no ${missing.join(" and no ")}` };
  return checkEngine(path.join(directory, "pulumi"), {
    source: "built",
    env,
    minimum: pinnedVersion(),
    companions: fs.readdirSync(SHIMS),
  });
}

/**
 * Builds the CLI from its Go module, unless the cache has it, and puts the programs beside it that it needs
 * to run Node.js programs, dynamic providers and policy packs.
 * @param {object} options
 * @param {string} options.cache
 * @param {string} options.platform such as `linux-x64`
 * @param {NodeJS.ProcessEnv} options.env
 * @param {(message: string) => void} options.log
 * @returns {Promise<{ engine: Engine } | { lacks: string }>}
 */
export async function buildFromSource({ cache, platform, env, log }) {
  if (process.platform === "win32") return { lacks: "building it is not supported on Windows" };
  const cli = await ensureCli({ cache, platform, env, log });
  if ("lacks" in cli) return cli;
  const directory = builtDirectory(cache, platform);
  const unfinished = startDirectory(directory);
  linkOrCopy(cli.file, path.join(unfinished, "pulumi"));
  for (const file of shimFiles()) {
    const copy = path.join(unfinished, path.basename(file));
    fs.copyFileSync(file, copy);
    fs.chmodSync(copy, 0o755);
  }
  // Where the language host finds @pulumi/pulumi's message classes, whatever the program's directory.
  fs.symlinkSync(NODE_MODULES, path.join(unfinished, "node_modules"));
  finishDirectory(unfinished, directory);
  return builtInCache({ directory, env });
}

/**
 * Not a symbolic link: Pulumi looks for its companions beside the file that one leads to.
 * @param {string} file
 * @param {string} target
 */
function linkOrCopy(file, target) {
  try {
    fs.linkSync(file, target);
  } catch {
    // Some file systems have no hard links.
    fs.copyFileSync(file, target);
  }
}

function shimFiles() {
  const shims = fs.readdirSync(SHIMS).sort();
  return [...shims.map((name) => path.join(SHIMS, name)), path.join(HERE, LANGUAGE_HOST)];
}

/**
 * @param {{ cache: string, platform: string, env: NodeJS.ProcessEnv, log: (message: string) => void }} options
 * @returns {Promise<{ file: string } | { lacks: string }>}
 */
async function ensureCli({ cache, platform, env, log }) {
  const version = pinnedVersion();
  const sums = createHash("sha256");
  for (const name of ["go.mod", "go.sum"]) sums.update(fs.readFileSync(path.join(MODULE, name)));
  const key = `v${version}-${platform}-${sums.digest("hex").slice(0, 12)}`;
  const directory = path.join(cache, "cli", key);
  const file = path.join(directory, "pulumi");
  const check = { source: /** @type {const} */ ("built"), env, minimum: version, companions: [] };
  if (fs.existsSync(file) && "engine" in (await checkEngine(file, check))) return { file };

  const go = findExecutable("go", pathDirectories(env));
  if (go === undefined) return { lacks: `there is no 'go' on PATH (${goRequirement()})` };
  const buildEnv = { ...env, CGO_ENABLED: "0", GOWORK: "off" };
  // Asked in the module's directory, where Go checks itself against the version that go.mod wants.
  const found = await runCommand(go, ["version"], { env: buildEnv, cwd: MODULE });
  if (found.code !== 0)
    return { lacks: `${go} cannot be used (${goRequirement()}): ${lastLines(found.stderr)}` };

  const unfinished = startDirectory(directory);
  const built = await withProgress(
    log,
    `Building the Pulumi CLI ${version} from its Go module, once for this machine`,
    "4 to 8 minutes",
    () =>
      runCommand(go, buildArguments(version, path.join(unfinished, "pulumi")), {
        env: buildEnv,
        cwd: MODULE,
      }),
  );
  if (built.code !== 0) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    return { lacks: `'go build' failed: ${lastLines(built.stderr)}` };
  }
  finishDirectory(unfinished, directory);
  const result = await checkEngine(file, check);
  return "engine" in result ? { file } : result;
}

/**
 * @param {string} version
 * @param {string} output
 */
function buildArguments(version, output) {
  const stamp = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", `-s -w -X ${stamp}`];
  return ["build", ...flags, "-o", output, `${PACKAGE}/cmd/pulumi`];
}

function goRequirement() {
  const version = /^go (\S+)/m.exec(fs.readFileSync(path.join(MODULE, "go.mod"), "utf8"))?.[1];
  return `Go ${version} or newer is needed`;
}

/**
 * Makes an empty directory beside the one to be made; what an interrupted run left of it goes.
 * @param {string} directory
 */
function startDirectory(directory) {
  const unfinished = `${directory}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { recursive: true });
  return unfinished;
}

/**
 * @param {string} unfinished
 * @param {string} directory
 */
function finishDirectory(unfinished, directory) {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.renameSync(unfinished, directory);
}

/** @param {string} text */
function lastLines(text) {
  return text.trim().split("\n").slice(-8).join("\n     ");
}
