import assert from "node:assert/strict";
import { readDoc } from "../../../../document/word/doc.ts";
import { compoundFileOf } from "./compound-file-sample.ts";
import { PARTS, zipOf } from "./zip-sample.ts";

const FINE = { pages: undefined, encrypted: false };

/** The start of the text stream of Word 97 and later, padded to the size at which it has sectors of its own. */
function textStream(flags = 0): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.writeUInt16LE(0xa5ec, 0);
  bytes.writeUInt16LE(flags, 10);
  return bytes;
}

/** Where, with one stream of 8 sectors behind the header, sector 8 (the directory) and sector 9 (the table) begin. */
const DIRECTORY = 9 * 512;
const TABLE = 10 * 512;

/** The verdict's code and the file that it takes the document for. */
function verdict(bytes: Uint8Array): { code: string; appears: string | undefined } | typeof FINE {
  const reading = readDoc(bytes);
  if (!("code" in reading)) return reading as typeof FINE;
  return { code: reading.code, appears: /appears to be (.*?)\. /.exec(reading.problem)?.[1] };
}

describe(".doc files", () => {
  it("are read when they hold Word's text stream", () => {
    assert.deepEqual(
      verdict(compoundFileOf({ "1Table": Buffer.alloc(4096), WordDocument: textStream() })),
      FINE,
    );
  });

  it("are read when the directory lies 15 MB into the file", () => {
    const pictures = Buffer.alloc(15 * 1024 * 1024);
    assert.deepEqual(verdict(compoundFileOf({ Data: pictures, WordDocument: textStream() })), FINE);
  });

  it("are refused when Word has encrypted them", () => {
    const locked = compoundFileOf({ WordDocument: textStream(0x0100) });
    assert.deepEqual(verdict(locked), { code: "needs-password", appears: undefined });
  });

  it("are refused when they are an encrypted file of a newer Office", () => {
    const locked = compoundFileOf({ EncryptedPackage: Buffer.alloc(5000) });
    assert.deepEqual(verdict(locked), { code: "needs-password", appears: undefined });
  });

  for (const [stream, appears] of [
    ["Workbook", "an Excel 97–2003 workbook"],
    ["PowerPoint Document", "a PowerPoint 97–2003 presentation"],
    ["__properties_version1.0", "an Outlook message"],
    ["Something", "another old Office file"],
  ] as const) {
    it(`are refused when they hold ${stream} (${appears})`, () => {
      const bytes = compoundFileOf({ [stream]: Buffer.alloc(4096) });
      assert.deepEqual(verdict(bytes), { code: "not-a-word-file", appears });
    });
  }

  it("are refused when they are a newer Word document", () => {
    const appears = "a zip archive (a .docx is one, too)";
    assert.deepEqual(verdict(zipOf(...PARTS)), { code: "not-a-word-file", appears });
  });

  it("are refused when they are rich text", () => {
    const text = Buffer.from("{\\rtf1 hello}");
    assert.deepEqual(verdict(text), { code: "not-a-word-file", appears: "a rich text (RTF) file" });
  });

  it("are refused when the text stream does not begin as Word's does", () => {
    const bytes = compoundFileOf({ WordDocument: Buffer.alloc(4096) });
    assert.deepEqual(verdict(bytes), { code: "damaged", appears: undefined });
  });

  it("are refused when their directory is cut off", () => {
    const bytes = compoundFileOf({ WordDocument: textStream() });
    assert.deepEqual(verdict(bytes.subarray(0, DIRECTORY)), { code: "damaged", appears: undefined });
  });

  it("are refused when the chain of their directory is a loop", () => {
    const bytes = compoundFileOf({ WordDocument: textStream() });
    bytes.writeUInt32LE(8, TABLE + 8 * 4);
    assert.deepEqual(verdict(bytes), { code: "damaged", appears: undefined });
  });

  it("are refused when the tree of their directory is a loop without Word's stream", () => {
    const bytes = compoundFileOf({ Something: Buffer.alloc(4096) });
    const rightNeighbourOfFirst = DIRECTORY + 128 + 72;
    bytes.writeUInt32LE(1, rightNeighbourOfFirst);
    assert.deepEqual(verdict(bytes), { code: "not-a-word-file", appears: "another old Office file" });
  });
});
