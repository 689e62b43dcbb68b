// @ts-check
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 500;
const HEARTBEAT_MS = 5_000;
/** An owner that shows no sign of life for so long has gone, even if another process has its number now. */
const GIVE_UP_MS = 60_000;

/**
 * Runs `work` while no other process holds the lock at `lockPath`, and gives the lock back however it ends.
 * A lock whose owner has died is taken over.
 *
 * The lock is a directory that holds one file, named after its owner. It is taken by renaming a prepared
 * directory to its place, which fails while the place is a directory with something in it; a dead owner's
 * file is removed by its own name, so nobody can remove a living owner's by mistake.
 *
 * @template T
 * @param {string} lockPath its parent directory is created when absent
 * @param {() => Promise<T>} work must not block the event loop for more than a minute
 * @param {(message: string) => void} [onWait] is told once, in a sentence, when another process has to be waited for
 * @returns {Promise<T>} what `work` returned
 */
export async function withLock(lockPath, work, onWait = () => {}) {
  const owner = `${process.pid}@${os.hostname()}@${randomUUID()}`;
  await acquire(lockPath, owner, onWait);
  const ownFile = path.join(lockPath, owner);
  const heartbeat = setInterval(() => {
    const now = new Date();
    fs.utimes(ownFile, now, now, () => {});
  }, HEARTBEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(ownFile, { force: true });
  }
}

/**
 * @param {string} lockPath
 * @param {string} owner
 * @param {(message: string) => void} onWait
 */
async function acquire(lockPath, owner, onWait) {
  let told = false;
  let sign = "";
  let silentSince = performance.now();
  while (!take(lockPath, owner)) {
    const holder = holderOf(lockPath);
    if (holder === undefined) continue;
    if (holder.sign !== sign) {
      sign = holder.sign;
      silentSince = performance.now();
    }
    if (!isAlive(holder.name) || performance.now() - silentSince > GIVE_UP_MS) {
      fs.rmSync(path.join(lockPath, holder.name), { force: true });
      continue;
    }
    if (!told) onWait(`Waiting for process ${holder.name.split("@")[0]}, which is at the same work.`);
    told = true;
    await pause(POLL_MS);
  }
}

/**
 * @param {string} lockPath
 * @param {string} owner
 * @returns {boolean} whether the lock is now the owner's
 */
function take(lockPath, owner) {
  const prepared = `${lockPath}.${owner}`;
  fs.mkdirSync(prepared, { recursive: true });
  try {
    fs.writeFileSync(path.join(prepared, owner), "");
    // Windows does not rename onto an empty directory; one that is not empty refuses to be removed.
    removeIfEmpty(lockPath);
    fs.renameSync(prepared, lockPath);
    return true;
  } catch (error) {
    fs.rmSync(prepared, { recursive: true, force: true });
    if (isTaken(error)) return false;
    throw error;
  }
}

/** @param {string} directory */
function removeIfEmpty(directory) {
  try {
    fs.rmdirSync(directory);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && !isTaken(error)) throw error;
  }
}

/** @param {unknown} error */
function isTaken(error) {
  const code = codeOf(error);
  return code === "ENOTEMPTY" || code === "EEXIST" || (code === "EPERM" && process.platform === "win32");
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code ?? "";
}

/**
 * @param {string} lockPath
 * @returns {{ name: string, sign: string } | undefined} undefined when it was given back meanwhile
 */
function holderOf(lockPath) {
  try {
    const [name] = fs.readdirSync(lockPath);
    if (name === undefined) return undefined;
    return { name, sign: `${name} ${fs.statSync(path.join(lockPath, name)).mtimeMs}` };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** @param {string} owner `pid@hostname@random` */
function isAlive(owner) {
  const [pid, hostname] = owner.split("@");
  if (hostname !== os.hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
