import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { uploadSignedCommand } from "../../../cli/upload-signed.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { samplePdf } from "../provider/sample-envelope.ts";
import { rejection } from "../sdk/client/test-service.ts";
import { EffectWorld } from "./effect/effect-world.ts";

describe("yotisign upload-signed", function () {
  this.timeout(60_000);
  let at: EffectWorld;
  let id: string;
  let scan: string;
  let sha256: string;

  beforeEach(async () => {
    at = await EffectWorld.start();
    id = await at.send("nda");
    scan = at.world.write("scan.pdf", samplePdf("signed"));
    sha256 = createHash("sha256").update(readFileSync(scan)).digest("hex");
  });
  afterEach(() => at.stop());

  const upload = (args: string[], given = {}) => at.run(uploadSignedCommand, args, given);
  const uploads = () => at.world.emulator.control.calls().uploadSignedDocument;
  const signed = () =>
    at.world.emulator.control.envelope(id).recipients.map(({ signedAt }) => signedAt !== null);
  const flat = (text: string): string => text.replace(/\s+/g, " ");

  it("says what it hands in for whom and who is invited then, asks, and hands it in", async () => {
    const { text, exitCode, asked, mails } = await upload(["nda", "Partner", scan], { answer: true });
    assert.equal(
      flat(text),
      flat(`Hand in a document that was signed offline

        envelope  nda, ACTIVE
        id        ${id}
        service   ${at.world.emulator.url}
        document  ${scan}, 2 pages, ${readFileSync(scan).length} bytes, SHA-256 ${sha256.slice(0, 12)}…
        to        Partner (p…@example.com), invited just now, link expires in 2 days

        Once Yoti Sign has processed it, this recipient counts as having signed, for good. Group 2 is then invited by
        e-mail, which cannot be unsent: Company.

        handed in Partner (p…@example.com): QUEUED; \`yotisign status\` shows when it counts.
      `),
    );
    assert.deepEqual([exitCode, asked, mails], [0, ["Hand it in?"], []]);
    await at.world.emulator.control.process(id);
    assert.deepEqual([signed(), at.world.mails()], [[true, false, false], ["invitation cass@example.com"]]);
  });

  it("says when it is the last signature", async () => {
    at.world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    at.world.mails();
    const { text } = await upload(["nda", "Company", scan, "--dry-run"]);
    assert.match(
      flat(text),
      /It is the last signature: the envelope is then complete, and the signed documents/,
    );
    assert.equal(uploads(), 0);
    await upload(["nda", "Company", scan, "--yes"]);
    await at.world.emulator.control.process(id);
    assert.equal(at.world.emulator.control.envelope(id).status, "COMPLETE");
  });

  it("says who is waited for beside", async () => {
    const recipients = at.world
      .nda()
      .recipients.map((one) => ({ ...one, ...(one.type !== "CC" && { signGroup: 1 }) }));
    await at.send("both", { recipients });
    const { text } = await upload(["both", "Company", scan, "--dry-run"]);
    assert.match(flat(text), /for good\. Still waited for: Partner\./);
  });

  it("hands in nothing when the answer is no, or without a terminal", async () => {
    assert.equal((await upload(["nda", "Partner", scan], { answer: false })).exitCode, 1);
    assert((await rejection(upload(["nda", "Partner", scan]))) instanceof ConfigError);
    assert.equal(uploads(), 0);
  });

  it("prints what was found of the document in JSON", async () => {
    const { text, exitCode } = await upload(["nda", "Partner", scan, "--yes", "--json"]);
    const { command, document, results } = JSON.parse(text);
    assert.deepEqual(
      [command, document, results[0].outcome, exitCode],
      ["upload-signed", { file: scan, bytes: readFileSync(scan).length, sha256, pages: 2 }, "done", 0],
    );
  });

  it("hands in nothing for somebody who has signed, whose turn it is not, or who gets a copy", async () => {
    for (const [who, why] of [
      ["Company", "it is not their turn"],
      ["archive", "gets a copy"],
    ] as const) {
      const { text, exitCode } = await upload(["nda", who, scan, "--yes"]);
      assert.match(flat(text), new RegExp(`^Nothing was done\\. skipped ${who} .*: ${why}`));
      assert.equal(exitCode, 1);
    }
    at.world.emulator.control.signAll(id);
    const { text, exitCode } = await upload(["nda", "Partner", scan, "--yes"]);
    assert.equal(text, "Nothing was done: the envelope is signed by everyone (COMPLETE).\n");
    assert.deepEqual([exitCode, uploads()], [1, 0]);
  });

  const wrong: [string, () => string, RegExp][] = [
    ["a file that is not there", () => join(at.world.folder, "lost.pdf"), /does not exist/],
    ["a file that is no PDF", () => at.world.write("photo.pdf", "a photo"), /photo\.pdf" /],
    ["an empty file", () => at.world.write("empty.pdf", ""), /is empty/],
    ["a picture", () => at.world.write("scan.jpg", "a photo"), /ends in "\.jpg"/],
    [
      "a file of more than 75 MB",
      () => at.world.write("big.pdf", Buffer.alloc(75_000_001)),
      /has 75,000,001 bytes; what is signed offline may have 75,000,000 \(75 MB\)/,
    ],
  ];
  for (const [what, file, message] of wrong)
    it(`refuses ${what} before it asks the service anything`, async () => {
      at.world.emulator.control.clearCalls();
      const error = await rejection(upload(["nda", "Partner", file(), "--yes"]));
      assert(error instanceof ConfigError, String(error));
      assert.match(error.message, /^Nothing was sent\. /);
      assert.match(error.message, message);
      assert.deepEqual([uploads(), at.world.emulator.control.calls().get], [0, 0]);
    });

  it("sends nothing when the file has changed since it was read", async () => {
    const person = {
      present: true,
      async agrees() {
        at.world.write("scan.pdf", samplePdf("forged"));
        return true;
      },
    };
    const { text, exitCode } = await upload(["nda", "Partner", scan], { person });
    assert.match(flat(text), /failed Partner .*: .*scan\.pdf/);
    assert.equal(exitCode, 2);
    await at.world.emulator.control.process(id);
    assert.deepEqual(signed(), [false, false, false]);
  });

  it("does not repeat what may have been handed in", async () => {
    at.world.emulator.control.addFault({
      operation: "uploadSignedDocument",
      action: { kind: "reset-after" },
    });
    const { text, exitCode } = await upload(["nda", "Partner", scan, "--yes", "--json"]);
    const [{ outcome, message }] = JSON.parse(text).results;
    assert.match(message, /^Nobody knows whether the document was handed in: POST /);
    assert.deepEqual([outcome, exitCode, uploads()], ["unknown", 2, 1]);
  });
});
