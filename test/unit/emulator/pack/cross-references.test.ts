import assert from "node:assert/strict";
import { PDFDocument } from "@cantoo/pdf-lib";
import { soundCrossReferences } from "../../../../emulator/pdf/cross-references.ts";
import { openPdf } from "../../../../emulator/pdf/read-document.ts";

async function page(useObjectStreams: boolean): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([595, 842]);
  return Buffer.from(await document.save({ useObjectStreams }));
}

const kindOf = async (content: Uint8Array) => soundCrossReferences(content, (await openPdf(content)).context);

/** The content with one text, of the same length, in the place of another. */
function replaced(content: Buffer, text: string, instead: string): Buffer {
  const changed = Buffer.from(content);
  changed.write(instead, changed.lastIndexOf(text), "latin1");
  return changed;
}

describe("the lists of a PDF's objects", () => {
  it("are a table or a stream", async () => {
    assert.deepEqual([await kindOf(await page(false)), await kindOf(await page(true))], ["table", "stream"]);
  });

  it("are read through every revision", async () => {
    const document = await PDFDocument.load(await page(true), { forIncrementalUpdate: true });
    document.addPage([200, 200]);
    assert.equal(await kindOf(await document.commit({ useObjectStreams: true })), "stream");
  });

  for (const [what, text, instead] of [
    ["when they are not where the file says", "startxref\n", "startxref\n9"],
    ["when their start is not told", "startxref", "startxxxx"],
    ["when they place an object elsewhere", "0000000016 00000 n", "0000000017 00000 n"],
    ["when an entry is cut", "0000000016 00000 n", "000000016  00000 n"],
    ["when an earlier revision is nowhere", "/Size", "/Prev"],
  ] as const)
    it(`are of no use ${what}`, async () => {
      assert.equal(await kindOf(replaced(await page(false), text, instead)), undefined);
    });

  it("are of no use when something precedes the header", async () => {
    assert.equal(await kindOf(Buffer.concat([Buffer.from("\n"), await page(false)])), undefined);
  });
});
