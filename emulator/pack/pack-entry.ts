import { hash } from "node:crypto";

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
  sha256: hash("sha256", entry.content),
});

/** Names that are devices on Windows, whatever their ending. */
const device = /^(con|prn|aux|nul|(com|lpt)\d)(?=\.|$)/i;

/** Windows allows no more in a name, most other systems as many bytes. */
const maxNameBytes = 255;

/**
 * A file's name as it can be inside a zip that is unpacked on any system: no folders, nothing that hides what it is, and
 * short enough for a number to be put in.
 */
export function safeName(name: string): string {
  const plain = name
    .toWellFormed()
    .replace(/[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]/gu, "_")
    .replace(device, "$1_");
  const [, stem = "", ending = ""] = plain.match(/^(.*?)(\.\w{1,9})?$/s) ?? [];
  const letters = [...stem];
  while (Buffer.byteLength(letters.join("") + ending) > maxNameBytes - 8) letters.pop();
  return letters.join("") + ending;
}

/** The path, or with a number before its ending the first that no entry has, in capitals or not. */
export function freeName(path: string, entries: readonly PackEntry[]): string {
  const taken = new Set(entries.map(({ name }) => folded(name)));
  let free = path;
  for (let number = 2; taken.has(folded(free)); number += 1) free = path.replace(/(\.\w+)?$/, `-${number}$1`);
  return free;
}

/** What is the same for two names that some file system takes for one. */
const folded = (name: string): string => name.normalize("NFC").toLowerCase();
