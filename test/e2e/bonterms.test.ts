import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { inspectDocument } from "../../document/index.ts";
import { type Fixture, fixture, nda } from "./fixtures.ts";

const root = new URL("../../", import.meta.url).pathname;
const documents = join(process.env.YOTISIGN_TEST_FILES ?? join(root, "../shared"), "documents");
const pdf = join(documents, "bonterms-mutual-nda.pdf");
const word = join(documents, "bonterms-cover-page.docx");
const run = promisify(execFile);

describe("a real contract, from declaration to signed pack", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async function () {
    if (!existsSync(pdf)) {
      console.warn(`skipped: ${pdf} is not there; set YOTISIGN_TEST_FILES`);
      this.skip();
    }
    at = await fixture();
  });
  after(() => at?.dispose());

  it("is sent with its cover page in Word, is signed by both, and is downloaded signed", async () => {
    const tag = { fileName: "bonterms-mutual-nda.pdf", pageNumber: 1, x: 0.1, y: 0.9 };
    const recipients = nda.recipients.map((recipient) =>
      recipient.tags ? { ...recipient, tags: [{ ...tag, type: "signature" }] } : recipient,
    );
    at.stack.declare({ nda: { ...nda, documents: [pdf, word], recipients } });
    const sent = await at.stack.up();
    assert.equal(sent.code, 0, sent.output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    const [contract, cover] = at.state("nda").outputs.documents;
    assert.deepEqual(
      [contract?.pages, cover?.pages],
      [(await inspectDocument(pdf)).pages?.length, undefined],
    );

    at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
    at.emulator.control.sign({ envelopeId: at.id("nda"), email: "cass@example.com" });
    assert.deepEqual(at.mails(), [
      "invitation cass@example.com",
      "completion pat@example.com",
      "completion cass@example.com",
      "completion archive@example.com",
    ]);
    assert.equal((await at.stack.up("--refresh")).code, 0);
    assert.match((await at.stack.outputs()).nda?.signedDocumentsUrl ?? "", /completed-documents$/);

    const pack = join(at.stack.folder, "pack.zip");
    const env = { ...process.env, ...at.stack.env };
    const cli = join(root, "dist/cli/main.js");
    await run(process.execPath, [cli, "download", at.id("nda"), "--out", pack], { env });
    const files = unzipSync(readFileSync(pack));
    const signed = at.stack.write("signed.pdf", files["bonterms-mutual-nda.pdf"] ?? "");
    assert.equal((await inspectDocument(signed)).pages?.length, contract?.pages);
    assert.deepEqual(files["bonterms-cover-page.docx"], new Uint8Array(readFileSync(word)));

    const destroyed = await at.stack.destroy();
    assert.equal(destroyed.code, 0, destroyed.output);
    assert.deepEqual([at.mails(), at.emulator.control.calls().archive], [[], 0]);
  });
});
