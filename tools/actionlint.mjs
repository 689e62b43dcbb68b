// @ts-check
/**
 * Gets actionlint, which reads GitHub workflows as GitHub does: built from its Go module (MIT), once for this machine.
 *
 * Usage: node tools/actionlint.mjs
 */
import fs from "node:fs";
import path from "node:path";
import { cacheDirectory } from "./engine/ensure-engine.mjs";
import { withLock } from "./engine/lock.mjs";
import { withProgress } from "./engine/progress.mjs";
import { findExecutable, pathDirectories, runCommand } from "./engine/run-command.mjs";

const VERSION = "1.7.12";
const PACKAGE = `github.com/rhysd/actionlint/cmd/actionlint@v${VERSION}`;
const NAME = process.platform === "win32" ? "actionlint.exe" : "actionlint";

/**
 * Sees that actionlint is there.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env its PATH is searched for Go; names the cache
 * @param {(message: string) => void} options.log is told what takes time
 * @returns {Promise<{ file: string } | { lacks: string }>} where it is, or why it is not
 */
export async function ensureActionlint({ env, log }) {
  const directory = path.join(
    cacheDirectory(env),
    "actionlint",
    `v${VERSION}-${process.platform}-${process.arch}`,
  );
  const file = path.join(directory, NAME);
  if (fs.existsSync(file)) return { file };
  const go = findExecutable("go", pathDirectories(env));
  if (go === undefined) return { lacks: `there is no 'go' on PATH to build actionlint ${VERSION} with` };
  return withLock(path.join(cacheDirectory(env), "actionlint.lock"), async () => {
    if (fs.existsSync(file)) return { file };
    const unfinished = `${directory}.unfinished`;
    const built = await withProgress(
      log,
      `Building actionlint ${VERSION} from its Go module`,
      "10 to 60 s",
      () =>
        runCommand(go, ["install", PACKAGE], {
          env: { ...env, GOBIN: unfinished, GOFLAGS: "", CGO_ENABLED: "0" },
          timeoutSeconds: 300,
        }),
    );
    if (built.code !== 0)
      return { lacks: `'go install ${PACKAGE}' failed: ${built.stderr.trim().split("\n").at(-1)}` };
    fs.rmSync(directory, { recursive: true, force: true });
    fs.renameSync(unfinished, directory);
    return { file };
  });
}

if (import.meta.main) {
  const found = await ensureActionlint({ env: process.env, log: (message) => console.error(message) });
  if ("lacks" in found) console.error(`Workflows will not be checked: ${found.lacks}.`);
}
