/** An entry of a zip's central directory. */
export interface ZipEntry {
  readonly name: string;
  /** Encrypted by the zip itself, which no Office file is. */
  readonly encrypted: boolean;
}

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_LENGTH = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_LENGTH = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const IN_ZIP64_FIELD = 0xffffffff;

/**
 * Lists what a zip archive holds, by its central directory (APPNOTE.TXT, section 4.3). Nothing is unpacked, so that an
 * archive of any size inside costs no more than its bytes. Undefined when it is no archive, or cut off or overwritten
 * where the directory or the start of an entry should be.
 */
export function listZip(archive: Uint8Array): ZipEntry[] | undefined {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const directory = findDirectory(bytes);
  if (!directory) return undefined;
  const entries: ZipEntry[] = [];
  let at = directory.start;
  while (at < directory.end) {
    if (at + ENTRY_LENGTH > directory.end || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined;
    const nameEnd = at + ENTRY_LENGTH + bytes.readUInt16LE(at + 28);
    const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > directory.end || !startsAt(bytes, bytes.readUInt32LE(at + 42))) return undefined;
    const name = bytes.toString("utf8", at + ENTRY_LENGTH, nameEnd);
    entries.push({ name, encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1 });
    at = next;
  }
  return entries;
}

function startsAt(bytes: Buffer, offset: number): boolean {
  if (offset === IN_ZIP64_FIELD) return true;
  return offset + 4 <= bytes.length && bytes.readUInt32LE(offset) === LOCAL_SIGNATURE;
}

function findDirectory(bytes: Buffer): { start: number; end: number } | undefined {
  const last = bytes.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (bytes.readUInt32LE(at) !== END_SIGNATURE) continue;
    const length = bytes.readUInt32LE(at + 12);
    const start = bytes.readUInt32LE(at + 16);
    const found = start === IN_ZIP64_FIELD ? findZip64Directory(bytes, at) : { start, end: start + length };
    if (found && found.end <= at) return found;
  }
  return undefined;
}

function findZip64Directory(bytes: Buffer, end: number): { start: number; end: number } | undefined {
  const locator = end - ZIP64_LOCATOR_LENGTH;
  if (locator < 0 || bytes.readUInt32LE(locator) !== ZIP64_LOCATOR_SIGNATURE) return undefined;
  const at = Number(bytes.readBigUInt64LE(locator + 8));
  if (at + ZIP64_END_LENGTH > bytes.length || bytes.readUInt32LE(at) !== ZIP64_END_SIGNATURE)
    return undefined;
  const start = Number(bytes.readBigUInt64LE(at + 48));
  return { start, end: start + Number(bytes.readBigUInt64LE(at + 40)) };
}
