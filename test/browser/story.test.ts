import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { mail, pdf } from "../e2e/fixtures.ts";
import { TestStack } from "../e2e/stack.ts";
import { scratchFolder } from "../unit/document/test-files.ts";
import { needPrograms, Pdfsig, validAndTrusted } from "../unit/emulator/pack/judges.ts";
import { useChromium } from "./chromium.ts";
import { linkTo, SigningPerson } from "./signing-person.ts";

const program = `const { Envelope, SignedDocuments } = require("pulumi-yotisign");
const signer = (role, name, email, signGroup, x) =>
  ({ role, name, email, signGroup, tags: [{ type: "signature", name: "signature", pageNumber: 1, x, y: 0.8 }] });
const envelope = new Envelope("nda", {
  name: "Mutual NDA",
  message: "Please sign.",
  documents: ["nda.pdf"],
  recipients: [
    signer("Partner", "Pat Example", "pat@example.com", 1, 0.1),
    signer("Second partner", "Kim Sample", "kim@example.com", 1, 0.5),
    signer("Company", "Cass Company", "cass@example.com", 2, 0.1),
  ],
});
const signed = new SignedDocuments("nda-signed", { envelope, directory: "signed" });
exports.signedDocumentsUrl = envelope.signedDocumentsUrl;
exports.status = signed.status;
exports.files = signed.files;
`;

describe("an envelope from its declaration to verified documents, signed in a browser", function () {
  this.timeout(120_000);
  const browser = useChromium();
  const scratch = scratchFolder();
  let emulator: Emulator;
  let stack: TestStack;

  before(async function () {
    needPrograms(this, "pdfsig", "certutil");
    emulator = await startEmulator();
    stack = await TestStack.create(
      {
        YOTI_SIGN_BASE_URL: emulator.url,
        YOTI_SIGN_API_KEY: emulator.apiKey,
        YOTI_SIGN_TRUSTED_ROOTS: "emulator",
      },
      program,
    );
    stack.write("nda.pdf", await pdf());
  });
  after(async () => {
    stack?.dispose();
    await emulator?.close();
  });

  it("ends with files whose signatures all are valid, and everybody e-mailed as often as is right", async () => {
    const sent = await stack.up("--skip-preview");
    assert.equal(sent.code, 0, sent.output);
    for (const email of ["pat@example.com", "kim@example.com", "cass@example.com"])
      await new SigningPerson(await browser.open(linkTo(emulator, email))).sign({ Signature: "As agreed" });

    const completed = await stack.up("--refresh", "--skip-preview");
    assert.equal(completed.code, 0, completed.output);
    const outputs = (await stack.outputs()) as unknown as {
      signedDocumentsUrl: string;
      status: string;
      files: { name: string; path: string; url: string }[];
    };
    assert.match(outputs.signedDocumentsUrl, /\/v2\/envelopes\/[0-9a-f-]{36}\/completed-documents$/);
    assert.equal(outputs.status, "verified");
    assert.deepEqual(outputs.files.map(({ name }) => name).toSorted(), [
      "cover-sheet.pdf",
      "envelope-signature.xml",
      "nda.pdf",
    ]);
    const pdfsig = new Pdfsig(scratch, emulator.caCertificate);
    for (const { path } of outputs.files.filter(({ name }) => name.endsWith(".pdf"))) {
      const [verdict, ...others] = pdfsig.judge(readFileSync(join(stack.folder, path)));
      const { field: _, signedAt: __, ...judged } = verdict ?? {};
      assert.deepEqual([judged, others], [validAndTrusted, []]);
    }
    assert.deepEqual(emulator.control.outbox().map(mail), [
      "invitation pat@example.com",
      "invitation kim@example.com",
      "invitation cass@example.com",
      "completion pat@example.com",
      "completion kim@example.com",
      "completion cass@example.com",
    ]);
  });
});
