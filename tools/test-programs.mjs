// @ts-check
/**
 * Gets the programs that tests compare our own results with, where that needs nobody's help: on Debian and its
 * relatives, as root. Elsewhere it says what is missing. It never fails: tests say themselves what they skip, and why.
 *
 * Usage: node tools/test-programs.mjs
 */
import { withProgress } from "./engine/progress.mjs";
import { findExecutable, pathDirectories, runCommand } from "./engine/run-command.mjs";

/** Debian packages, and the programs of each: other people's readers of what we make, and a browser. */
const PACKAGES = {
  // Reads, draws and checks PDFs, and shares no code with PDFium.
  "poppler-utils": ["pdftotext", "pdftoppm", "pdfsig"],
  "libnss3-tools": ["certutil"],
  xmlsec1: ["xmlsec1"],
  openssl: ["openssl"],
  curl: ["curl"],
  chromium: ["chromium"],
  // Reads shell scripts; GPL, and only run.
  shellcheck: ["shellcheck"],
};
const LIBRARY = "python3-requests";

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
  const isMissing = (/** @type {string} */ name) => findExecutable(name, pathDirectories(env)) === undefined;
  const missing = () => Object.entries(PACKAGES).filter(([, programs]) => programs.some(isMissing));
  const packages = missing().map(([name]) => name);
  if (packages.length === 0) return true;
  const names = packages.join(" ");
  const apt = findExecutable("apt-get", pathDirectories(env));
  let reason = `install ${names} to run them`;
  if (apt !== undefined && isRoot) {
    const failure = await withProgress(log, `Installing ${names} for the tests`, "5 to 90 s", () =>
      install(apt, env, packages),
    );
    if (failure !== undefined) reason = `apt-get could not install all of it: ${failure}`;
  } else if (apt !== undefined) reason = `'apt-get install ${names}' as root lets them run`;
  const left = missing().flatMap(([, programs]) => programs.filter(isMissing));
  if (left.length > 0) log(`Tests that need ${left.join(", ")} will be skipped; ${reason}.`);
  return left.length === 0;
}

/**
 * @param {string} apt
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} packages
 * @returns {Promise<string | undefined>} why it failed
 */
async function install(apt, env, packages) {
  const run = (/** @type {string[]} */ ...args) =>
    runCommand(apt, [...APT_OPTIONS, ...args], { env: { ...env, DEBIAN_FRONTEND: "noninteractive" } });
  const get = (/** @type {string[]} */ ...names) =>
    run("install", "--yes", "--no-install-recommends", ...names);
  // A library, which no program tells of: it comes along.
  let result = await get(...packages, LIBRARY);
  if (result.code === 0) return undefined;
  // Images often come without package lists, or with stale ones.
  await run("update");
  result = await get(...packages, LIBRARY);
  if (result.code === 0) return undefined;
  const lastLine = result.stderr.trim().split("\n").at(-1);
  // One that is not to be had must not keep the others away.
  for (const name of [...packages, LIBRARY]) await get(name);
  return lastLine || `exit code ${result.code}`;
}

if (import.meta.main) {
  const log = (/** @type {string} */ message) => console.error(message);
  await ensureTestPrograms({ env: process.env, isRoot: process.getuid?.() === 0, log });
}
