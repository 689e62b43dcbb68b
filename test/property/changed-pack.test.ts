import assert from "node:assert/strict";
import fc from "fast-check";
import type { Emulator } from "../../emulator/index.ts";
import { verifyPack } from "../../verify/index.ts";
import { readZip } from "../../verify/zip/read-zip.ts";
import { type EmulatedPack, emulatedPack, packEmulator, zipOf } from "../unit/verify/emulated-pack.ts";
import { runs, seed } from "./seed.ts";

describe("a pack with one byte changed", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let pack: EmulatedPack;
  let sha256 = "";

  before(async () => {
    emulator = await packEmulator();
    pack = await emulatedPack(emulator);
    ({ sha256 } = await verifyPack(pack.zip, pack.expected));
  });
  after(() => emulator.close());

  const withByte = (position: number, flip: number): Uint8Array => {
    const changed = Uint8Array.from(pack.zip);
    changed[position] = (changed[position] ?? 0) ^ flip;
    return changed;
  };
  /** The name and content of each file; undefined when one cannot be read. */
  const contents = (zip: Uint8Array): (readonly [string, string | undefined])[] | undefined => {
    const reading = readZip(zip);
    return "code" in reading
      ? undefined
      : reading.files.map(({ name, content }) => [name, content?.toString("latin1")] as const);
  };

  it("is found out, wherever it is: with the receipt's hash always, without it by what the zip and the files are", async () => {
    const changes = fc.sample(fc.tuple(fc.nat(pack.zip.length - 1), fc.integer({ min: 1, max: 255 })), {
      numRuns: runs(200),
      seed,
    });
    const missed: number[] = [];
    let withReceipt = 0;
    for (const [position, flip] of changes) {
      const changed = withByte(position, flip);
      const { problems } = await verifyPack(changed, { ...pack.expected, sha256 });
      const byItself = problems.filter(({ code }) => code !== "pack-differs");
      if (byItself.length < problems.length) withReceipt += 1;
      if (byItself.length === 0) {
        missed.push(position);
        assert.deepEqual(
          contents(changed),
          contents(pack.zip),
          `byte ${position} changes what is in the pack`,
        );
      }
    }
    const figures = { changed: changes.length, found: changes.length - missed.length, withReceipt, seed };
    console.log(`    ${JSON.stringify(figures)}`);
    assert.deepEqual({ withReceipt, missed }, { withReceipt: changes.length, missed: [] });
  });

  it("is found out in every file, though the zip was made anew around it, by signatures and the signed list", async () => {
    const places = Object.entries(pack.entries).flatMap(([name, content]) =>
      Array.from(content, (_, position) => ({ name, position })),
    );
    const changes = fc.sample(fc.tuple(fc.nat(places.length - 1), fc.integer({ min: 1, max: 255 })), {
      numRuns: runs(200),
      seed,
    });
    const missed: string[] = [];
    let found = 0;
    for (const [place, flip] of changes) {
      const { name, position } = places[place] as (typeof places)[number];
      const content = Uint8Array.from(pack.entries[name] ?? []);
      const before = content[position] ?? 0;
      content[position] = before ^ flip;
      const { problems } = await verifyPack(zipOf({ ...pack.entries, [name]: content }), pack.expected);
      if (problems.length > 0) found += 1;
      else if (!isSameInXml(before, before ^ flip)) missed.push(`${name}: byte ${position}`);
    }
    const figures = { changedInFiles: changes.length, found, seed };
    console.log(`    ${JSON.stringify(figures)}`);
    assert.deepEqual(missed, []);
  });

  it("is found out in every bit of the zip's own headers, but for one that says a file is text", () => {
    const before = contents(pack.zip) ?? [];
    const headers = headerPositions(pack.zip);
    const missed: string[] = [];
    for (const position of headers)
      for (let bit = 0; bit < 8; bit++) {
        const now = contents(withByte(position, 1 << bit));
        if (!now?.every(([, content]) => content !== undefined)) continue;
        const isSame = JSON.stringify(now) === JSON.stringify(before);
        missed.push(isSame ? "unchanged content" : `byte ${position}`);
      }
    const figures = { bits: headers.length * 8, found: headers.length * 8 - missed.length };
    console.log(`    ${JSON.stringify(figures)}`);
    assert.deepEqual(missed, Array(before.length).fill("unchanged content"));
  });
});

/** Blanks between attributes, and in digits that stand for bytes, may be of any kind: canonical XML makes them one. */
const isSameInXml = (byte: number, other: number): boolean =>
  [byte, other].every((one) => [0x09, 0x0a, 0x0d, 0x20].includes(one));

/** Where bytes of a zip are that belong to no file's content, as long as it has neither descriptors nor comments. */
function headerPositions(zip: Uint8Array): number[] {
  const bytes = Buffer.from(zip);
  const positions: number[] = [];
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at++) positions.push(at);
  };
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const content = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    add(at, content);
    at = content + bytes.readUInt32LE(at + 18);
  }
  add(at, bytes.length);
  return positions;
}
