import { createHash } from "node:crypto";

/** A file of a completion pack. */
export interface PackEntry {
  /** Its path inside the zip. */
  readonly name: string;
  readonly kind: "document" | "attachment" | "signed-offline" | "cover-sheet";
  readonly content: Uint8Array;
  /** Of the content, in hex. */
  readonly sha256: string;
  /** SHA-256 of the upload it was made of, in hex; undefined for what the emulator wrote itself. */
  readonly uploadedSha256?: string;
}

/** An entry with its SHA-256. */
export const packEntry = (entry: Omit<PackEntry, "sha256">): PackEntry => ({
  ...entry,
  sha256: createHash("sha256").update(entry.content).digest("hex"),
});

/** The path, or with a number before its ending the first that no entry has. */
export function freeName(path: string, entries: readonly PackEntry[]): string {
  const taken = new Set(entries.map(({ name }) => name));
  let free = path;
  for (let number = 2; taken.has(free); number += 1) free = path.replace(/(\.\w+)?$/, `-${number}$1`);
  return free;
}
