import type { DatabaseSync } from "node:sqlite";

const pause = 50;
const patience = 10_000;
/** By SQLite's list of result codes: another connection has a lock. The upper bits say which. */
const busy = 5;

/**
 * Lets a journal's file be read while it is written to. The first who opens it switches it over, for which it turns a lock
 * for reading into one for writing; there SQLite does not wait for others, whatever its timeout says.
 *
 * @param database with a timeout of 0, since all waiting is done here
 * @param wait for so many milliseconds, blocking
 * @throws what SQLite says; that it is locked, after ten seconds
 */
export function useWriteAhead(database: DatabaseSync, wait: (milliseconds: number) => void = block): void {
  for (let left = patience; ; left -= pause)
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (left <= 0 || ((error as { errcode?: number }).errcode ?? 0) % 256 !== busy) throw error;
      wait(pause);
    }
}

function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
