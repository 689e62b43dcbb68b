import { DEFAULT_LIMITS, type PackLimits } from "../pack-limits.ts";
import { type Finding, finding } from "../pack-problem.ts";
import { shownName } from "../shown-name.ts";
import { collidingName } from "./entry-name.ts";
import { isFolder, judgeEntry } from "./judge-entry.ts";
import { placeEntries } from "./place-entries.ts";
import { readDirectory } from "./read-directory.ts";
import { unpackEntry } from "./unpack-entry.ts";
import type { ZipEntry } from "./zip-entry.ts";

/** What is in a zip. */
export interface ZipReading {
  /** Files in the order of the directory; without `content` what was packed is not what the headers say. */
  readonly files: readonly { readonly name: string; readonly content: Buffer | undefined }[];
}

/**
 * Unpacks a zip that may be made to do harm. Nothing is unpacked before all headers are judged; see `docs/verifying.md`
 * for what is refused.
 *
 * @returns one finding when the zip as a whole is refused
 */
export function readZip(archive: Uint8Array, limits: Partial<PackLimits> = {}): ZipReading | Finding {
  const all: PackLimits = { ...DEFAULT_LIMITS, ...limits };
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  if (zip.length > all.maxZipBytes)
    return finding("too-large", `has ${zip.length} bytes; at most ${all.maxZipBytes} are read.`);
  const directory = readDirectory(zip, all.maxEntries);
  if ("code" in directory) return directory;
  const entries = placeEntries(zip, directory);
  if ("code" in entries) return entries;
  for (const entry of entries) {
    const problem = judgeEntry(entry, all);
    if (problem) return problem;
  }
  const problem = judgeTogether(entries, all);
  if (problem) return problem;
  return {
    files: entries
      .filter((entry) => !isFolder(entry))
      .map((entry) => ({ name: entry.name, content: unpackEntry(zip, entry) })),
  };
}

function judgeTogether(entries: readonly ZipEntry[], { maxTotalBytes }: PackLimits): Finding | undefined {
  const colliding = collidingName(entries.map(({ name }) => name));
  if (colliding !== undefined)
    return finding(
      "colliding-names",
      `has two entries that are one file on some systems: ${shownName(colliding)}.`,
    );
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > maxTotalBytes)
    return finding("too-large", `has ${total} bytes unpacked; at most ${maxTotalBytes} are.`);
  // One program writes a pack in one go. Whatever differs here was changed later, and no reader would notice.
  const files = entries.filter((entry) => !isFolder(entry));
  const kinds = new Set(files.map(({ madeBy, externalAttributes }) => `${madeBy} ${externalAttributes}`));
  return kinds.size <= 1
    ? undefined
    : finding("zip-headers-differ", "has entries that were not all written by one program.");
}
