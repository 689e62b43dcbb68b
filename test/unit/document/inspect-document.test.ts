import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DocumentError, inspectDocument } from "../../../document/index.ts";
import { deepTree, loopingTree, pdfOfPages, pdfOfTree } from "./sample-pdf.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "./test-files.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const LETTER = "/MediaBox [0 0 612 792]";

describe("inspectDocument", () => {
  const scratch = scratchFolder();

  const refusal = async (path: string, options = {}): Promise<DocumentError> => {
    const error = await inspectDocument(path, options).catch((thrown: unknown) => thrown);
    assert(error instanceof DocumentError, `${path}: ${error}`);
    return error;
  };

  it("tells what is known of a PDF", async () => {
    const content = pdfOfPages(LETTER, `${LETTER} /Rotate 90 /CropBox [12 12 600 780]`);
    const file = scratch.write("two pages.PDF", content);
    assert.deepEqual(await inspectDocument(file), {
      file,
      kind: "pdf",
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      pages: [
        {
          number: 1,
          rotation: 0,
          mediaBox: [0, 0, 612, 792],
          cropBox: [0, 0, 612, 792],
          widthPt: 612,
          heightPt: 792,
        },
        {
          number: 2,
          rotation: 90,
          mediaBox: [0, 0, 612, 792],
          cropBox: [12, 12, 600, 780],
          widthPt: 768,
          heightPt: 588,
        },
      ],
      encrypted: false,
    });
  });

  it("reads boxes and rotation that pages inherit from their tree", async () => {
    const tree = pdfOfTree(
      "<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 300] /CropBox [10 20 390 280] /Rotate 270 >>",
      "<< /Type /Page /Parent 2 0 R >>",
    );
    const { pages } = await inspectDocument(scratch.write("inherited.pdf", tree));
    assert.deepEqual(pages, [
      {
        number: 1,
        rotation: 270,
        mediaBox: [0, 0, 400, 300],
        cropBox: [10, 20, 390, 280],
        widthPt: 260,
        heightPt: 380,
      },
    ]);
  });

  it("takes a page without a media box for US Letter, and does not apply its UserUnit", async () => {
    const { pages } = await inspectDocument(scratch.write("bare.pdf", pdfOfPages("/UserUnit 2")));
    assert.deepEqual(
      pages?.map(({ widthPt, heightPt }) => [widthPt, heightPt]),
      [[612, 792]],
    );
  });

  it("reads a PDF whose header comes after some other bytes", async () => {
    const content = Buffer.concat([Buffer.from("sent by a printer\n"), pdfOfPages(LETTER)]);
    const { pages } = await inspectDocument(scratch.write("late header.pdf", content));
    assert.equal(pages?.length, 1);
  });

  it("reads a thousand pages", async () => {
    const content = pdfOfPages(...Array.from({ length: 1000 }, () => LETTER));
    const { pages } = await inspectDocument(scratch.write("long.pdf", content));
    assert.equal(pages?.at(-1)?.number, 1000);
  });

  it("reads the Bonterms agreement and its cover page", async function () {
    needTestFiles(this);
    const documents = join(TEST_FILES, "documents");
    const nda = await inspectDocument(join(documents, "bonterms-mutual-nda.pdf"));
    const cover = await inspectDocument(join(documents, "bonterms-cover-page.docx"));
    assert.deepEqual(
      [nda, cover].map(({ kind, bytes, pages, encrypted }) => ({
        kind,
        bytes,
        pages: pages?.length,
        encrypted,
      })),
      [
        { kind: "pdf", bytes: 151_156, pages: 1, encrypted: false },
        { kind: "docx", bytes: 29_698, pages: undefined, encrypted: false },
      ],
    );
  });

  describe("refuses", () => {
    it("a path where nothing is", async () => {
      const error = await refusal("absent/contract.pdf");
      assert.deepEqual(
        { code: error.code, file: error.file, known: error.known },
        {
          code: "not-found",
          file: "absent/contract.pdf",
          known: {},
        },
      );
      assert.match(error.message, /^The document "absent\/contract\.pdf" does not exist\. /);
    });

    it("a folder", async () => {
      const folder = scratch.path("folder.pdf");
      mkdirSync(folder);
      assert.equal((await refusal(folder)).code, "not-a-file");
    });

    it("a named pipe, without waiting for a writer", async function () {
      if (process.platform === "win32") return this.skip();
      const pipe = scratch.path("pipe.pdf");
      execFileSync("mkfifo", [pipe]);
      assert.equal((await refusal(pipe)).code, "not-a-file");
    });

    it("a link that leads nowhere but to itself", async function () {
      if (process.platform === "win32") return this.skip();
      const link = scratch.path("circle.pdf");
      symlinkSync(link, link);
      assert.equal((await refusal(link)).code, "unreadable");
    });

    it("an empty file", async () => {
      const { code, known } = await refusal(scratch.write("empty.pdf", ""));
      assert.deepEqual({ code, known }, { code: "empty-file", known: { kind: "pdf", bytes: 0 } });
    });

    it("a file that is too large, by its size alone", async () => {
      const { code, message } = await refusal(scratch.write("large.txt", "12345"), { maxBytes: 4 });
      assert.equal(code, "too-large");
      assert.match(message, /has 5 bytes; a document may have at most 4,/);
    });

    it("a file with another extension, or none", async () => {
      const codes = [await refusal(scratch.write("a.txt", "x")), await refusal(scratch.write("pdf", "x"))];
      assert.deepEqual(
        codes.map(({ code }) => code),
        ["unsupported-extension", "unsupported-extension"],
      );
    });

    for (const [what, content] of [
      ["plain text", "Dear Sir or Madam – how are you?\n"],
      ["a PNG picture", PNG],
      ["a web page (HTML)", "\n<!DOCTYPE html><title>Sign in</title>"],
      ["a rich text (RTF) file", "{\\rtf1 hello}"],
      ["a zip archive (a .docx is one, too)", Buffer.from("504b0304140000000800", "hex")],
      ["a file of zero bytes", Buffer.alloc(2000)],
      ["a file of another kind", Buffer.from("00ff00fe0102", "hex")],
    ] as const) {
      it(`${what} that is named .pdf`, async () => {
        const { code, message } = await refusal(scratch.write("claims.pdf", content));
        assert.equal(code, "not-a-pdf");
        assert(message.includes(`is named .pdf but appears to be ${what}.`), message);
      });
    }

    it("a PDF whose tree of pages is a loop", async () => {
      assert.equal((await refusal(scratch.write("loop.pdf", loopingTree()))).code, "no-pages");
    });

    it("a PDF whose page is 5,000 levels down", async () => {
      assert.equal((await refusal(scratch.write("deep.pdf", deepTree(5000)))).code, "damaged");
    });

    it("a PDF that has fewer pages than it says", async () => {
      const tree = pdfOfTree(
        "<< /Type /Pages /Count 3 /Kids [3 0 R] >>",
        `<< /Type /Page /Parent 2 0 R ${LETTER} >>`,
      );
      const { code, problem } = await refusal(scratch.write("short.pdf", tree));
      assert.equal(code, "damaged");
      assert.match(problem, /^is damaged: page 2 of 3 cannot be found\. /);
    });

    it("a PDF that is cut off, wherever it is", async () => {
      const whole = pdfOfPages(...Array.from({ length: 20 }, () => LETTER));
      const codes: string[] = [];
      for (const part of [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]) {
        const path = scratch.write("cut.pdf", whole.subarray(0, Math.floor(whole.length * part)));
        codes.push((await refusal(path)).code);
      }
      assert.deepEqual(codes, Array(7).fill("damaged"));
    });

    it("a PDF that lost bytes in its middle, though its end is there", async () => {
      const whole = pdfOfPages(LETTER, LETTER, LETTER);
      const holed = Buffer.concat([whole.subarray(0, 150), whole.subarray(170)]);
      assert.equal((await refusal(scratch.write("holed.pdf", holed))).code, "damaged");
    });

    it("a name with control characters, without repeating them", async () => {
      const { message, file } = await refusal("\u001b[2J.pdf");
      assert.equal(file, "\u001b[2J.pdf");
      assert(message.startsWith('The document "\uFFFD[2J.pdf" '), message);
    });
  });

  it("gives up before it reads when the signal is aborted already", async () => {
    const reason = new Error("no longer wanted");
    await assert.rejects(inspectDocument("absent.pdf", { signal: AbortSignal.abort(reason) }), reason);
  });
});
