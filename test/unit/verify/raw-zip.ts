import { crc32, deflateRawSync } from "node:zlib";

/** An entry as it is to stand in a zip; whatever is left out is right. */
export interface RawEntry {
  name: string | Buffer;
  content?: Buffer;
  /** Packed content, when it is not what deflate makes of `content`. */
  packed?: Buffer;
  method?: number;
  flags?: number;
  madeBy?: number;
  versionNeeded?: number;
  externalAttributes?: number;
  /** What the headers say instead of the truth. */
  bytes?: number;
  packedBytes?: number;
  crc?: number;
  /** Where the directory says it begins. */
  offset?: number;
  localName?: string;
  extra?: Buffer;
  comment?: string;
  /** Bytes in front of its local header. */
  before?: Buffer;
  /** Bytes behind its content, such as a data descriptor. */
  after?: Buffer;
}

/** What of a zip's end record is to be wrong. */
export interface RawEnd {
  comment?: string;
  count?: number;
  disk?: number;
  start?: number;
}

/** A zip, byte by byte as it is asked for. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const add = (...more: Buffer[]): void => {
    for (const part of more) at += part.length;
    parts.push(...more);
  };
  for (const entry of entries) {
    if (entry.before) add(entry.before);
    const offset = entry.offset ?? at;
    const content = entry.content ?? Buffer.from("content");
    const packed = entry.packed ?? ((entry.method ?? 8) === 8 ? deflateRawSync(content) : content);
    const facts = factsOf(entry, content, packed);
    const name = Buffer.from(entry.name);
    add(localHeader(facts, Buffer.from(entry.localName ?? name), entry.extra), packed);
    if (entry.after) add(entry.after);
    directory.push(centralHeader(facts, name, entry, offset));
  }
  const start = end.start ?? at;
  const all = Buffer.concat(directory);
  return Buffer.concat([...parts, all, endRecord(end, entries.length, all.length, start)]);
}

type Facts = ReturnType<typeof factsOf>;

const factsOf = (entry: RawEntry, content: Buffer, packed: Buffer) => ({
  versionNeeded: entry.versionNeeded ?? 20,
  flags: entry.flags ?? 0x0800,
  method: entry.method ?? 8,
  crc: entry.crc ?? crc32(content),
  packedBytes: entry.packedBytes ?? packed.length,
  bytes: entry.bytes ?? content.length,
});

function localHeader(facts: Facts, name: Buffer, extra: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(facts.versionNeeded, 4);
  header.writeUInt16LE(facts.flags, 6);
  header.writeUInt16LE(facts.method, 8);
  header.writeUInt32LE(facts.crc, 14);
  header.writeUInt32LE(facts.packedBytes, 18);
  header.writeUInt32LE(facts.bytes, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function centralHeader(facts: Facts, name: Buffer, entry: RawEntry, offset: number): Buffer {
  const extra = entry.extra ?? Buffer.alloc(0);
  const comment = Buffer.from(entry.comment ?? "");
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(entry.madeBy ?? 20, 4);
  header.writeUInt16LE(facts.versionNeeded, 6);
  header.writeUInt16LE(facts.flags, 8);
  header.writeUInt16LE(facts.method, 10);
  header.writeUInt32LE(facts.crc, 16);
  header.writeUInt32LE(facts.packedBytes, 20);
  header.writeUInt32LE(facts.bytes, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(comment.length, 32);
  header.writeUInt32LE((entry.externalAttributes ?? 0) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name, extra, comment]);
}

function endRecord(
  { comment = "", count, disk = 0 }: RawEnd,
  entries: number,
  length: number,
  start: number,
): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(disk, 4);
  record.writeUInt16LE(count ?? entries, 8);
  record.writeUInt16LE(count ?? entries, 10);
  record.writeUInt32LE(length, 12);
  record.writeUInt32LE(start, 16);
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, Buffer.from(comment)]);
}
