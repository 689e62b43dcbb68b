import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { CertificateAuthority } from "../../../../emulator/pack/certificate-authority.ts";
import { signedPdf } from "../../../../emulator/pack/signed-pdf.ts";
import { readDocument } from "../../../../emulator/pdf/read-document.ts";
import type { FilledTag } from "../../../../emulator/pdf/stamp-tags.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "../../document/test-files.ts";
import { encryptedPdf } from "../password-pdf.ts";
import { placesOfText } from "../place-of-text.ts";
import { lastSignature, needPrograms, Pdfsig, validAndTrusted } from "./judges.ts";

const facts = {
  name: "Emulator",
  reason: "Everybody has signed",
  location: "This machine",
  at: new Date(Date.UTC(2026, 0, 31, 12)),
};

const filled: FilledTag[] = [
  {
    tag: { type: "signature", file_name: "a.pdf", page_number: 1, x: 0.25, y: 0.5 },
    value: "QZX",
  },
];

/** A page of A4 written with object streams, or with a plain table. */
async function page(useObjectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([595, 842]);
  return document.save({ useObjectStreams });
}

describe("a PDF signed by the emulator", () => {
  const scratch = scratchFolder();
  let authority: CertificateAuthority;
  let pdfsig: Pdfsig;

  const signed = (content: Uint8Array, by = authority, values = filled): Promise<Uint8Array> =>
    signedPdf(content, values, facts, by);
  const verdicts = (pdf: Uint8Array) =>
    pdfsig.judge(pdf).map(({ signedAt: _, field: __, ...verdict }) => verdict);

  before(async function () {
    needPrograms(this, "pdfsig", "certutil", "openssl");
    authority = await CertificateAuthority.create();
    pdfsig = new Pdfsig(scratch, authority.certificate);
  });

  for (const useObjectStreams of [true, false])
    it(`is valid and trusted for pdfsig, ${useObjectStreams ? "with" : "without"} object streams`, async () => {
      assert.deepEqual(pdfsig.judge(await signed(await page(useObjectStreams))), [
        { ...validAndTrusted, field: "EmulatorSignature", signedAt: "Jan 31 2026 12:00:00" },
      ]);
    });

  it("is valid for openssl, which finds the root in the signature of no use by itself", async () => {
    const { signed: content, cms } = lastSignature(await signed(await page(true)));
    const other = await CertificateAuthority.create();
    const verify = (root: string) =>
      execFileSync(
        "openssl",
        [
          ...["cms", "-verify", "-binary", "-inform", "DER", "-in", scratch.write("cms.der", cms)],
          ...["-content", scratch.write("content", content), "-CAfile", scratch.write("ca.pem", root)],
        ],
        { stdio: ["ignore", "pipe", "ignore"] },
      );
    assert.deepEqual(verify(authority.certificate), content);
    assert.throws(() => verify(other.certificate));
  });

  it("is valid but not trusted where another emulator's root is", async () => {
    const stranger = await CertificateAuthority.create();
    assert.deepEqual(verdicts(await signed(await page(true), stranger)), [
      { ...validAndTrusted, certificate: "Certificate issuer isn't Trusted." },
    ]);
  });

  it("does not hold once a byte of the page is another", async () => {
    const pdf = Buffer.from(await signed(await page(false)));
    pdf[pdf.indexOf("595")] = 0x34;
    assert.deepEqual(
      verdicts(pdf).map(({ signature }) => signature),
      ["Digest Mismatch."],
    );
  });

  for (const useObjectStreams of [true, false])
    it(`leaves every earlier byte and signature as they were, ${useObjectStreams ? "with" : "without"} object streams`, async () => {
      const first = await signed(await page(useObjectStreams), authority, []);
      const second = await signed(first);
      assert.deepEqual(second.subarray(0, first.length), first);
      assert.deepEqual(
        pdfsig.judge(second).map(({ field, signature, coversAll }) => [field, signature, coversAll]),
        [
          ["EmulatorSignature", "Signature is Valid.", false],
          ["EmulatorSignature2", "Signature is Valid.", true],
        ],
      );
      assert.equal((await placesOfText(second, 1, "QZX")).length, 1);
    });

  it("is written anew where it was encrypted, with nothing encrypted left", async () => {
    const pdf = await signed(await encryptedPdf(""));
    assert.deepEqual(verdicts(pdf), [validAndTrusted]);
    assert.equal((await PDFDocument.load(pdf)).isEncrypted, false);
  });

  it("is written anew where its list of objects is wrong, without a signature that no longer holds", async () => {
    const first = Buffer.from(await signed(await page(false), authority, []));
    first.write("startxref\n7 ", first.lastIndexOf("startxref"), "latin1");
    const second = await signed(first);
    assert.deepEqual(
      pdfsig.judge(second).map(({ field, signature, coversAll }) => [field, signature, coversAll]),
      [
        ["EmulatorSignature", undefined, false],
        ["EmulatorSignature2", "Signature is Valid.", true],
      ],
    );
  });

  it("gives the same bytes each time", async () => {
    const content = await page(true);
    assert.deepEqual(await signed(content), await signed(content));
  });

  it("is valid and trusted whichever awkward PDF it was, as long as that can be read", async function () {
    needTestFiles(this);
    this.timeout(60_000);
    const folder = join(TEST_FILES, "pdfs");
    const wrong: [string, unknown][] = [];
    let judged = 0;
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".pdf"))) {
      const content = readFileSync(join(folder, name));
      if ((await readDocument("pdf", content)).problem) continue;
      const last = verdicts(await signed(content)).at(-1);
      judged += 1;
      if (JSON.stringify(last) !== JSON.stringify(validAndTrusted)) wrong.push([name, last]);
    }
    assert.deepEqual(wrong, []);
    console.log(`      ${judged} PDFs`);
  });

  it("keeps the bytes of a PDF that somebody else signed", async function () {
    needTestFiles(this);
    const content = readFileSync(join(TEST_FILES, "pdfs", "signed_verified.pdf"));
    const pdf = await signed(content);
    assert.deepEqual(Buffer.from(pdf.subarray(0, content.length)), content);
    // What pdfsig makes of the foreign signature is the same before and after.
    assert.deepEqual(pdfsig.judge(pdf)[0], pdfsig.judge(content)[0]);
  });
});
