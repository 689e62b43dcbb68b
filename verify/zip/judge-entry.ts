import { type PackLimits, SMALL_FILE_BYTES } from "../pack-limits.ts";
import { type Finding, finding } from "../pack-problem.ts";
import { shownName } from "../shown-name.ts";
import { unsafeName } from "./entry-name.ts";
import { DEFLATED, HAS_DESCRIPTOR, NAME_IS_UTF8, STORED, type ZipEntry } from "./zip-entry.ts";

/** How hard the packer tried, which changes nothing. */
const COMPRESSION_LEVEL = 0x0006;
const KNOWN_FLAGS = COMPRESSION_LEVEL | HAS_DESCRIPTOR | NAME_IS_UTF8;
const ENCRYPTED = 0x0001;

/** Versions of the format that have no more than deflate and folders. */
const KNOWN_VERSIONS = new Set([10, 20]);

/** MS-DOS's bits for read-only, hidden, folder and archive. */
const KNOWN_DOS_ATTRIBUTES = 0x33;
const DOS_FOLDER = 0x10;

/** The kind of file in a Unix mode. */
const UNIX_KIND = 0o170000;
const UNIX_FILE = 0o100000;
const UNIX_FOLDER = 0o040000;
const MADE_ON_UNIX = new Set([3, 19]);

/** Folders are entries of their own in some zips: their names end in a slash. */
export const isFolder = ({ name }: ZipEntry): boolean => name.endsWith("/");

/** What is wrong with an entry by what its headers say, before anything is unpacked; undefined when nothing is. */
export function judgeEntry(entry: ZipEntry, limits: PackLimits): Finding | undefined {
  const shown = shownName(entry.name);
  const unsafe = unsafeName(entry.rawName, (entry.flags & NAME_IS_UTF8) !== 0);
  if (unsafe) return finding("unsafe-name", `has an entry whose name ${unsafe}: ${shown}.`);
  if (entry.flags & ENCRYPTED) return finding("zip-unsupported", `has an encrypted entry: ${shown}.`);
  const isKnown =
    (entry.flags & ~KNOWN_FLAGS) === 0 &&
    (entry.method === STORED || entry.method === DEFLATED) &&
    KNOWN_VERSIONS.has(entry.versionNeeded);
  if (!isKnown) return finding("zip-unsupported", `has an entry packed in an unusual way: ${shown}.`);
  if (!isPlain(entry))
    return finding("zip-special-entry", `has an entry that is a link or otherwise no plain file: ${shown}.`);
  if (entry.internalAttributes > 1)
    return finding("zip-layout", `has an entry with attributes that mean nothing: ${shown}.`);
  return judgeSize(entry, limits);
}

function isPlain(entry: ZipEntry): boolean {
  const mode = entry.externalAttributes >>> 16;
  const dos = entry.externalAttributes & 0xffff;
  if (dos & ~KNOWN_DOS_ATTRIBUTES || (dos & DOS_FOLDER && !isFolder(entry))) return false;
  // A mode only counts where the zip was made on Unix, but programs differ in whether they look at that.
  if (mode === 0) return true;
  const kind = mode & UNIX_KIND;
  const isRight = kind === (isFolder(entry) ? UNIX_FOLDER : UNIX_FILE) || kind === 0;
  return MADE_ON_UNIX.has(entry.madeBy >>> 8) && isRight && (mode & 0o7000) === 0;
}

function judgeSize(entry: ZipEntry, { maxFileBytes, maxRatio }: PackLimits): Finding | undefined {
  const { bytes, packedBytes, method } = entry;
  const shown = shownName(entry.name);
  if (bytes > maxFileBytes)
    return finding(
      "too-large",
      `has an entry of ${bytes} bytes; at most ${maxFileBytes} are unpacked: ${shown}.`,
    );
  if (bytes > SMALL_FILE_BYTES && bytes > packedBytes * maxRatio)
    return finding(
      "too-large",
      `has an entry that grows more than ${maxRatio} times, as bombs do: ${shown}.`,
    );
  const isRight = method === STORED ? bytes === packedBytes : packedBytes > 0;
  if (!isRight || (isFolder(entry) && bytes > 0))
    return finding("zip-layout", `has an entry whose sizes contradict each other: ${shown}.`);
  return undefined;
}
