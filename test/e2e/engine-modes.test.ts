import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Fixture, fixture, nda } from "./fixtures.ts";

describe("other ways to run Pulumi", function () {
  this.timeout(120_000);
  let at: Fixture;
  let id: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.mails();
  });
  after(() => at.dispose());

  it("up --replace leaves an envelope that supersedes does not name as it is, and says so", async () => {
    const { code, output } = await at.stack.up("--skip-preview", "--replace", at.state("nda").urn);
    assert.equal(code, 0, output);
    assert.match(
      output,
      new RegExp(`envelope ${id} \\(ACTIVE\\): it stays, and nothing was sent.*supersedes: "${id}"`),
    );
    assert.deepEqual([at.id("nda"), at.mails()], [id, []]);
  });

  it("an envelope that Pulumi's state lost is gone on with, not sent again", async () => {
    const lost = await at.stack.pulumi("state", "delete", at.state("nda").urn, "--yes", "--stack", "test");
    assert.equal(lost.code, 0, lost.output);
    assert.deepEqual(at.stack.envelopes(), {});
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("nda"), at.mails()], [id, []]);
  });

  it("refresh --run-program renews exported values", async () => {
    at.emulator.control.signAll(id);
    at.mails();
    const { code, output } = await at.stack.refresh("--run-program");
    assert.equal(code, 0, output);
    assert.equal((await at.stack.outputs()).nda?.status, "COMPLETE");
  });

  it("destroy --run-program withdraws as destroy does", async () => {
    at.stack.declare({ nda, second: { ...nda, name: "Second" } });
    await at.stack.up("--skip-preview");
    at.mails();
    const { code, output } = await at.stack.destroy("--run-program");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });

  it("up --refresh and destroy --refresh read before they act", async () => {
    at.stack.declare({ third: { ...nda, name: "Third" } });
    await at.stack.up("--skip-preview");
    at.mails();
    const up = await at.stack.up("--refresh");
    assert.equal(up.code, 0, up.output);
    const { code, output } = await at.stack.destroy("--refresh");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });
});

describe("a replacement that Pulumi is told to make, where the journal is gone too", function () {
  this.timeout(120_000);
  let at: Fixture;
  let id: string;
  before(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    id = at.id("nda");
    at.mails();
  });
  after(() => at.dispose());

  for (const flag of ["--replace", "--target-replace"])
    it(`up ${flag} sends no second envelope where the journal is gone too`, async () => {
      rmSync(join(at.stack.folder, "backend/.pulumi/yotisign"), { recursive: true, force: true });
      const { output } = await at.stack.up("--skip-preview", flag, at.state("nda").urn);
      const statuses = at.emulator.control.envelopes().map(({ status }) => status);
      assert.deepEqual([at.id("nda"), at.mails(), statuses], [id, [], ["ACTIVE"]], output);
    });
});
