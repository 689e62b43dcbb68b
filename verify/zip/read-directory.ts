import { type Finding, finding } from "../pack-problem.ts";
import type { ZipEntry } from "./zip-entry.ts";

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const IN_ZIP64_16 = 0xffff;
const IN_ZIP64_32 = 0xffffffff;

/** A zip's central directory, and where it begins: everything before it has to belong to an entry. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly start: number;
}

/**
 * Reads the central directory. Strict on purpose: two programs must not see two different archives, so the end record is
 * the very end of the file, without comments, and the directory fills the place before it.
 *
 * @param maxEntries more are refused without reading them
 */
export function readDirectory(zip: Buffer, maxEntries: number): ZipDirectory | Finding {
  const end = zip.length - END_LENGTH;
  if (end < 0 || zip.readUInt32LE(end) !== END_SIGNATURE)
    return finding(
      "not-a-zip",
      "does not end as a zip does: it is cut off, something follows it, or it is no zip.",
    );
  const [disk, directoryDisk, onDisk, count] = [4, 6, 8, 10].map((at) => zip.readUInt16LE(end + at));
  const [length = 0, start = 0] = [12, 16].map((at) => zip.readUInt32LE(end + at));
  if (count === IN_ZIP64_16 || length === IN_ZIP64_32 || start === IN_ZIP64_32) return ZIP64;
  if (disk !== 0 || directoryDisk !== 0 || onDisk !== count || zip.readUInt16LE(end + 20) !== 0)
    return finding("zip-layout", "has an end record that contradicts itself or has a comment.");
  if (count === undefined || count > maxEntries)
    return finding("too-large", `has ${count} entries; at most ${maxEntries} are read.`);
  if (start + length !== end)
    return finding(
      "zip-layout",
      "has bytes before, after or inside of its directory that belong to nothing.",
    );
  const entries = readEntries(zip, start, end, count);
  return "code" in entries ? entries : { entries, start };
}

function readEntries(zip: Buffer, start: number, end: number, count: number): ZipEntry[] | Finding {
  const entries: ZipEntry[] = [];
  let at = start;
  while (at < end) {
    if (at + ENTRY_LENGTH > end || zip.readUInt32LE(at) !== ENTRY_SIGNATURE) return BROKEN;
    const [nameLength = 0, extraLength = 0, commentLength = 0, disk] = [28, 30, 32, 34].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const nameEnd = at + ENTRY_LENGTH + nameLength;
    if (commentLength !== 0 || disk !== 0 || nameEnd + extraLength > end) return BROKEN;
    const rawName = zip.subarray(at + ENTRY_LENGTH, nameEnd);
    entries.push({
      name: rawName.toString("utf8"),
      rawName,
      madeBy: zip.readUInt16LE(at + 4),
      versionNeeded: zip.readUInt16LE(at + 6),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      modified: zip.readUInt32LE(at + 12),
      crc32: zip.readUInt32LE(at + 16),
      packedBytes: zip.readUInt32LE(at + 20),
      bytes: zip.readUInt32LE(at + 24),
      extra: zip.subarray(nameEnd, nameEnd + extraLength),
      internalAttributes: zip.readUInt16LE(at + 36),
      externalAttributes: zip.readUInt32LE(at + 38),
      offset: zip.readUInt32LE(at + 42),
    });
    at = nameEnd + extraLength;
  }
  const usesZip64 = entries.some(({ packedBytes, bytes, offset }) =>
    [packedBytes, bytes, offset].includes(IN_ZIP64_32),
  );
  if (usesZip64) return ZIP64;
  return entries.length === count ? entries : BROKEN;
}

const BROKEN = finding(
  "zip-layout",
  "has a directory that is damaged, has comments, or does not hold as many entries as it says.",
);

/** A pack that is small enough never needs it, and it lets two programs see two archives. */
const ZIP64 = finding("zip-unsupported", "uses zip64, which no pack within the limits needs.");
