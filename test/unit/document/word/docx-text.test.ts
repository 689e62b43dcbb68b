import assert from "node:assert/strict";
import { join } from "node:path";
import { zipSync } from "fflate";
import { DocumentReader } from "../../../../document/index.ts";
import { MAX_XML_BYTES, readDocxText } from "../../../../document/word/docx-text.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "../test-files.ts";
import { compoundFileOf } from "./compound-file-sample.ts";

const docxOf = (body: string, part = "word/document.xml"): Uint8Array =>
  zipSync({
    "[Content_Types].xml": Buffer.from("<Types/>"),
    [part]: Buffer.from(`<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`),
  });

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

describe("the text of Word files", () => {
  const scratch = scratchFolder();
  const reader = new DocumentReader();

  const paragraphsOf = (body: string): readonly string[] | string => {
    const text = readDocxText(docxOf(body));
    return "code" in text ? text.code : text.paragraphs;
  };

  it("is the paragraphs, over all runs", () => {
    const body = `<w:p>${run("Signa")}${run("ture: ")}${run("here")}</w:p><w:p/><w:p w:id="1">${run("Two")}</w:p>`;
    assert.deepEqual(paragraphsOf(body), ["Signature: here", "Two"]);
  });

  it("has tabs, breaks, hyphens and what XML escapes", () => {
    const body = `<w:p>${run("a")}<w:r><w:tab/></w:r>${run("b &amp; &lt;c&gt; &#233;&#x2014;")}<w:br/>${run("d")}<w:noBreakHyphen/>${run("e")}</w:p>`;
    assert.deepEqual(paragraphsOf(body), ["a\tb & <c> é—\nd\u2011e"]);
  });

  it("leaves out deleted text, field codes, and the second copy of a text box", () => {
    const body = `<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del>${run("new")}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p><mc:AlternateContent><mc:Choice><w:p>${run("box")}</w:p></mc:Choice><mc:Fallback><w:p>${run("box")}</w:p></mc:Fallback></mc:AlternateContent>`;
    assert.deepEqual(paragraphsOf(body), ["new", "box"]);
  });

  it("is found where Word on the web puts it", () => {
    assert.deepEqual(readDocxText(docxOf(`<w:p>${run("here")}</w:p>`, "word/document2.xml")), {
      kind: "docx",
      paragraphs: ["here"],
    });
  });

  it("is refused when it unpacks to too much", () => {
    assert.equal(paragraphsOf(" ".repeat(MAX_XML_BYTES)), "too-much-text");
  });

  it("is refused when it cannot be unpacked", () => {
    const bytes = docxOf(`<w:p>${run("some text to pack, some text to pack")}</w:p>`.repeat(20));
    const start = Buffer.from(bytes).lastIndexOf("word/document.xml", 400) + 17;
    bytes.fill(0xff, start, start + 40);
    const text = readDocxText(bytes);
    assert.equal("code" in text && text.code, "damaged");
  });

  it("is read in one go, however broken its markup is", () => {
    for (const piece of ["<", "<w:p", '<a "', "<w:t>x", "&#x110000;", "<mc:Fallback>"])
      assert(typeof paragraphsOf(piece.repeat(200_000)) === "object");
  });

  it("is read through the reader, by the file's kind", async () => {
    const docx = scratch.write("a.docx", docxOf(`<w:p>${run("here")}</w:p>`));
    assert.deepEqual(await reader.readText(docx), { kind: "docx", paragraphs: ["here"] });
  });

  it("of a .doc is not read", async () => {
    const stream = Buffer.alloc(4096);
    stream.writeUInt16LE(0xa5ec, 0);
    const doc = scratch.write("a.doc", compoundFileOf({ WordDocument: stream }));
    assert.deepEqual(await reader.readText(doc), { kind: "doc" });
  });

  it("is read of a real cover page", async function () {
    needTestFiles(this);
    const text = await reader.readText(join(TEST_FILES, "documents/bonterms-cover-page.docx"));
    assert(text.kind === "docx");
    assert(text.paragraphs.some((paragraph) => paragraph.includes("Cover Page")));
    console.log(`      ${text.paragraphs.length} paragraphs`);
  });
});
