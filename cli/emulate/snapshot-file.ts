import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import type { Snapshot } from "../../emulator/index.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { readJsonFile } from "./read-json-file.ts";

/**
 * The snapshot that a file holds; undefined when there is none yet.
 *
 * @throws ConfigError it cannot be read, is no JSON, or could not be written again: what the emulator knows at its end
 * would be lost then
 */
export async function readSnapshotFile(path: string): Promise<Snapshot | undefined> {
  const value = await readJsonFile(path);
  await writeAside(path, "");
  return value as Snapshot | undefined;
}

/**
 * Puts a snapshot in a file's place, at once or not at all. Nobody else on this machine may read it.
 *
 * @throws ConfigError it cannot be written
 */
export const writeSnapshotFile = (path: string, snapshot: Snapshot): Promise<void> =>
  writeAside(path, JSON.stringify(snapshot));

/** @param text empty: only whether a file can be put there is looked into */
async function writeAside(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await using file = await open(aside, "wx", 0o600);
    if (text === "") return;
    await file.writeFile(text);
    await file.sync();
    await rename(aside, path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${path} cannot be written (${code}).`, { cause });
  } finally {
    await rm(aside, { force: true });
  }
}
