const SECTOR = 512;
const PER_SECTOR = SECTOR / 4;
const FREE = 0xffffffff;
const END_OF_CHAIN = 0xfffffffe;
const TABLE_SECTOR = 0xfffffffd;
const LIST_SECTOR = 0xfffffffc;
const NAMED_IN_HEADER = 109;

/**
 * A compound file (MS-CFB, version 3) with these streams at its root, each in sectors of its own, as the format wants it
 * of those with 4,096 bytes and more. The streams come first, then the directory, the sector table (the FAT), and the
 * list of the table's sectors (the DIFAT), which only files of about 7 MB and more need.
 */
export function compoundFileOf(streams: Readonly<Record<string, Buffer>>): Buffer {
  const chains = Object.values(streams).map(sectorsOf);
  const starts = chains.map((_, index) => chains.slice(0, index).flat().length);
  const directoryStart = chains.flat().length;
  const directory = directoryOf(streams, starts);
  const used = directoryStart + directory.length;

  let tables = 0;
  let lists = 0;
  while (tables * PER_SECTOR < used + tables + lists) {
    tables += 1;
    lists = Math.ceil(Math.max(0, tables - NAMED_IN_HEADER) / (PER_SECTOR - 1));
  }
  const table = Buffer.alloc(tables * SECTOR, 0xff);
  for (const [index, chain] of [...chains, directory].entries()) {
    const start = starts[index] ?? directoryStart;
    for (let at = 0; at < chain.length; at++)
      table.writeUInt32LE(at + 1 < chain.length ? start + at + 1 : END_OF_CHAIN, (start + at) * 4);
  }
  for (let at = 0; at < tables; at++) table.writeUInt32LE(TABLE_SECTOR, (used + at) * 4);
  for (let at = 0; at < lists; at++) table.writeUInt32LE(LIST_SECTOR, (used + tables + at) * 4);

  const tableSectors = Array.from({ length: tables }, (_, at) => used + at);
  const header = headerOf(directoryStart, tableSectors, lists > 0 ? used + tables : END_OF_CHAIN, lists);
  const list = listOf(tableSectors.slice(NAMED_IN_HEADER), used + tables, lists);
  return Buffer.concat([header, ...chains.flat(), ...directory, table, list]);
}

function sectorsOf(bytes: Buffer): Buffer[] {
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & (SECTOR - 1))]);
  return Array.from({ length: padded.length / SECTOR }, (_, at) =>
    padded.subarray(at * SECTOR, (at + 1) * SECTOR),
  );
}

function directoryOf(streams: Readonly<Record<string, Buffer>>, starts: readonly number[]): Buffer[] {
  const entries = [entryOf("Root Entry", 5, { child: 1, start: END_OF_CHAIN, size: 0 })];
  for (const [index, [name, bytes]] of Object.entries(streams).entries()) {
    const right = index + 1 < starts.length ? index + 2 : FREE;
    entries.push(entryOf(name, 2, { right, start: starts[index] ?? FREE, size: bytes.length }));
  }
  return sectorsOf(Buffer.concat(entries));
}

function entryOf(
  name: string,
  type: number,
  {
    right = FREE,
    child = FREE,
    start,
    size,
  }: { right?: number; child?: number; start: number; size: number },
): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE(name.length * 2 + 2, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(right, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

function headerOf(directory: number, tableSectors: readonly number[], list: number, lists: number): Buffer {
  const bytes = Buffer.alloc(SECTOR, 0xff);
  bytes.fill(0, 0, 76);
  bytes.write("d0cf11e0a1b11ae1", "hex");
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(tableSectors.length, 44);
  bytes.writeUInt32LE(directory, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(END_OF_CHAIN, 60);
  bytes.writeUInt32LE(list, 68);
  bytes.writeUInt32LE(lists, 72);
  for (const [at, sector] of tableSectors.slice(0, NAMED_IN_HEADER).entries())
    bytes.writeUInt32LE(sector, 76 + at * 4);
  return bytes;
}

/** Each sector of the list ends with the number of the next one. */
function listOf(tableSectors: readonly number[], start: number, count: number): Buffer {
  const bytes = Buffer.alloc(count * SECTOR, 0xff);
  for (const [index, sector] of tableSectors.entries()) {
    const at = index + Math.floor(index / (PER_SECTOR - 1));
    bytes.writeUInt32LE(sector, at * 4);
  }
  for (let at = 0; at < count; at++)
    bytes.writeUInt32LE(at + 1 < count ? start + at + 1 : END_OF_CHAIN, (at + 1) * SECTOR - 4);
  return bytes;
}
