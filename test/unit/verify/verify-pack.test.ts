import assert from "node:assert/strict";
import type { Zippable } from "fflate";
import type { Emulator } from "../../../emulator/index.ts";
import { type ExpectedPack, verifyPack } from "../../../verify/index.ts";
import { linesOfText, pdfOfContents } from "../document/sample-pdf.ts";
import { type EmulatedPack, emulatedPack, found, ORIGINALS, packEmulator, zipOf } from "./emulated-pack.ts";
import { rawZip } from "./raw-zip.ts";
import { certificateFor } from "./sample-certificates.ts";
import { appendObjects, nextNumber, signPdf } from "./sign-pdf.ts";

const LIST = "envelope-signature.xml";

describe("verifyPack", function () {
  this.timeout(30_000);
  let emulator: Emulator;
  let pack: EmulatedPack;
  let nda: Buffer;

  before(async () => {
    emulator = await packEmulator();
    pack = await emulatedPack(emulator);
    nda = Buffer.from(pack.entries["nda.pdf"] as Uint8Array);
  });
  after(() => emulator.close());

  const judge = async (zip: Uint8Array, more: ExpectedPack = {}): Promise<string[]> =>
    found(await verifyPack(zip, { ...pack.expected, ...more }));
  /** What is found when entries are other ones; undefined takes one out. */
  const changed = (
    changes: Record<string, Uint8Array | undefined>,
    more?: ExpectedPack,
  ): Promise<string[]> => {
    const entries = Object.entries({ ...pack.entries, ...changes }).filter(([, content]) => content);
    return judge(zipOf(Object.fromEntries(entries) as Zippable), more);
  };

  it("finds nothing wrong with a pack as the emulator makes it, and says what is in it", async () => {
    const { files, problems, notes } = await verifyPack(pack.zip, pack.expected);
    assert.deepEqual([problems, notes], [[], []]);
    assert.deepEqual(
      files.map(({ name, kind, pages, signatures }) => [name, kind, pages, signatures.length]),
      [
        ["nda.pdf", "document", 2, 1],
        ["order.pdf", "document", 1, 1],
        ["terms.pdf", "document", 1, 1],
        ["attachments/passport.pdf", "attachment", 1, 1],
        ["cover-sheet.pdf", "cover-sheet", 1, 1],
        [LIST, "signature", undefined, 1],
      ],
    );
  });

  it("takes about as long as opening the files: its time, printed", async () => {
    await verifyPack(pack.zip, pack.expected);
    const start = performance.now();
    await verifyPack(pack.zip, pack.expected);
    const milliseconds = Math.round(performance.now() - start);
    console.log(`    ${JSON.stringify({ pdfs: 5, compared: 3, milliseconds })}`);
  });

  it("trusts nobody it was not told to trust", async () => {
    assert.deepEqual(
      await judge(pack.zip, { roots: [(await certificateFor({ isAuthority: true })).certificate] }),
      ["nda.pdf", "order.pdf", "terms.pdf", "cover-sheet.pdf", LIST].map(
        (name) => `untrusted-certificate ${name}`,
      ),
    );
  });

  it("refuses roots that are none", async () => {
    await assert.rejects(verifyPack(pack.zip, { roots: ["no certificate"] }), TypeError);
  });

  it("finds a pack that is not the receipt's", async () => {
    const { sha256 } = await verifyPack(pack.zip);
    const recorded = await judge(pack.zip, { sha256: sha256.toUpperCase() });
    assert.deepEqual([recorded, await judge(pack.zip, { sha256: "0".repeat(64) })], [[], ["pack-differs"]]);
  });

  it("finds the pack of another envelope", async () => {
    assert.deepEqual(await judge(pack.zip, { envelopeId: "another" }), ["other-envelope"]);
  });

  it("finds a swapped file, though it is signed by the same", async () => {
    const other = pack.entries["order.pdf"] as Uint8Array;
    assert.deepEqual(await changed({ "nda.pdf": other }), [
      "page-count-differs nda.pdf",
      "file-differs nda.pdf",
    ]);
  });

  it("finds a file of another envelope's pack", async () => {
    const { entries } = await emulatedPack(emulator);
    assert.deepEqual(await changed({ "terms.pdf": entries["terms.pdf"] }), ["file-differs terms.pdf"]);
    assert.deepEqual(await changed({ [LIST]: entries[LIST] }), [
      "other-envelope",
      ...Object.keys(entries)
        .filter((name) => name !== LIST)
        .map((name) => `file-differs ${name}`),
    ]);
  });

  it("finds an added page: whoever appends it signs nothing", async () => {
    const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>";
    const pages = "<< /Type /Pages /Count 3 /Kids [4 0 R 6 0 R 900 0 R] /MediaBox [0 0 612 792] >>";
    const catalog = /(?<!\d)1 0 obj\s(<<[\s\S]*?>>)\sendobj/g;
    const [last] = [...nda.toString("latin1").matchAll(catalog)].slice(-1);
    const added = appendObjects(nda, { 1: last?.[1] ?? "", 2: pages, 900: page });
    assert.deepEqual(await changed({ "nda.pdf": added }), [
      "changed-after-signing nda.pdf",
      "page-count-differs nda.pdf",
      "file-differs nda.pdf",
    ]);
  });

  it("finds a stripped signature", async () => {
    const stripped = appendObjects(nda, { 1: "<< /Type /Catalog /Pages 2 0 R >>" });
    assert.deepEqual(await changed({ "nda.pdf": stripped }), [
      "unsigned-document nda.pdf",
      "file-differs nda.pdf",
    ]);
    assert.deepEqual(await changed({ "nda.pdf": ORIGINALS["nda.pdf"] }), [
      "unsigned-document nda.pdf",
      "file-differs nda.pdf",
    ]);
  });

  it("finds a truncated signature", async () => {
    const truncated = Buffer.from(nda);
    const at = truncated.lastIndexOf("/Contents <") + "/Contents <".length;
    truncated.write("0".repeat(9000), at + 1000, "latin1");
    assert.deepEqual(await changed({ "nda.pdf": truncated }), [
      "unreadable-signature nda.pdf",
      "file-differs nda.pdf",
    ]);
  });

  it("finds a document that somebody else signed on top", async () => {
    const stranger = await certificateFor({ issuer: await certificateFor({ isAuthority: true }) });
    const field = nextNumber(nda) - 2;
    assert.deepEqual(await changed({ "nda.pdf": signPdf(nda, stranger, { fields: [field] }) }), [
      "untrusted-certificate nda.pdf",
      "file-differs nda.pdf",
    ]);
  });

  it("finds files that were added, removed and renamed", async () => {
    const terms = pack.entries["terms.pdf"] as Uint8Array;
    assert.deepEqual(
      [
        await changed({ "extra.pdf": terms }),
        await changed({ "attachments/passport.pdf": undefined }),
        await changed({ "terms.pdf": undefined, "Terms.pdf": terms }),
        await changed({ "terms.pdf": undefined, "Terms.pdf": terms }, { documents: [] }),
      ],
      [
        ["unlisted-file extra.pdf"],
        ["listed-file-missing attachments/passport.pdf"],
        ["missing-document terms.pdf", "listed-file-missing terms.pdf", "unlisted-file Terms.pdf"],
        ["listed-file-missing terms.pdf", "unlisted-file Terms.pdf"],
      ],
    );
  });

  it("finds a pack without its XML signature, or with one that is none", async () => {
    assert.deepEqual(
      [await changed({ [LIST]: undefined }), await changed({ [LIST]: Buffer.from("<Other/>") })],
      [["no-signature-file"], ["no-signature-file"]],
    );
  });

  it("finds a changed attachment, which its signer need not have signed", async () => {
    const plain = pdfOfContents(linesOfText([72, 700, "Another passport"]));
    assert.deepEqual(await changed({ "attachments/passport.pdf": plain }), [
      "file-differs attachments/passport.pdf",
    ]);
  });

  it("says which files are damaged, and does not say it twice", async () => {
    const damaged = Object.entries(pack.entries).map(([name, content]) => ({
      name,
      content: Buffer.from(content),
      ...(name === "order.pdf" && { crc: 1 }),
    }));
    assert.deepEqual(await judge(rawZip(damaged)), ["damaged-file order.pdf"]);
  });

  it("refuses an unsafe zip without looking further", async () => {
    const link = { name: "nda.pdf", madeBy: 0x0314, externalAttributes: 0o120777 * 0x10000 };
    assert.deepEqual(
      [
        await changed({ "../nda.pdf": nda }),
        await changed({ "NDA.pdf": nda }),
        await judge(rawZip([link])),
        await judge(Buffer.from("PK")),
      ],
      [["unsafe-name"], ["colliding-names"], ["zip-special-entry"], ["not-a-zip"]],
    );
  });

  it("never tells a document's text, a signer's name or an address", async () => {
    const documents = [
      { fileName: "nda.pdf", content: pdfOfContents(linesOfText([72, 700, "Secret clause"]), "") },
    ];
    const { problems, notes } = await verifyPack(pack.zip, { documents, roots: pack.expected.roots });
    assert.deepEqual(problems, [
      {
        code: "text-missing",
        file: "nda.pdf",
        message: 'The file "nda.pdf" lacks text on page 1 that was sent.',
      },
    ]);
    assert.deepEqual(notes, []);
  });

  it("says of files that are no PDF what it did", async () => {
    const word = Buffer.from("PK\x03\x04 word", "latin1");
    const documents = [{ fileName: "terms.docx", content: word }, { fileName: "order.docx" }];
    const zip = zipOf({ "terms.docx": word, "order.docx": word });
    const { problems, notes } = await verifyPack(zip, { documents, roots: pack.expected.roots });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["no-signature-file"],
    );
    assert.deepEqual(notes, [
      'The file "terms.docx" is what was sent, byte by byte; it is no PDF, and not signed itself.',
      'The file "order.docx" is no PDF: its text, its pages and its signatures were not judged.',
      'The file "terms.docx" is in no signature that could be judged.',
      'The file "order.docx" is in no signature that could be judged.',
    ]);
  });
});
