import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";

describe("a complete envelope", function () {
  this.timeout(120_000);
  let at: Fixture;
  let id: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.emulator.control.signAll(id);
    await at.stack.refresh();
    at.mails();
  });
  after(() => at.dispose());

  it("refuses a change, with every way out", async () => {
    at.stack.declare({ nda: { ...nda, name: "Another NDA" } });
    const { code, output } = await at.stack.up();
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`is COMPLETE: name differs.*supersedes: "${id}".*sealed: true`, "s"));
    assert.deepEqual(at.mails(), []);
  });

  it("is followed no longer where it is sealed", async () => {
    at.stack.declare({ nda: { ...nda, name: "Another NDA", sealed: true } });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual([at.mails(), at.id("nda")], [[], id]);
  });

  it("leaves the state and is not sent again when it was removed by mistake and is declared again", async () => {
    at.stack.declare({});
    await at.stack.up("--skip-preview");
    at.stack.declare({ nda });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`Goes on with envelope ${id}`));
    assert.deepEqual([at.mails(), at.id("nda")], [[], id]);
  });

  it("stays complete when another is sent in its place", async () => {
    at.stack.declare({ nda: { ...nda, name: "Another NDA", supersedes: id } });
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    assert.deepEqual(
      at.emulator.control.envelopes().map(({ status }) => status),
      ["COMPLETE", "ACTIVE"],
    );
  });
});

describe("an envelope that was archived or deleted outside", function () {
  this.timeout(120_000);
  let at: Fixture;
  let archived: string;
  let deleted: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ archived: nda, deleted: { ...nda, name: "Deleted" } });
    await at.stack.up("--skip-preview");
    archived = at.id("archived");
    deleted = at.id("deleted");
    const headers = { authorization: `Bearer ${at.emulator.apiKey}` };
    await fetch(`${at.emulator.url}/v2/envelopes/${archived}`, { method: "PATCH", headers });
    await fetch(`${at.emulator.url}/v2/envelopes/${deleted}`, { method: "DELETE", headers });
    at.mails();
  });
  after(() => at.dispose());

  it("is reported as drift, and stays in the state as what became of it", async () => {
    const { code, output } = await at.stack.refresh();
    assert.equal(code, 0, output);
    assert.match(output, /2 updated/);
    assert.deepEqual(
      [at.state("archived").outputs.status, at.state("deleted").outputs.status],
      ["ARCHIVED", "MISSING"],
    );
  });

  it("is not sent again while the program is unchanged", async () => {
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), []);
  });

  it("refuses a change, and is sent anew where supersedes names it", async () => {
    at.stack.declare({ archived: { ...nda, name: "Third" }, deleted: { ...nda, name: "Deleted" } });
    const refused = await at.stack.up("--skip-preview");
    assert.notEqual(refused.code, 0);
    assert.deepEqual(at.mails(), []);
    at.stack.declare({
      archived: { ...nda, name: "Third", supersedes: archived },
      deleted: { ...nda, name: "Deleted", supersedes: deleted },
    });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["invitation pat@example.com", "invitation pat@example.com"]);
  });

  it("leaves the state when it is no longer declared, calling nobody", async () => {
    for (const name of ["archived", "deleted"])
      await fetch(`${at.emulator.url}/v2/envelopes/${at.id(name)}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${at.emulator.apiKey}` },
      });
    at.stack.declare({});
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([Object.keys(at.stack.envelopes()), at.mails()], [[], []]);
  });
});
