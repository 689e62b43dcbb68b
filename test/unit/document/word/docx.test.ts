import assert from "node:assert/strict";
import { readDocx } from "../../../../document/word/docx.ts";
import { compoundFileOf } from "./compound-file-sample.ts";
import { PARTS, zipOf } from "./zip-sample.ts";

const FINE = { pages: undefined, encrypted: false };

/** The verdict's code and the file that it takes the document for. */
function verdict(bytes: Uint8Array): { code: string; appears: string | undefined } | typeof FINE {
  const reading = readDocx(bytes);
  if (!("code" in reading)) return reading as typeof FINE;
  return { code: reading.code, appears: /appears to be (.*?)\. /.exec(reading.problem)?.[1] };
}

describe(".docx files", () => {
  it("are read when they hold the parts of a Word document", () => {
    assert.deepEqual(verdict(zipOf(...PARTS, "word/styles.xml")), FINE);
  });

  it("are read when Word on the web numbered the main part", () => {
    assert.deepEqual(verdict(zipOf("[Content_Types].xml", "word/document2.xml")), FINE);
  });

  it("are read with a comment behind the archive", () => {
    const archive = zipOf(...PARTS);
    archive.writeUInt16LE(7, archive.length - 2);
    assert.deepEqual(verdict(Buffer.concat([archive, Buffer.from("comment")])), FINE);
  });

  it("are read when a careful writer used the zip64 form", () => {
    assert.deepEqual(verdict(asZip64(zipOf(...PARTS))), FINE);
  });

  for (const [appears, parts] of [
    ["a Word document with macros (.docm)", [...PARTS, "word/vbaProject.bin"]],
    ["an Excel workbook", ["[Content_Types].xml", "xl/workbook.xml"]],
    ["a PowerPoint presentation", ["[Content_Types].xml", "ppt/presentation.xml"]],
    ["an OpenDocument file", ["mimetype", "content.xml", "META-INF/manifest.xml"]],
    ["another zip archive", ["word/document.xml"]],
    ["another zip archive", ["[Content_Types].xml", "holiday.jpg"]],
  ] as const) {
    it(`are refused when they hold ${parts.at(-1)} (${appears})`, () => {
      assert.deepEqual(verdict(zipOf(...parts)), { code: "not-a-word-file", appears });
    });
  }

  it("are refused when they are no zip", () => {
    const text = Buffer.from("just text");
    assert.deepEqual(verdict(text), { code: "not-a-word-file", appears: "plain text" });
  });

  it("are refused when they are a PDF", () => {
    const pdf = Buffer.from("%PDF-1.7\n");
    assert.deepEqual(verdict(pdf), { code: "not-a-word-file", appears: "a PDF" });
  });

  it("are refused when they are an old Word document", () => {
    const word = compoundFileOf({ WordDocument: Buffer.alloc(4096) });
    assert.deepEqual(verdict(word), { code: "not-a-word-file", appears: "a Word 97–2003 document (.doc)" });
  });

  it("are refused when Office has encrypted them", () => {
    const locked = compoundFileOf({
      EncryptionInfo: Buffer.alloc(300),
      EncryptedPackage: Buffer.alloc(5000),
    });
    assert.deepEqual(verdict(locked), { code: "needs-password", appears: undefined });
  });

  it("are refused when the archive has encrypted them", () => {
    const archive = zipOf(...PARTS);
    const entry = archive.lastIndexOf("PK\x01\x02", archive.length, "latin1");
    archive.writeUInt16LE(1, entry + 8);
    assert.deepEqual(verdict(archive), { code: "needs-password", appears: undefined });
  });

  it("are refused wherever they are cut off", () => {
    const archive = zipOf(...PARTS);
    for (let length = 4; length < archive.length; length += 7)
      assert.deepEqual(verdict(archive.subarray(0, length)), { code: "damaged", appears: undefined });
  });

  it("are refused when a part does not begin where the list says", () => {
    const archive = zipOf(...PARTS);
    archive.fill(0, 60, 140);
    assert.deepEqual(verdict(archive), { code: "damaged", appears: undefined });
  });
});

/** The same archive, with the place of its list in a zip64 record. */
function asZip64(archive: Buffer): Buffer {
  const end = archive.length - 22;
  const record = Buffer.alloc(56);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(archive.readUInt32LE(end + 12)), 40);
  record.writeBigUInt64LE(BigInt(archive.readUInt32LE(end + 16)), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(BigInt(end), 8);
  const last = Buffer.from(archive.subarray(end));
  last.fill(0xff, 8, 20);
  return Buffer.concat([archive.subarray(0, end), record, locator, last]);
}
