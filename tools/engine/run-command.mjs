// @ts-check
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/**
 * Runs a program to its end and collects what it prints.
 * @param {string} command absolute path
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string, timeoutSeconds?: number }} options default: no time limit
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} code is null when it could not be
 *   started (stderr then says why), was ended by a signal or ran out of time
 */
export function runCommand(command, args, { env, cwd, timeoutSeconds = 0 }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env,
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      // Not the option `timeout`: its timer keeps the process alive when the command cannot be started.
      signal: timeoutSeconds > 0 ? AbortSignal.timeout(timeoutSeconds * 1000) : undefined,
      // A Windows command script needs a shell to run it.
      shell: /\.(cmd|bat)$/i.test(command),
    });
    const printed = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      printed.stderr += text;
    });
    child.once("error", (error) => resolve({ code: null, ...printed, stderr: error.message }));
    child.once("close", (code) => resolve({ code, ...printed }));
  });
}

/**
 * Finds an executable as a shell would.
 * @param {string} name without the extension that Windows wants
 * @param {string[]} directories in order of preference
 * @returns {string | undefined} absolute path
 */
export function findExecutable(name, directories) {
  const extensions = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  for (const directory of directories) {
    for (const extension of extensions) {
      const file = path.resolve(directory, name + extension);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/**
 * The directories named by an environment's PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function pathDirectories(env) {
  // On Windows the variable is usually spelt "Path", and a copy of the environment is case-sensitive.
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return (env[name] ?? "").split(path.delimiter).filter((directory) => directory !== "");
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
