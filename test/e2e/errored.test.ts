import assert from "node:assert/strict";
import { type Fixture, fixture, nda, pdf } from "./fixtures.ts";

describe("an envelope whose documents the service cannot use", function () {
  this.timeout(120_000);
  let at: Fixture;
  let failed: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
  });
  after(() => at.dispose());

  it("fails the run with file and code, e-mailing nobody", async () => {
    at.emulator.control.addFault({
      operation: "create",
      action: { kind: "file-error", code: "FILE_DAMAGED" },
    });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /nda\.pdf: FILE_DAMAGED/);
    assert.deepEqual(at.mails(), []);
    failed = at.id("nda");
  });

  it("stays failed, and is not sent again, while nothing changed", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /nda\.pdf: FILE_DAMAGED/);
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 1]);
  });

  it("shows after a refresh that it failed", async () => {
    await at.stack.refresh();
    const { output } = await at.stack.preview();
    assert.match(output, /warning: Envelope .* failed: nda\.pdf: FILE_DAMAGED/);
  });

  it("is sent anew without asking once its document is corrected, and the failed one is deleted", async () => {
    at.stack.write("nda.pdf", await pdf(2, "Corrected"));
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    const left = at.emulator.control.envelopes();
    assert.deepEqual(
      left.map(({ envelopeId, status }) => [envelopeId === failed, status]),
      [[false, "ACTIVE"]],
    );
  });

  it("is deleted when it is no longer declared", async () => {
    at.emulator.control.addFault({
      operation: "create",
      action: { kind: "file-error", code: "FILE_DAMAGED" },
    });
    at.stack.declare({ nda, second: { ...nda, name: "Second" } });
    await at.stack.up("--skip-preview");
    at.stack.declare({ nda });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([at.mails(), at.emulator.control.envelopes().length], [[], 1]);
  });
});

describe("an envelope that stays QUEUED", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture({}, { processing: "manual" });
    at.stack.declare({ nda: { ...nda, acceptTimeoutSeconds: 1 } });
  });
  after(() => at.dispose());

  it("fails the run after its time, keeping the id", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /still being processed after 1 s/);
    assert.equal(at.id("nda"), at.emulator.control.envelopes()[0]?.envelopeId);
  });

  it("is waited for by the next run, and not sent again", async () => {
    await at.emulator.control.process();
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    assert.equal(at.emulator.control.calls().create, 1);
  });
});
