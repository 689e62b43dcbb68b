import assert from "node:assert/strict";
import fc from "fast-check";
import type { Emulator } from "../../emulator/index.ts";
import { TrustStore } from "../../verify/certificates/trust-store.ts";
import { judgePdf } from "../../verify/pdf/judge-pdf.ts";
import { judgeXml } from "../../verify/xml/judge-xml.ts";
import { readZip } from "../../verify/zip/read-zip.ts";
import { type EmulatedPack, emulatedPack, packEmulator } from "../unit/verify/emulated-pack.ts";
import { runs } from "./seed.ts";

/** A place in a file, by its share of the length, and what is put there instead of so many bytes. */
const change = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(40),
  added: fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc
      .constantFrom(
        "<<",
        ">>",
        "[",
        "(",
        "0 R",
        "1 0 R",
        "obj",
        "99999999999",
        "/Prev 0",
        "stream\n",
        "<",
        "&",
        "<!--",
        "xref\n0 1",
      )
      .map((text) => Buffer.from(text)),
  ),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(content: Uint8Array, changes: readonly Change[]): Buffer {
  return changes.reduce((bytes, { place, removed, added }) => {
    const at = Math.floor(place * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
  }, Buffer.from(content));
}

describe("what is in a pack, changed at random", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let pack: EmulatedPack;
  let trust: TrustStore;
  const at = new Date("2026-06-01");

  before(async () => {
    emulator = await packEmulator();
    pack = await emulatedPack(emulator);
    trust = new TrustStore(pack.expected.roots);
  });
  after(() => emulator.close());

  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  const each = (name: string, judge: (content: Buffer) => boolean): void => {
    const original = name === "" ? pack.zip : (pack.entries[name] as Uint8Array);
    fc.assert(
      fc.property(changes, (some) => {
        const content = changed(original, some);
        return content.equals(original) || judge(content);
      }),
      { numRuns: runs(300) },
    );
  };

  it("never makes a PDF good, nor its judge fail", () =>
    each("nda.pdf", (content) => judgePdf(content, { trust, at }, undefined).findings.length > 0));

  it("never makes an XML signature's judge fail, nor a list that was not signed good", () => {
    const list = judgeXml(pack.entries["envelope-signature.xml"] as Uint8Array, () => undefined, {
      trust,
      at,
    }).list;
    assert.ok(list);
    each("envelope-signature.xml", (content) => {
      const judged = judgeXml(content, () => undefined, { trust, at });
      return judged.findings.length > 0 || judged.notes.length > 0 || same(judged.list, list);
    });
  });

  it("never makes a zip give other files", () =>
    each("", (content) => {
      const reading = readZip(content);
      if ("code" in reading) return true;
      const files = reading.files.filter((file) => file.content);
      return files.every((file) => file.content?.equals(pack.entries[file.name] as Uint8Array) === true);
    }));
});

function same(actual: unknown, expected: unknown): boolean {
  assert.deepEqual(actual, expected);
  return true;
}
