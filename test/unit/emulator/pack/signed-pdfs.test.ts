import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { optionsFor, pdfOf, signer, start, tag } from "../api-caller.ts";
import { needPrograms } from "./judges.ts";
import { Judges, lastSignature, soundSignature } from "./outside-judges.ts";
import { completed, downloaded, entry, type Pack, packOf, richEnvelope } from "./packs.ts";

describe("the PDFs of a completion pack", () => {
  let emulator: Emulator;
  let judges: Judges;
  let envelopeId: string;
  let pack: Pack;

  before(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    judges = new Judges(emulator.caCertificate);
    envelopeId = await richEnvelope(emulator);
    pack = await packOf(emulator, envelopeId);
  });
  after(async () => {
    judges.close();
    await emulator.close();
  });

  const pdfs = (): [string, Uint8Array][] => Object.entries(pack).filter(([name]) => name.endsWith(".pdf"));
  const pdfNames = [
    "nda.pdf",
    "annex.pdf",
    "signed-offline/signed by Cy.pdf",
    "attachments/passport scan.pdf",
    "cover-sheet.pdf",
  ];

  it("are all signed as a whole, which pdfsig finds valid and trusted", function () {
    needPrograms(this, "pdfsig", "certutil");
    assert.deepEqual(
      pdfs().map(([name, content]) => [name, judges.signatures(content)]),
      pdfNames.map((name) => [name, [soundSignature]]),
    );
  });

  it("have CAdES signatures that OpenSSL verifies", function () {
    needPrograms(this, "openssl");
    const found = pdfs().map(([name, content]) => {
      const { covered, signature } = lastSignature(content);
      return [name, judges.cmsProblem(covered, signature)];
    });
    assert.deepEqual(
      found,
      pdfNames.map((name) => [name, ""]),
    );
  });

  it("are not valid once a byte of them has changed", function () {
    needPrograms(this, "pdfsig", "certutil", "openssl");
    const changed = Buffer.from(entry(pack, "nda.pdf"));
    const at = changed.indexOf("/MediaBox [ 0 0 595");
    changed.write("/MediaBox [ 0 0 594", at, "latin1");
    const { certificate, ...sound } = soundSignature;
    assert.deepEqual(judges.signatures(changed), [{ ...sound, signature: "Digest Mismatch." }]);
    const { covered, signature } = lastSignature(changed);
    assert.match(judges.cmsProblem(covered, signature), /verification failure/);
  });

  it("are not trusted by who trusts another emulator", async function () {
    needPrograms(this, "pdfsig", "certutil", "openssl");
    const other = await startEmulator();
    await other.close();
    const strangers = new Judges(other.caCertificate);
    try {
      const content = entry(pack, "cover-sheet.pdf");
      const [{ signature, certificate = "" } = soundSignature] = strangers.signatures(content);
      assert.equal(signature, soundSignature.signature);
      assert.notEqual(certificate, soundSignature.certificate);
      const cms = lastSignature(content);
      assert.match(strangers.cmsProblem(cms.covered, cms.signature), /certificate verify error/);
    } finally {
      strangers.close();
    }
  });

  it("are the same bytes again from another emulator that takes a snapshot's place, with the zip around them", async () => {
    const first = await downloaded(emulator, envelopeId);
    const other = await startEmulator({ snapshot: emulator.control.snapshot() });
    try {
      assert.ok(Buffer.from(await downloaded(other, envelopeId)).equals(first), "the zips differ");
    } finally {
      await other.close();
    }
  });

  it("keep what was uploaded, byte for byte, before what was added", async () => {
    const uploads = { "nda.pdf": await pdfOf(2), "annex.pdf": await pdfOf(1) };
    for (const [name, content] of Object.entries(uploads))
      assert.ok(Buffer.from(entry(pack, name)).subarray(0, content.length).equals(content), name);
  });

  it("keep an earlier signature valid: a document another emulator signed can be sent to be signed again", async function () {
    needPrograms(this, "pdfsig", "certutil", "openssl");
    const other = await startEmulator({ clock: () => start, processing: "manual" });
    // The test is not about one signer who signs twice: poppler 22.12 trusts the second time only who is in its database.
    const both = new Judges(emulator.caCertificate, other.caCertificate);
    try {
      const files = { "nda.pdf": new Uint8Array(entry(pack, "annex.pdf")) };
      const id = await completed(other, optionsFor(signer({ tags: [tag()] })), files);
      const twice = entry(await packOf(other, id), "nda.pdf");
      assert.deepEqual(both.signatures(twice), [
        { ...soundSignature, whole: false },
        { ...soundSignature, field: "EmulatorSignature2" },
      ]);
      const { covered, signature } = lastSignature(twice);
      assert.equal(both.cmsProblem(covered, signature), "");
    } finally {
      both.close();
      await other.close();
    }
  });
});
