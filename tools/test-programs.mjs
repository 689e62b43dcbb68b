// @ts-check
/**
 * Gets the programs that tests compare our own results with, where that needs nobody's help: on Debian and its
 * relatives, as root. Elsewhere it says what is missing. It never fails: tests say themselves what they skip, and why.
 *
 * Usage: node tools/test-programs.mjs
 */
import { withProgress } from "./engine/progress.mjs";
import { findExecutable, pathDirectories, runCommand } from "./engine/run-command.mjs";

/** Programs, and the Debian package they are in: poppler reads and draws PDFs, and shares no code with PDFium. */
const PROGRAMS = ["pdftotext", "pdftoppm"];
const PACKAGE = "poppler-utils";

/** A dead network is noticed soon; another apt that is under way is waited for. */
const APT_OPTIONS = [
  "-o",
  "Acquire::Retries=1",
  "-o",
  "Acquire::http::Timeout=20",
  "-o",
  "DPkg::Lock::Timeout=120",
];

/**
 * Sees that the test programs are there.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env its PATH is searched, for apt-get too
 * @param {boolean} options.isRoot whether packages may be installed
 * @param {(message: string) => void} options.log is told what is done, and what is missing; nothing if all is there
 * @returns {Promise<boolean>} whether they are there now
 */
export async function ensureTestPrograms({ env, isRoot, log }) {
  const missing = () => PROGRAMS.filter((name) => findExecutable(name, pathDirectories(env)) === undefined);
  if (missing().length === 0) return true;
  const apt = findExecutable("apt-get", pathDirectories(env));
  let reason = `install ${PACKAGE} to run them`;
  if (apt !== undefined && isRoot) {
    const failure = await withProgress(log, `Installing ${PACKAGE} for the tests`, "5 to 60 s", () =>
      install(apt, env),
    );
    if (failure !== undefined) reason = `apt-get could not install ${PACKAGE}: ${failure}`;
  } else if (apt !== undefined) reason = `'apt-get install ${PACKAGE}' as root lets them run`;
  const left = missing();
  if (left.length > 0) log(`Tests that compare with ${left.join(" and ")} will be skipped; ${reason}.`);
  return left.length === 0;
}

/**
 * @param {string} apt
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} why it failed
 */
async function install(apt, env) {
  const run = (/** @type {string[]} */ ...args) =>
    runCommand(apt, [...APT_OPTIONS, ...args], { env: { ...env, DEBIAN_FRONTEND: "noninteractive" } });
  const packages = ["install", "--yes", "--no-install-recommends", PACKAGE];
  let result = await run(...packages);
  // Images often come without package lists, or with stale ones.
  if (result.code !== 0) {
    await run("update");
    result = await run(...packages);
  }
  if (result.code === 0) return undefined;
  const lastLine = result.stderr.trim().split("\n").at(-1);
  return lastLine || `exit code ${result.code}`;
}

if (import.meta.main) {
  const log = (/** @type {string} */ message) => console.error(message);
  await ensureTestPrograms({ env: process.env, isRoot: process.getuid?.() === 0, log });
}
