// @ts-check
/**
 * Makes a fresh clone ready to run: the npm packages, `dist/` and a Pulumi engine, each only when it is missing
 * or out of date. npm runs it before `npm start` and `npm test`, with whatever Node the machine has, so it uses
 * nothing but Node 20's own modules; what comes after the packages runs on the Node they bring.
 *
 * Usage: node tools/setup.mjs [--no-build] [--no-engine] [--test-programs]
 * With --test-programs, programs that only tests use are installed too where that is possible; tests do without them.
 * Several processes may run it at the same time; one does the work and the others wait.
 */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./engine/lock.mjs";

/** What this script needs to run itself, and what the project needs. */
const OWN_MAJOR = 20;
const PROJECT_MAJOR = 24;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NODE_MODULES = path.join(ROOT, "node_modules");
const isWindows = process.platform === "win32";

class SetupError extends Error {}

/** @param {string} message */
function say(message) {
  console.error(message);
}

/**
 * Runs a command in the project's directory. What it prints goes where our own messages go, so that nobody
 * takes it for the output of the command that setting up was for.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean, quiet?: boolean }} [options]
 * @returns {Promise<boolean>} whether it ended with exit code 0
 */
function succeeds(command, args, { env = process.env, shell = false, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env,
      shell,
      stdio: ["inherit", quiet ? "ignore" : 2, 2],
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0));
  });
}

/**
 * Runs npm with the machine's own Node: npm may replace the one in node_modules.
 * @param {...string} args
 */
function npm(...args) {
  const bin = path.join("node_modules", ".bin");
  const env = { ...process.env };
  for (const name of Object.keys(env).filter((key) => key.toUpperCase() === "PATH")) {
    const directories = (env[name] ?? "").split(path.delimiter);
    env[name] = directories
      .filter((directory) => !path.normalize(directory).endsWith(bin))
      .join(path.delimiter);
  }
  return succeeds("npm", args, { env, shell: isWindows });
}

/** @param {string} file */
function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Compares package-lock.json with the list of what is installed, which npm writes when an installation is whole.
 * @returns {boolean}
 */
function packagesAreInstalled() {
  const wanted = packagesIn(path.join(ROOT, "package-lock.json"));
  const installed = packagesIn(path.join(NODE_MODULES, ".package-lock.json"));
  if (wanted === undefined || installed === undefined) return false;
  for (const [name, { version, integrity, link, optional }] of Object.entries(wanted)) {
    if (!name.startsWith("node_modules/")) continue;
    const mine = installed[name];
    // Packages for other platforms are optional and absent.
    if (mine === undefined && optional) continue;
    if (mine?.version !== version || mine?.integrity !== integrity || mine?.link !== link) return false;
  }
  return true;
}

/** @returns {string} the executable of the npm package `node` */
function packagedNode() {
  return path.join(NODE_MODULES, "node", "bin", isWindows ? "node.exe" : "node");
}

/** @param {string} node */
function isRecentEnough(node) {
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)\./.exec(stdout ?? "")?.[1]) >= PROJECT_MAJOR;
}

/** @returns {Promise<string>} a Node that can run the project */
async function projectNode() {
  if (isRecentEnough(packagedNode())) return packagedNode();
  say(`The npm package 'node' is installed but does not run; setting it up again (usually 10 to 30 s) ...`);
  await npm("rebuild", "node", "--loglevel=error");
  if (isRecentEnough(packagedNode())) return packagedNode();
  if (isRecentEnough(process.execPath)) {
    say(`It still does not run; going on with ${process.execPath} ${process.version}.`);
    return process.execPath;
  }
  throw new SetupError(
    `This project needs Node ${PROJECT_MAJOR}; here is ${process.version}, and ${packagedNode()} does not run. ` +
      "Its package 'node' puts it there with an install script: see that npm may run it " +
      "('npm config get ignore-scripts' must be false) and can download, then 'npm rebuild node'; " +
      `or install Node ${PROJECT_MAJOR} yourself.`,
  );
}

async function installPackages() {
  say("Installing the npm packages (usually 10 to 60 s) ...");
  if (!(await npm("ci", "--loglevel=error")))
    throw new SetupError("'npm ci' failed; what it printed above should say why.");
}

async function setUp() {
  if (Number(process.versions.node.split(".")[0]) < OWN_MAJOR) {
    throw new SetupError(
      `Node ${OWN_MAJOR} or newer is needed to set this project up; here is ${process.version}.`,
    );
  }
  const node = await withLock(
    path.join(ROOT, ".cache", "setup.lock"),
    async () => {
      if (!packagesAreInstalled()) await installPackages();
      return projectNode();
    },
    say,
  );
  const skips = (/** @type {string} */ part) => process.argv.includes(`--no-${part}`);
  if (!skips("build") && !(await succeeds(node, ["tools/build.mjs", "--if-needed"]))) {
    throw new SetupError("The build failed; see above.");
  }
  if (!skips("engine") && !(await succeeds(node, ["tools/engine/main.mjs"], { quiet: true }))) {
    throw new SetupError("There is no Pulumi engine to run programs with; see above.");
  }
  if (process.argv.includes("--test-programs")) {
    await succeeds(node, ["tools/test-programs.mjs"]);
    await succeeds(node, ["tools/actionlint.mjs"]);
  }
}

try {
  await setUp();
} catch (error) {
  say(error instanceof SetupError ? error.message : String(error));
  process.exitCode = 1;
}
