/** The streams and storages at the root of a compound file ("OLE", the container of old Office files). */
export interface CompoundFile {
  has(name: string): boolean;
  /** The first bytes of a stream, at most one sector; undefined when it is absent or too small to have its own. */
  start(name: string): Uint8Array | undefined;
}

interface Entry {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly firstSector: number;
  readonly size: number;
}

const SIGNATURE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const HEADER_LENGTH = 512;
const ENTRY_LENGTH = 128;
/** Sector numbers from here on have other meanings: end of chain, free, …; also "no entry" in the directory. */
const FIRST_SPECIAL = 0xfffffffa;
const SECTORS_IN_HEADER = 109;
/** Smaller streams share the sectors of a stream of their own. */
const MINI_STREAM_CUTOFF = 4096;

/** Whether a file begins as compound files do; the rest of it may still be missing. */
export const hasCompoundSignature = (file: Uint8Array): boolean =>
  SIGNATURE.equals(file.subarray(0, SIGNATURE.length));

/**
 * Reads the root directory of a compound file (MS-CFB 2.2–2.6). Undefined when it is none, or its directory cannot be
 * followed. Every chain is followed at most as far as the file has sectors, so that a loop ends.
 */
export function readCompoundFile(file: Uint8Array): CompoundFile | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < HEADER_LENGTH || !bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE))
    return undefined;
  const sectors = new Sectors(bytes);
  const directory = sectors.chain(bytes.readUInt32LE(48));
  const root = directory && entryAt(directory, 0);
  if (!root) return undefined;
  const entries = siblings(directory, root.child);
  const find = (name: string) => entries.find((entry) => entry.name === name);
  return {
    has: (name) => find(name) !== undefined,
    start(name) {
      const stream = find(name);
      return stream && stream.size >= MINI_STREAM_CUTOFF ? sectors.at(stream.firstSector) : undefined;
    },
  };
}

/** A compound file's sectors and the table that chains them (the FAT). */
class Sectors {
  readonly #bytes: Buffer;
  readonly #size: number;
  readonly #count: number;
  readonly #tableSectors: number[];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    // Version 4 has sectors of 4,096 bytes, version 3 of 512; the header takes the place of one.
    this.#size = bytes.readUInt16LE(26) === 4 ? 4096 : 512;
    this.#count = Math.max(0, Math.ceil(bytes.length / this.#size) - 1);
    this.#tableSectors = this.#listTableSectors();
  }

  /** One sector; the file's last may be shorter. */
  at(sector: number): Buffer | undefined {
    if (sector >= this.#count) return undefined;
    return this.#bytes.subarray((sector + 1) * this.#size, (sector + 2) * this.#size);
  }

  /** All sectors of a chain, joined; undefined when it leaves the file or does not end. */
  chain(first: number): Buffer | undefined {
    const parts: Buffer[] = [];
    for (let sector = first; sector < FIRST_SPECIAL; sector = this.#next(sector)) {
      const part = this.at(sector);
      if (!part || parts.length === this.#count) return undefined;
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  #next(sector: number): number {
    const perSector = this.#size / 4;
    const table = this.at(this.#tableSectors[Math.floor(sector / perSector)] ?? FIRST_SPECIAL);
    return uint32(table, (sector % perSector) * 4);
  }

  /** Where the table itself is: up to 109 sectors are named in the header, the others in a chain of their own. */
  #listTableSectors(): number[] {
    const list: number[] = [];
    for (let index = 0; index < SECTORS_IN_HEADER; index++) list.push(uint32(this.#bytes, 76 + index * 4));
    const last = this.#size - 4;
    for (let sector = uint32(this.#bytes, 68); list.length < this.#count; ) {
      const part = this.at(sector);
      if (!part) break;
      for (let offset = 0; offset < last; offset += 4) list.push(uint32(part, offset));
      sector = uint32(part, last);
    }
    return list;
  }
}

const uint32 = (bytes: Buffer | undefined, offset: number): number =>
  bytes && offset + 4 <= bytes.length ? bytes.readUInt32LE(offset) : FIRST_SPECIAL;

function entryAt(directory: Buffer, index: number): Entry | undefined {
  const at = index * ENTRY_LENGTH;
  if (at + ENTRY_LENGTH > directory.length) return undefined;
  const nameLength = Math.min(directory.readUInt16LE(at + 64), 64);
  return {
    name: directory.toString("utf16le", at, at + Math.max(0, nameLength - 2)),
    left: directory.readUInt32LE(at + 68),
    right: directory.readUInt32LE(at + 72),
    child: directory.readUInt32LE(at + 76),
    firstSector: directory.readUInt32LE(at + 116),
    size: directory.readUInt32LE(at + 120),
  };
}

/** All entries of the tree that holds one storage's children. */
function siblings(directory: Buffer, first: number): Entry[] {
  const found = new Map<number, Entry>();
  const open = [first];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const entry = found.has(index) ? undefined : entryAt(directory, index);
    if (!entry) continue;
    found.set(index, entry);
    open.push(entry.left, entry.right);
  }
  return [...found.values()];
}
