import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { DocumentError, DocumentReader, inspectDocument } from "../../../document/index.ts";
import { linesOfText, pdfOfContents } from "./sample-pdf.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "./test-files.ts";
import { packedPdfWith, pdfWith, streamOf } from "./traits/sample-traits.ts";
import { PARTS, zipOf } from "./word/zip-sample.ts";

/** A file that has each trait of a PDF. */
const TRAITS = {
  catalog:
    "/AcroForm << /Fields [4 0 R 5 0 R] /XFA 8 0 R >> /Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> /JavaScript << /Names [(b) << /S /JavaScript /JS (c) >>] >> >>",
  page: "/Annots [4 0 R << /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 6 0 R >>] /Contents 9 0 R /Resources << /Font << /F 10 0 R >> /XObject << /P 11 0 R >> >>",
  objects: [
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 9 9] /AP << /N 11 0 R >> >>",
    "<< /FT /Sig /T (signed) /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> >>",
    "<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>",
    streamOf("/Type /EmbeddedFile", "content"),
    streamOf("", "<xdp:xdp><template><script>1</script></template></xdp:xdp>"),
    streamOf("", "BT /F 9 Tf (text) Tj ET q 99 0 0 99 0 0 cm /P Do Q"),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    streamOf(
      "/Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /P 11 0 R >> >>",
      "/P Do 0 0 1 1 re f",
    ),
  ],
};

const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

describe(`hostile documents (TEST_SEED=${seed})`, () => {
  const scratch = scratchFolder();

  /** Anything but facts or a DocumentError fails the test; so does a reading that took its 20 s. */
  const inspect = async (path: string): Promise<void> => {
    const result = await inspectDocument(path).catch((error: unknown) => error);
    if (result instanceof DocumentError) assert.notEqual(result.code, "timed-out");
    else assert.equal((result as { file?: string }).file, path, `${result}`);
  };

  /** As `inspect`, of the text, the first page's picture and the traits. */
  const readAll = async (path: string): Promise<void> => {
    await inspect(path);
    const reader = new DocumentReader();
    const text = await reader.readText(path).catch((error: unknown) => error);
    const picture = await reader.renderPage(path, { pageNumber: 1, scale: 0.5 }).catch((error) => error);
    const traits = await reader.readTraits(path).catch((error: unknown) => error);
    for (const result of [text, picture, traits]) {
      if (result instanceof DocumentError) assert.notEqual(result.code, "timed-out");
      else assert("kind" in result || "data" in result || "javaScript" in result, `${result}`);
    }
  };

  it("are facts or a DocumentError, whatever their bytes", async function () {
    this.timeout(120_000);
    const starts = ["", "%PDF-1.7\n", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "{\\rtf"];
    const content = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 3000 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start, "latin1"), rest]));
    const extension = fc.constantFrom("pdf", "docx", "doc", "txt");
    await fc.assert(
      fc.asyncProperty(content, extension, (bytes, ending) =>
        inspect(scratch.write(`random.${ending}`, bytes)),
      ),
      { seed, numRuns: 200 },
    );
  });

  it("are facts, text, pictures and traits, or a DocumentError, whatever single bytes of a PDF are changed", async function () {
    this.timeout(120_000);
    const original = pdfOfContents(linesOfText([72, 700, "Signature:"]), "BT /F1 12 Tf (|S1SR|) Tj ET");
    const changes = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(changes, (list) => {
        const bytes = Buffer.from(original);
        for (const [position, value] of list) bytes[position] = value;
        return readAll(scratch.write("changed.pdf", bytes));
      }),
      { seed, numRuns: 200 },
    );
  });

  it("are facts and traits, or a DocumentError, whatever single bytes of forms, attachments and packed objects are changed", async function () {
    this.timeout(120_000);
    const originals = [
      pdfWith(TRAITS),
      packedPdfWith(TRAITS),
      Buffer.from(zipOf(...PARTS, "word/fontTable.xml")),
    ];
    const change = fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255));
    const changes = fc.array(change, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.nat(originals.length - 1), changes, (which, list) => {
        const bytes = Buffer.from(originals[which] ?? "");
        for (const [position, value] of list) bytes[Math.floor(position * bytes.length)] = value;
        return readAll(scratch.write(which === 2 ? "changed.docx" : "changed.pdf", bytes));
      }),
      { seed, numRuns: 300 },
    );
  });

  it("are facts, text, pictures and traits, or a DocumentError, when real files are changed or cut off", async function () {
    needTestFiles(this);
    this.timeout(120_000);
    const folder = join(TEST_FILES, "pdfs");
    const originals = readdirSync(folder)
      .filter((name) => name.endsWith(".pdf"))
      .map((name) => readFileSync(join(folder, name)));
    originals.push(readFileSync(join(TEST_FILES, "documents/bonterms-mutual-nda.pdf")));
    const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const changes = fc.array(fc.tuple(fraction, fc.nat(255)), { minLength: 1, maxLength: 8 });
    const cut = fc.option(fraction);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...originals), changes, cut, (original, list, end) => {
        const bytes = Buffer.from(original);
        for (const [position, value] of list) bytes[Math.floor(position * bytes.length)] = value;
        return readAll(scratch.write("changed.pdf", bytes.subarray(0, Math.ceil((end ?? 1) * bytes.length))));
      }),
      { seed, numRuns: 200 },
    );
  });
});
