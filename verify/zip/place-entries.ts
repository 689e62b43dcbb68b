import { type Finding, finding } from "../pack-problem.ts";
import { shownName } from "../shown-name.ts";
import type { ZipDirectory } from "./read-directory.ts";
import { HAS_DESCRIPTOR, type PlacedEntry, type ZipEntry } from "./zip-entry.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;

/**
 * Finds the content of each entry. The entries must fill the zip up to the directory, one behind the other: nothing can
 * be hidden between them, and none can be counted twice, which is how small bombs become large ones. Each local header
 * must say what the directory says.
 */
export function placeEntries(zip: Buffer, { entries, start }: ZipDirectory): PlacedEntry[] | Finding {
  const placed = new Map<ZipEntry, PlacedEntry>();
  let at = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < at)
      return finding("zip-layout", "has entries that overlap, or are the same bytes twice.");
    if (entry.offset > at) return UNACCOUNTED;
    const content = contentStart(zip, entry, start);
    if (typeof content !== "number") return content;
    const end = content + entry.packedBytes;
    const next = entry.flags & HAS_DESCRIPTOR ? afterDescriptor(zip, entry, end, start) : end;
    if (next === undefined) return differ(entry);
    if (next > start) return finding("zip-layout", "has an entry that runs into the directory.");
    placed.set(entry, { ...entry, start: content, end });
    at = next;
  }
  return at === start ? entries.flatMap((entry) => placed.get(entry) ?? []) : UNACCOUNTED;
}

const UNACCOUNTED = finding("zip-layout", "has bytes that belong to no entry.");

const differ = ({ name }: ZipEntry): Finding =>
  finding("zip-headers-differ", `describes the entry ${shownName(name)} in two ways.`);

/** Where the content begins, behind a local header that agrees with the directory. */
function contentStart(zip: Buffer, entry: ZipEntry, limit: number): number | Finding {
  const { offset } = entry;
  if (offset + LOCAL_LENGTH > limit || zip.readUInt32LE(offset) !== LOCAL_SIGNATURE) return UNACCOUNTED;
  const [versionNeeded, flags, method, nameLength = 0, extraLength = 0] = [4, 6, 8, 26, 28].map((at) =>
    zip.readUInt16LE(offset + at),
  );
  const [modified, crc32, packedBytes, bytes] = [10, 14, 18, 22].map((at) => zip.readUInt32LE(offset + at));
  const nameEnd = offset + LOCAL_LENGTH + nameLength;
  const content = nameEnd + extraLength;
  if (content > limit) return UNACCOUNTED;
  const isLater = (flags ?? 0) & HAS_DESCRIPTOR && crc32 === 0 && packedBytes === 0 && bytes === 0;
  const sameContent = crc32 === entry.crc32 && packedBytes === entry.packedBytes && bytes === entry.bytes;
  const agrees =
    versionNeeded === entry.versionNeeded &&
    flags === entry.flags &&
    method === entry.method &&
    modified === entry.modified &&
    zip.subarray(offset + LOCAL_LENGTH, nameEnd).equals(entry.rawName) &&
    (isLater || sameContent) &&
    extraAgrees(zip.subarray(nameEnd, content), entry.extra);
  return agrees ? content : differ(entry);
}

/** Where the bytes behind the descriptor begin; undefined when it says something else than the directory. */
function afterDescriptor(zip: Buffer, entry: ZipEntry, end: number, limit: number): number | undefined {
  const hasSignature = end + 16 <= limit && zip.readUInt32LE(end) === DESCRIPTOR_SIGNATURE;
  const at = hasSignature ? end + 4 : end;
  if (at + 12 > limit) return undefined;
  const agrees =
    zip.readUInt32LE(at) === entry.crc32 &&
    zip.readUInt32LE(at + 4) === entry.packedBytes &&
    zip.readUInt32LE(at + 8) === entry.bytes;
  return agrees ? at + 12 : undefined;
}

/** Times and owners: what their fields are made of (APPNOTE.TXT, section 4.5; Info-ZIP's extrafld.txt). */
const NTFS_TIMES = 0x000a;
const UNIX_TIMES = 0x5455;
const UNIX_OWNER = 0x7875;
const KNOWN_FIELDS = new Set([NTFS_TIMES, UNIX_TIMES, UNIX_OWNER]);

/** Info-ZIP keeps fewer times in the directory than in front of the content. */
function extraAgrees(local: Buffer, central: Buffer): boolean {
  const [ours, theirs] = [fieldsOf(local), fieldsOf(central)];
  if (!ours || !theirs || ours.size !== theirs.size) return false;
  return [...ours].every(([id, value]) => {
    const other = theirs.get(id);
    if (!other || id !== UNIX_TIMES) return other?.equals(value) ?? false;
    return value.subarray(0, 5).equals(other.subarray(0, 5));
  });
}

/** The extra fields by id; undefined when one is broken, comes twice, or could change what the entry is. */
function fieldsOf(extra: Buffer): Map<number, Buffer> | undefined {
  const fields = new Map<number, Buffer>();
  let at = 0;
  while (at < extra.length) {
    if (at + 4 > extra.length) return undefined;
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    const end = at + 4 + length;
    if (end > extra.length || fields.has(id) || !KNOWN_FIELDS.has(id)) return undefined;
    fields.set(id, extra.subarray(at + 4, end));
    at = end;
  }
  return fields;
}
