import assert from "node:assert/strict";
import { join } from "node:path";
import { zipSync } from "fflate";
import { DocumentReader, type DocumentTraits } from "../../../../document/index.ts";
import { readDocTraits } from "../../../../document/word/doc-traits.ts";
import { MAX_XML_BYTES } from "../../../../document/word/docx-text.ts";
import { readDocxTraits } from "../../../../document/word/docx-traits.ts";
import { needTestFiles, TEST_FILES } from "../test-files.ts";
import { compoundFileOf } from "./compound-file-sample.ts";

const NOTHING: DocumentTraits = {
  javaScript: false,
  macros: false,
  attachments: [],
  signatures: 0,
  formFields: undefined,
  comments: 0,
  trackedChanges: 0,
  fonts: undefined,
  pages: undefined,
};

/** A .docx with these parts beside those that each has. */
const docxOf = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document/>",
        ...parts,
      }).map(([name, xml]) => [name, Buffer.from(xml)]),
    ),
  );

describe("the traits of .docx files", () => {
  it("are none of a plain one; what is not looked for is not known", () => {
    assert.deepEqual(readDocxTraits(docxOf({})), NOTHING);
  });

  it("are the files embedded in it, and the signatures", () => {
    const traits = readDocxTraits(
      docxOf({
        "word/embeddings/oleObject1.bin": "",
        "word/Embeddings/Microsoft_Excel_Sheet.xlsx": "",
        "word/media/image1.png": "",
        "_xmlsignatures/origin.sigs": "",
        "_xmlsignatures/sig1.xml": "<Signature/>",
        "_xmlsignatures/_rels/origin.sigs.rels": "<Relationships/>",
      }),
    );
    const attachments = ["Microsoft_Excel_Sheet.xlsx", "oleObject1.bin"];
    assert.deepEqual(traits, { ...NOTHING, attachments, signatures: 1 });
  });

  it("are macros that the content types tell of, whatever the part is called", () => {
    const types =
      '<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>';
    assert.deepEqual(readDocxTraits(docxOf({ "[Content_Types].xml": types })), { ...NOTHING, macros: true });
  });

  it("are tracked changes, in headers and notes too, and comments", () => {
    const traits = readDocxTraits(
      docxOf({
        "word/document.xml": `<w:document><w:p><w:ins w:id="1"><w:r/></w:ins><w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del><w:instrText>ins</w:instrText><w:pPr><w:rPr><w:ins w:id="3"/></w:rPr><w:pPrChange w:id="4"/></w:pPr></w:p></w:document>`,
        "word/header1.xml": '<w:hdr><w:moveFrom w:id="5"><w:r/></w:moveFrom><w:moveFromRangeStart/></w:hdr>',
        "word/footnotes.xml": '<w:footnotes><w:tcPrChange w:id="6"/></w:footnotes>',
        "word/comments.xml": '<w:comments><w:comment w:id="0"/><w:comment w:id="1"></w:comment></w:comments>',
        "word/commentsExtended.xml": "<w15:commentsEx/>",
      }),
    );
    assert.deepEqual(traits, { ...NOTHING, trackedChanges: 6, comments: 2 });
  });

  it("are found under another prefix, and in UTF-16", () => {
    const xml = '<n:document xmlns:n="http://example.com"><n:ins n:id="1"/></n:document>';
    const utf16 = Buffer.from(`\uFEFF${xml}`, "utf16le").toString("latin1");
    assert.deepEqual(readDocxTraits(docxOf({ "word/document.xml": xml })), { ...NOTHING, trackedChanges: 1 });
    const bytes = zipSync({
      "[Content_Types].xml": Buffer.from("<Types/>"),
      "word/document.xml": Buffer.from(utf16, "latin1"),
    });
    assert.deepEqual(readDocxTraits(bytes), { ...NOTHING, trackedChanges: 1 });
  });

  it("are the fonts that it declares, embedded or not", () => {
    const traits = readDocxTraits(
      docxOf({
        "word/fontTable.xml":
          '<w:fonts><w:font w:name="B &amp; C"><w:embedBold r:id="rId1"/></w:font><w:font w:name="Arial"><w:family w:val="swiss"/></w:font><w:font w:name="Empty"/></w:fonts>',
      }),
    );
    const fonts = [
      { name: "Arial", embedded: false },
      { name: "B & C", embedded: true },
      { name: "Empty", embedded: false },
    ];
    assert.deepEqual(traits, { ...NOTHING, fonts });
  });

  it("are not read of more than 32 MB of text", () => {
    const half = " ".repeat(MAX_XML_BYTES / 2 + 1);
    const traits = readDocxTraits(docxOf({ "word/document.xml": half, "word/header1.xml": half }));
    assert("code" in traits && traits.code === "too-much-text", JSON.stringify(traits));
  });

  it("are not read of a broken one", () => {
    const bytes = docxOf({ "word/document.xml": "<w:p/>".repeat(1000) });
    const start = Buffer.from(bytes).indexOf("word/document.xml") + "word/document.xml".length;
    bytes.fill(0xff, start, start + 8);
    const traits = readDocxTraits(bytes);
    assert("code" in traits && traits.code === "damaged", JSON.stringify(traits));
  });

  it("are those of a real cover page", async function () {
    needTestFiles(this);
    const traits = await new DocumentReader().readTraits(
      join(TEST_FILES, "documents/bonterms-cover-page.docx"),
    );
    assert.equal(traits.fonts?.length, 9);
    assert.deepEqual({ ...traits, fonts: undefined }, NOTHING);
  });
});

describe("the traits of .doc files", () => {
  const UNKNOWN: DocumentTraits = {
    javaScript: undefined,
    macros: undefined,
    attachments: undefined,
    signatures: undefined,
    formFields: undefined,
    comments: undefined,
    trackedChanges: undefined,
    fonts: undefined,
    pages: undefined,
  };

  const docOf = (identifier: number, more: Readonly<Record<string, Buffer>> = {}): Buffer => {
    const text = Buffer.alloc(4096);
    text.writeUInt16LE(identifier, 0);
    return compoundFileOf({ ...more, WordDocument: text });
  };

  it("are whether Word 97 and later keep macros in it; the rest is not known", () => {
    assert.deepEqual(readDocTraits(docOf(0xa5ec)), { ...UNKNOWN, macros: false });
    assert.deepEqual(readDocTraits(docOf(0xa5ec, { Macros: Buffer.alloc(4096) })), {
      ...UNKNOWN,
      macros: true,
    });
  });

  it("are not known at all of Word 6 and 95", () => {
    assert.deepEqual(readDocTraits(docOf(0xa5dc)), UNKNOWN);
  });
});
