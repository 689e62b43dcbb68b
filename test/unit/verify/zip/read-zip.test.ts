import assert from "node:assert/strict";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import type { PackLimits } from "../../../../verify/pack-limits.ts";
import { readZip } from "../../../../verify/zip/read-zip.ts";
import { type RawEnd, type RawEntry, rawZip } from "../raw-zip.ts";

/** The code of what is refused, or the names of what is read. */
function read(zip: Uint8Array, limits?: Partial<PackLimits>): string | string[] {
  const reading = readZip(zip, limits);
  return "code" in reading
    ? reading.code
    : reading.files.map(({ name, content }) => `${name}: ${content?.toString() ?? "damaged"}`);
}

const named = (...names: (string | Buffer)[]): Buffer => rawZip(names.map((name) => ({ name })));
const one = (entry: Partial<RawEntry>, end?: RawEnd): Buffer => rawZip([{ name: "a.txt", ...entry }], end);
const symlink = 0o120777 * 0x10000;

describe("a zip", () => {
  it("is read when it is as programs make it: folders, descriptors, stored entries, Unix modes and times", () => {
    const descriptor = Buffer.alloc(16);
    const packed = deflateRawSync(Buffer.from("content"));
    for (const [at, value] of [0x08074b50, crc32("content"), packed.length, 7].entries())
      descriptor.writeUInt32LE(value, at * 4);
    const times = Buffer.from("55540500010000000a", "hex");
    const folder = { name: "folder/", content: Buffer.alloc(0), method: 0 };
    assert.deepEqual(
      [
        read(zipSync({ "a.txt": strToU8("one"), "ü/b.txt": [strToU8("two"), { level: 0 }] })),
        read(one({ flags: 0x0808, after: descriptor })),
        read(one({ flags: 0x0808, after: descriptor.subarray(4) })),
        read(rawZip([folder, { name: "folder/a.txt", extra: times }])),
        read(one({ madeBy: 0x0314, externalAttributes: 0o100644 * 0x10000 })),
      ],
      [
        ["a.txt: one", "ü/b.txt: two"],
        ["a.txt: content"],
        ["a.txt: content"],
        ["folder/a.txt: content"],
        ["a.txt: content"],
      ],
    );
  });

  const unsafe: Record<string, string | Buffer> = {
    "leads out of its folder": "../a.txt",
    "leads out of its folder further down": "a/../../b.txt",
    "is absolute": "/etc/passwd",
    "has a drive letter": "C:a.txt",
    "names a stream": "a.txt:hidden",
    "has backslashes": "..\\a.txt",
    "has a NUL": "a.pdf\0.exe",
    "has a line end": "a\n.txt",
    "is a device": "nda/NUL.txt",
    "is a device with a superscript": "com¹.pdf",
    "ends in a dot": "a.txt.",
    "ends in a space": "folder /a.txt",
    "has an empty part": "a//b.txt",
    "is empty": "",
    "turns the reading direction": "a\u202efdp.exe",
    "is no UTF-8": Buffer.from([0x61, 0xff]),
    "is UTF-8 in a longer form than needed": Buffer.from([0xc0, 0xae, 0xc0, 0xae, 0x2f, 0x61]),
    "is very long": "a".repeat(256),
  };
  for (const [what, name] of Object.entries(unsafe))
    it(`is refused when a name ${what}`, () => assert.equal(read(named("b.txt", name)), "unsafe-name"));

  it("is refused when a name is in an encoding that it does not tell", () =>
    assert.equal(read(one({ name: "ü.txt", flags: 0 })), "unsafe-name"));

  const colliding: Record<string, string[]> = {
    "are the same": ["a.txt", "a.txt"],
    "differ in capitals": ["nda.pdf", "NDA.pdf"],
    "differ in capitals that become two letters": ["straße.pdf", "STRASSE.pdf"],
    "are written in two ways": ["\u00e9.pdf", "e\u0301.pdf"],
    "are a file and a folder": ["a", "A/b.txt"],
  };
  for (const [what, names] of Object.entries(colliding))
    it(`is refused when two names ${what}`, () => assert.equal(read(named(...names)), "colliding-names"));

  const special: Record<string, Partial<RawEntry>> = {
    "a symbolic link": { madeBy: 0x0314, externalAttributes: symlink },
    "a symbolic link by a mode that does not count": { externalAttributes: symlink },
    "a device": { madeBy: 0x0314, externalAttributes: 0o020644 * 0x10000 },
    "a program that runs as its owner": { madeBy: 0x0314, externalAttributes: 0o104755 * 0x10000 },
    "a folder with a file's name": { externalAttributes: 0x10 },
  };
  for (const [what, entry] of Object.entries(special))
    it(`is refused when it has ${what}`, () => assert.equal(read(one(entry)), "zip-special-entry"));

  const layouts: Record<string, Buffer> = {
    "begins with something else": rawZip([{ name: "a.txt", before: Buffer.from("#!/bin/sh\n") }]),
    "has bytes between its entries": rawZip([{ name: "a.txt" }, { name: "b.txt", before: Buffer.from("x") }]),
    "has bytes before its directory": one({ after: Buffer.from("x") }),
    "has a comment": one({}, { comment: "x" }).subarray(0),
    "has a comment on an entry": one({ comment: "x" }),
    "has more entries than it says": rawZip([{ name: "a.txt" }, { name: "b.txt" }], { count: 1 }),
    "says that it has several disks": one({}, { disk: 1 }),
    "has one entry's bytes twice": rawZip([{ name: "a.txt" }, { name: "b.txt", offset: 0 }]),
  };
  for (const [what, zip] of Object.entries(layouts))
    it(`is refused when it ${what}`, () =>
      assert.equal(read(zip), what === "has a comment" ? "not-a-zip" : "zip-layout"));

  it("is refused when it is cut off, or something follows it", () => {
    const zip = named("a.txt");
    assert.deepEqual(
      [
        zip.subarray(0, -1),
        Buffer.concat([zip, Buffer.from("x")]),
        Buffer.from("no zip"),
        Buffer.alloc(0),
      ].map((bytes) => read(bytes)),
      ["not-a-zip", "not-a-zip", "not-a-zip", "not-a-zip"],
    );
  });

  const differing: Record<string, Partial<RawEntry>> = {
    "under another name": { localName: "b.txt" },
    "with another name in an extra field": { extra: Buffer.from("757009000100000000622e7478", "hex") },
    "with extra fields for zip64": { extra: Buffer.from("01000800ffffffffffffffff", "hex") },
    "with a descriptor that is not there": { flags: 0x0808 },
  };
  for (const [what, entry] of Object.entries(differing))
    it(`is refused when it has an entry ${what}`, () => assert.equal(read(one(entry)), "zip-headers-differ"));

  it("is refused when its entries were not written by one program", () => {
    const zip = rawZip([{ name: "a.txt" }, { name: "b.txt", madeBy: 0x031e }]);
    assert.equal(read(zip), "zip-headers-differ");
  });

  const unusual: Record<string, Partial<RawEntry>> = {
    "is encrypted": { flags: 0x0801 },
    "is encrypted in a strong way": { flags: 0x0841 },
    "has another method": { method: 12 },
    "needs a later version": { versionNeeded: 51 },
    "is of zip64": { packedBytes: 0xffffffff },
  };
  for (const [what, entry] of Object.entries(unusual))
    it(`is refused when an entry ${what}`, () => assert.equal(read(one(entry)), "zip-unsupported"));

  it("gives damaged entries without their content", () => {
    const packed = deflateRawSync(Buffer.from("content"));
    const padded = Buffer.from(packed);
    padded[padded.length - 1] = (padded.at(-1) ?? 0) | 0x80;
    assert.deepEqual(
      [
        one({ crc: 1 }),
        one({ bytes: 6 }),
        one({ bytes: 8 }),
        one({ packed: packed.subarray(0, -1) }),
        one({ packed: Buffer.concat([packed, Buffer.from("x")]) }),
        one({ packed: padded }),
        one({ packed: Buffer.from("not deflated at all") }),
      ].map((zip) => read(zip)),
      Array(7).fill(["a.txt: damaged"]),
    );
  });
});

