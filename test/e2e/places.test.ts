import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { linesOfText, pdfOfContents } from "../unit/document/sample-pdf.ts";
import { needTestFiles, TEST_FILES } from "../unit/document/test-files.ts";
import { type Fixture, fixture, nda } from "./fixtures.ts";

/** The envelope, with the first signer's tag at a place in a document. */
const placed = (place: object, path = "nda.pdf") => ({
  ...nda,
  documents: [path],
  recipients: nda.recipients.map(({ tags, ...recipient }) =>
    tags === undefined
      ? recipient
      : { ...recipient, tags: [{ type: "signature", place, document: { path } }] },
  ),
});

describe("tags by place on the real CLI", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    at.stack.write(
      "nda.pdf",
      pdfOfContents(linesOfText([72, 120, "Signature:"], [72, 90, "Signature of the other:"])),
    );
  });
  after(() => at.dispose());

  it("are shown in the plan with the fractions that are sent", async () => {
    at.stack.declare({ nda: placed({ pageNumber: 1, from: "bottom-left", unit: "mm", x: 25.4, y: 50.8 }) });
    const { code, output } = await at.stack.preview("--diff");
    assert.equal(code, 0, output);
    assert.match(
      output,
      /pageNumber *: 1\s+place *: \{[\s\S]*?\}\s+type *: "signature"\s+x *: 0\.117647\s+y *: 0\.818182/,
    );
  });

  it("that are not found are refused with the places that may be meant, before anything is sent", async () => {
    at.stack.declare({ nda: placed({ near: "Signature" }) });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /recipients\[0\]\.tags\[0\]\.place\.\w+ .*page 1/);
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 0]);
  });

  it("are sent where the text is, and stay there once the file is gone", async () => {
    at.stack.declare({ nda: placed({ near: "Signature:", side: "below" }) });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    at.stack.remove("nda.pdf");
    const again = await at.stack.up("--expect-no-changes");
    assert.equal(again.code, 0, again.output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  });

  it("find the signature line of a real contract", async function () {
    needTestFiles(this);
    const cover = "bonterms-mutual-nda.pdf";
    copyFileSync(join(TEST_FILES, "documents", cover), join(at.stack.folder, cover));
    at.stack.declare({ contract: placed({ near: "Effective Date", pageNumber: 1, occurrence: 1 }, cover) });
    const { code, output } = await at.stack.preview("--diff");
    assert.equal(code, 0, output);
    assert.match(output, /x *: 0\.\d+/);
  });
});

describe("tags from anchors on the real CLI", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
  });
  after(() => at.dispose());

  const anchored = (role: string) => ({
    name: "Agreement",
    message: "Please sign.",
    autotagging: "GENERAL",
    documents: ["nda.pdf"],
    recipients: [{ role, name: "Pat Example", email: "pat@example.com", activeForDays: 10 }],
  });

  it("are refused where the document has none for a signer", async () => {
    at.stack.write("nda.pdf", pdfOfContents(linesOfText([72, 700, "|AT|"], [72, 600, "|S2SR|"])));
    at.stack.declare({ nda: anchored("Signer 1") });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /recipients\[0\]\.role does not fit the documents/);
    assert.match(output, /\|S2SR\| on page 1 is for Signer 2, but no recipient has the role/);
    assert.deepEqual(at.mails(), []);
  });

  it("are sent where they fit", async () => {
    at.stack.declare({ nda: anchored("Signer 2") });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    const again = await at.stack.up("--expect-no-changes");
    assert.equal(again.code, 0, again.output);
  });
});
