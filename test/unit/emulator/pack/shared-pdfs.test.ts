import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { readDocument } from "../../../../emulator/pdf/read-document.ts";
import { needTestFiles, TEST_FILES } from "../../document/test-files.ts";
import { optionsFor, signer, start, tag } from "../api-caller.ts";
import { needPrograms } from "./judges.ts";
import { type JudgedSignature, Judges, soundSignature } from "./outside-judges.ts";
import { completed, entry, packOf } from "./packs.ts";

/** How many files an envelope takes. */
const filesAtOnce = 20;

/** Those that are encrypted, or that readers have to search for objects: see docs/emulator.md. */
const writtenAnew = ["empty_protected.pdf", "issue17215.pdf", "issue7665.pdf", "secHandler.pdf"];

describe("awkward PDFs in a completion pack", () => {
  let emulator: Emulator;
  let judges: Judges;
  const uploads = new Map<string, Uint8Array<ArrayBuffer>>();
  const signed = new Map<string, Uint8Array>();

  before(async function () {
    needTestFiles(this);
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    judges = new Judges(emulator.caCertificate);
    for (const folder of ["pdfs", "documents"])
      for (const name of readdirSync(join(TEST_FILES, folder)).filter((one) => one.endsWith(".pdf"))) {
        const content = new Uint8Array(readFileSync(join(TEST_FILES, folder, name)));
        if ((await readDocument("pdf", content)).problem === undefined) uploads.set(name, content);
      }
    const names = [...uploads.keys()];
    for (let first = 0; first < names.length; first += filesAtOnce) {
      const files = Object.fromEntries([...uploads].slice(first, first + filesAtOnce));
      const tags = Object.keys(files).map((file_name) => tag({ file_name, x: 0.2, y: 0.2 }));
      const id = await completed(emulator, optionsFor(signer({ tags })), files);
      const pack = await packOf(emulator, id);
      for (const name of Object.keys(files)) signed.set(name, entry(pack, name));
    }
  });
  after(async () => {
    judges?.close();
    await emulator?.close();
  });

  const judged = (name: string, content: Uint8Array | undefined): JudgedSignature[] => {
    assert.ok(content, `${name} is not there`);
    return judges.signatures(content);
  };

  it("are all valid and trusted by pdfsig, whatever they are like", function () {
    needPrograms(this, "pdfsig", "certutil");
    assert.ok(signed.size > 30, `only ${signed.size} files are accepted`);
    const found = [...signed].map(([name, content]) => [name, judged(name, content).at(-1)]);
    assert.deepEqual(
      found,
      [...signed.keys()].map((name) => [name, soundSignature]),
    );
    console.log(`      ${signed.size} shared PDFs signed and valid`);
  });

  it("are only added to, but for a few", () => {
    const changed = [...signed].filter(([name, content]) => {
      const upload = uploads.get(name) ?? new Uint8Array();
      return !Buffer.from(content).subarray(0, upload.length).equals(upload);
    });
    assert.deepEqual(changed.map(([name]) => name).sort(), writtenAnew);
  });

  it("keep an earlier signature for what pdfsig said of it", function () {
    needPrograms(this, "pdfsig", "certutil");
    const name = "signed_verified.pdf";
    const before = judged(name, uploads.get(name));
    assert.deepEqual(
      before.map(({ field, type }) => [field, type]),
      [["Signature1", "adbe.pkcs7.detached"]],
    );
    assert.deepEqual(judged(name, signed.get(name)), [...before, soundSignature]);
  });
});