describe("limits of a zip", () => {
  /** A packed megabyte of zeros that can be put behind itself. */
  const megabyte = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
  const stream = (megabytes: number): Buffer =>
    Buffer.concat([...Array<Buffer>(megabytes).fill(megabyte), Buffer.from("0300", "hex")]);

  /** How much more memory the process has taken at its peak, in MB. */
  function growth(act: () => void): number {
    const before = process.resourceUsage().maxRSS;
    act();
    return (process.resourceUsage().maxRSS - before) / 1024;
  }

  it("refuse a bomb of 10 GB in a few megabytes of memory, whether or not it says how large it is", () => {
    const packed = stream(10 * 1024);
    const bombs = [one({ packed, bytes: 0xfffffffe }), one({ packed, bytes: 7 })];
    const results: unknown[] = [];
    const grown = growth(() => results.push(...bombs.map((zip) => read(zip))));
    const millions = packed.length / 1e6;
    console.log(
      `    ${JSON.stringify({ bombGB: 10, zipMB: Number(millions.toFixed(1)), grownMB: Math.round(grown) })}`,
    );
    assert.deepEqual(results, ["too-large", ["a.txt: damaged"]]);
    assert.ok(grown < 32, `${grown} MB`);
  });

  it("refuse what grows more than files do, before anything is unpacked", () => {
    const content = Buffer.alloc(20_000_000);
    assert.deepEqual(
      [read(one({ content })), read(one({ content }), { maxRatio: 1100 })].map((result) => result.length),
      ["too-large".length, 1],
    );
  });

  it("refuse too many entries, too large ones, too much together, and too large a zip", () => {
    const zip = rawZip([{ name: "a.txt" }, { name: "b.txt" }]);
    assert.deepEqual(
      [{ maxEntries: 1 }, { maxFileBytes: 6 }, { maxTotalBytes: 13 }, { maxZipBytes: 100 }, {}].map(
        (limits) => read(zip, limits).length,
      ),
      [9, 9, 9, 9, 2],
    );
  });

  it("refuse bombs whose entries share their bytes: all the same, or each the next ones with their headers", () => {
    const kernel = { content: Buffer.alloc(900_000) };
    const shared = Array.from({ length: 100 }, (_, at) => ({ name: `${at}`, ...kernel, offset: 0 }));
    const quoted = rawZip([
      { name: "a", ...kernel },
      { name: "b", ...kernel },
    ]);
    // The first entry is made to reach over the second one's local header.
    const header = quoted.readUInt32LE(18);
    quoted.writeUInt32LE(header + 31, 18);
    quoted.writeUInt32LE(header + 31, quoted.length - 22 - 2 * 47 + 20);
    assert.deepEqual([read(rawZip(shared)), read(quoted)], ["zip-layout", "zip-layout"]);
  });

  it("leave a zip inside of a zip packed", () => {
    const inner = one({ packed: stream(1), bytes: 0xfffffffe });
    assert.deepEqual(read(one({ name: "inner.zip", content: inner })), [`inner.zip: ${inner.toString()}`]);
  });
});
