import assert from "node:assert/strict";
import { type Fixture, fixture, nda, pdf } from "./fixtures.ts";

describe("Pulumi's resource options", function () {
  this.timeout(120_000);
  let at: Fixture;
  let id: string;
  const [partner, ...others] = nda.recipients;
  const edited = [{ ...partner, name: "Paula Example" }, ...others];
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.mails();
  });
  after(() => at.dispose());

  it("an alias keeps the envelope through a rename, calling nobody", async () => {
    at.emulator.control.clearCalls();
    at.stack.declare({ contract: { ...nda, opts: { aliases: [{ name: "nda" }] } } });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("contract"), at.mails()], [id, []]);
    assert.match(String(at.state("contract").outputs.record), /::contract$/);
    assert.deepEqual(new Set(Object.values(at.emulator.control.calls())), new Set([0]));
  });

  it("ignoreChanges leaves what was sent as it was", async () => {
    at.stack.write("nda.pdf", await pdf(2, "Another"));
    at.stack.declare({
      contract: { ...nda, name: "Renamed", opts: { ignoreChanges: ["name", "documents"] } },
    });
    const { code, output } = await at.stack.up();
    at.stack.write("nda.pdf", await pdf());
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("contract"), at.mails()], [id, []]);
  });

  it("replaceOnChanges replaces nothing that supersedes does not name", async () => {
    at.stack.declare({
      contract: { ...nda, recipients: edited, opts: { replaceOnChanges: ["recipients"] } },
    });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`supersedes: "${id}"`));
    assert.deepEqual([at.id("contract"), at.mails()], [id, []]);
  });

  it("a refused replacement leaves nothing behind: reverting the change is enough", async () => {
    at.stack.declare({ contract: nda });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    const again = await at.stack.up("--expect-no-changes");
    assert.equal(again.code, 0, again.output);
    assert.deepEqual([at.id("contract"), at.mails()], [id, []]);
  });

  it("replaceOnChanges replaces what supersedes names", async () => {
    const opts = { replaceOnChanges: ["recipients"] };
    at.stack.declare({ contract: { ...nda, recipients: edited, supersedes: id, opts } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), [
      "withdrawal pat@example.com",
      "withdrawal cass@example.com",
      "invitation pat@example.com",
    ]);
    id = at.id("contract");
  });

  it("protect keeps an envelope from being withdrawn", async () => {
    at.stack.declare({ contract: { ...nda, recipients: edited, opts: { protect: true } } });
    await at.stack.up("--skip-preview");
    at.stack.declare({});
    const { code } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.deepEqual([at.id("contract"), at.mails()], [id, []]);
  });

  it("retainOnDelete drops it from the state only, and declaring it again goes on with it", async () => {
    const declared = { contract: { ...nda, recipients: edited, opts: { retainOnDelete: true } } };
    at.stack.declare(declared);
    await at.stack.up("--skip-preview");
    at.stack.declare({});
    await at.stack.up("--skip-preview");
    assert.deepEqual([at.stack.envelopes(), at.mails()], [{}, []]);
    at.stack.declare(declared);
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("contract"), at.mails()], [id, []]);
  });

  it("without an alias a rename is refused, unless duplicateOf says that the old one is known", async () => {
    const old = at.id("contract");
    at.stack.declare({ other: { ...nda, recipients: edited } });
    const shown = await at.stack.preview();
    assert.match(shown.output, /1 to create/);
    assert.match(shown.output, /1 to delete/);
    const refused = await at.stack.up("--skip-preview");
    assert.match(refused.output, new RegExp(`This looks like a rename: envelope ${old}`));
    assert.deepEqual(at.mails(), []);
    at.stack.declare({ other: { ...nda, recipients: edited, duplicateOf: old } });
    await at.stack.up("--skip-preview");
    // The old one is retained: its last declaration said so.
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    at.stack.declare({ third: { ...nda, recipients: edited, duplicateOf: [old, at.id("other")] } });
    await at.stack.up("--skip-preview");
    assert.deepEqual(at.mails(), [
      "invitation pat@example.com",
      "withdrawal pat@example.com",
      "withdrawal cass@example.com",
    ]);
  });

  it("refuses what cannot work, before anything is sent", async () => {
    at.stack.declare({ third: { ...nda, recipients: edited, opts: { deleteBeforeReplace: false } } });
    const order = await at.stack.preview();
    assert.match(order.output, /would send the new envelope before the old one is withdrawn/);
    at.stack.declare({ fourth: { ...nda, opts: { import: id } } });
    const imported = await at.stack.preview();
    assert.match(imported.output, /set adopt: "<id>"/);
    assert.deepEqual(at.mails(), []);
  });
});

describe("dependsOn", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
  });
  after(() => at.dispose());

  it("sends an envelope only after the one it depends on was accepted", async () => {
    at.stack.write(
      "index.js",
      `const { Envelope } = require("pulumi-yotisign");
const { nda } = require("./declared.json");
const first = new Envelope("first", { ...nda, name: "First" });
const second = new Envelope("second", { ...nda, name: "Second" }, { dependsOn: first });
new Envelope("third", { ...nda, name: second.envelopeId.apply((id) => "After " + id) });
`,
    );
    at.stack.declare({ nda });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual(
      at.emulator.control.outbox().map(({ subject }) => subject),
      ["First", "Second", `After ${at.id("second")}`],
    );
  });
});
