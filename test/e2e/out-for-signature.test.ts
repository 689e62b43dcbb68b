import assert from "node:assert/strict";
import { type Fixture, fixture, nda, pdf } from "./fixtures.ts";

const otherMessage = { invitation: { body: { message: "Please sign soon." } } };

describe("an envelope that nobody has signed", function () {
  this.timeout(120_000);
  let at: Fixture;
  let first: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    first = at.id("nda");
    at.mails();
  });
  after(() => at.dispose());

  it("refuses a change of content, naming the field, the id and the way out", async () => {
    at.stack.declare({ nda: { ...nda, emails: otherMessage } });
    const { code, output } = await at.stack.up();
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`Envelope ${first} was sent on .* and is ACTIVE: emails differs`));
    assert.match(output, new RegExp(`supersedes: "${first}"`));
    assert.deepEqual(at.mails(), []);
  });

  it("refuses another document of the same name", async () => {
    at.stack.declare({ nda });
    at.stack.write("nda.pdf", await pdf(2, "Another agreement"));
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /documents differs/);
    assert.deepEqual(at.mails(), []);
  });

  it("goes on without its document once that is deleted", async () => {
    at.stack.remove("nda.pdf");
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    at.stack.write("nda.pdf", await pdf());
  });

  it("records a changed setting without calling the service", async () => {
    at.stack.declare({ nda: { ...nda, onDelete: "retain", acceptTimeoutSeconds: 60 } });
    at.emulator.control.clearCalls();
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.equal(at.state("nda").outputs.onDelete, "retain");
    assert.deepEqual(new Set(Object.values(at.emulator.control.calls())), new Set([0]));
    assert.deepEqual(at.mails(), []);
  });

  it("edits nobody when recipients are reordered", async () => {
    at.stack.declare({ nda: { ...nda, recipients: nda.recipients.toReversed() } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([at.emulator.control.calls().editRecipient, at.mails()], [0, []]);
  });

  it("edits a recipient in place, e-mailing that person only", async () => {
    const [partner, ...others] = nda.recipients;
    at.stack.declare({ nda: { ...nda, recipients: [{ ...partner, email: "paul@example.com" }, ...others] } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation paul@example.com"]);
    assert.equal(at.id("nda"), first);
  });

  it("is withdrawn and sent anew where supersedes names it", async () => {
    at.stack.declare({ nda: { ...nda, emails: otherMessage, supersedes: first } });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`Withdraws envelope ${first}, which e-mails every signer`));
    assert.deepEqual(at.mails(), [
      "withdrawal paul@example.com",
      "withdrawal cass@example.com",
      "invitation pat@example.com",
    ]);
    assert.notEqual(at.id("nda"), first);
  });

  it("is not replaced again by a supersedes that has done its work", async () => {
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), []);
  });

  it("is archived when it is no longer declared, which e-mails the signers", async () => {
    at.stack.declare({});
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    assert.deepEqual(
      at.emulator.control.envelopes().map(({ status }) => status),
      ["ARCHIVED", "ARCHIVED"],
    );
  });

  it("is sent again when it is declared again", async () => {
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  });

  it("is deleted, or left alone, where onDelete says so", async () => {
    at.stack.declare({
      nda: { ...nda, onDelete: "delete" },
      kept: { ...nda, name: "Kept", onDelete: "retain" },
    });
    await at.stack.up("--skip-preview");
    const kept = at.id("kept");
    at.mails();
    const { code, output } = await at.stack.destroy();
    assert.equal(code, 0, output);
    const left = at.emulator.control.envelopes().filter(({ status }) => status === "ACTIVE");
    assert.deepEqual([left.map(({ envelopeId }) => envelopeId), at.mails()], [[kept], []]);
  });
});

describe("an envelope that some have signed", function () {
  this.timeout(120_000);
  let at: Fixture;
  let id: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    at.mails();
  });
  after(() => at.dispose());

  it("says how many signatures a replacement loses, when it refuses a change", async () => {
    at.stack.declare({ nda: { ...nda, name: "Another NDA" } });
    const { code, output } = await at.stack.up("--refresh");
    assert.notEqual(code, 0);
    assert.match(output, /name differs .* loses 1 signature/s);
    assert.deepEqual(at.mails(), []);
  });

  it("refuses to edit who has signed", async () => {
    const [partner, ...others] = nda.recipients;
    at.stack.declare({ nda: { ...nda, recipients: [{ ...partner, name: "Paul Example" }, ...others] } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /recipients\["Partner"\] of envelope .* has signed/);
    assert.deepEqual(at.mails(), []);
  });

  for (const [what, run] of [
    ["when it is no longer declared", () => at.stack.up("--skip-preview")],
    ["on destroy", () => at.stack.destroy()],
  ] as const)
    it(`refuses to withdraw it ${what}, naming what to type`, async () => {
      at.stack.declare({});
      const { code, output } = await run();
      assert.notEqual(code, 0);
      assert.match(output, /1 of 2 signers have signed/);
      assert.match(output, new RegExp(`yotisign:withdraw ${id}`));
      assert.deepEqual([at.mails(), at.id("nda")], [[], id]);
    });

  for (const [what, run] of [
    ["when it is no longer declared", () => at.stack.up("--skip-preview")],
    ["on destroy", () => at.stack.destroy()],
  ] as const)
    it(`withdraws it ${what} once the stack's config names it, as the message said`, async () => {
      at.stack.declare({ nda });
      await at.stack.up("--skip-preview");
      if (at.id("nda") !== id)
        at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
      at.mails();
      at.stack.declare({});
      await at.stack.pulumi("config", "set", "yotisign:withdraw", at.id("nda"));
      const { code, output } = await run();
      assert.equal(code, 0, output);
      assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    });

  it("withdraws it where the environment names it", async () => {
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    at.emulator.control.sign({ envelopeId: at.id("nda"), email: "pat@example.com" });
    at.mails();
    at.stack.env.YOTI_SIGN_WITHDRAW = at.id("nda");
    const { code, output } = await at.stack.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });
});
