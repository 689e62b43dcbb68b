import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { DocumentError, DocumentReader, inspectDocument } from "../../../document/index.ts";
import { linesOfText, pdfOfContents } from "./sample-pdf.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "./test-files.ts";

const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

describe(`hostile documents (TEST_SEED=${seed})`, () => {
  const scratch = scratchFolder();

  /** Anything but facts or a DocumentError fails the test; so does a reading that took its 20 s. */
  const inspect = async (path: string): Promise<void> => {
    const result = await inspectDocument(path).catch((error: unknown) => error);
    if (result instanceof DocumentError) assert.notEqual(result.code, "timed-out");
    else assert.equal((result as { file?: string }).file, path, `${result}`);
  };

  /** As `inspect`, of the text and the first page's picture. */
  const readAll = async (path: string): Promise<void> => {
    await inspect(path);
    const reader = new DocumentReader();
    const text = await reader.readText(path).catch((error: unknown) => error);
    const picture = await reader.renderPage(path, { pageNumber: 1, scale: 0.5 }).catch((error) => error);
    for (const result of [text, picture]) {
      if (result instanceof DocumentError) assert.notEqual(result.code, "timed-out");
      else assert("kind" in result || "data" in result, `${result}`);
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

  it("are facts, text and pictures, or a DocumentError, whatever single bytes of a PDF are changed", async function () {
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

  it("are facts, text and pictures, or a DocumentError, when real files are changed or cut off", async function () {
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
