import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Fixture, fixture, nda } from "./fixtures.ts";

describe("a stack with an envelope, and one whose sending was cut off, that gets", function () {
  this.timeout(180_000);
  let at: Fixture;
  const declared = { nda, lost: { ...nda, name: "Lost" } };

  beforeEach(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    await at.stack.up("--skip-preview");
    at.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    at.stack.declare(declared);
    const { code } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    at.mails();
  });
  afterEach(() => at.dispose());

  const ids = (): string[] => at.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);
  /** The ids in the state of a stack, by resource name. */
  async function idsInState(stack: string): Promise<Record<string, string>> {
    const { output } = await at.stack.pulumi("stack", "export", "--stack", stack);
    const { resources = [] } = JSON.parse(output).deployment;
    return Object.fromEntries(
      (resources as { urn: string; id?: string; outputs?: { envelopeId?: string } }[])
        .filter(({ outputs }) => outputs?.envelopeId)
        .map(({ urn, id }) => [urn.split("::").at(-1), id]),
    );
  }

  it("another name: goes on with both, and e-mails nobody", async () => {
    const renamed = await at.stack.pulumi("stack", "rename", "prod", "--stack", "test");
    assert.equal(renamed.code, 0, renamed.output);
    const { code, output } = await at.stack.pulumi("up", "--yes", "--skip-preview", "--stack", "prod");
    assert.equal(code, 0, output);
    assert.deepEqual([await idsInState("prod"), at.mails()], [{ nda: ids()[0], lost: ids()[1] }, []]);
    const again = await at.stack.pulumi(
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      "prod",
      "--expect-no-changes",
    );
    assert.equal(again.code, 0, again.output);
  });

  it("another backend, without its journal: stops at what was cut off, with its id", async () => {
    const file = join(at.stack.folder, "state.json");
    await at.stack.pulumi("stack", "export", "--stack", "test", "--file", file);
    mkdirSync(join(at.stack.folder, "other"));
    at.stack.env.PULUMI_BACKEND_URL = `file://${at.stack.folder}/other`;
    for (const args of [
      ["stack", "init", "test"],
      ["stack", "import", "--stack", "test", "--file", file],
    ]) {
      const { code, output } = await at.stack.pulumi(...args);
      assert.equal(code, 0, output);
    }
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`adopt: "${ids()[1]}"`));
    assert.deepEqual([await idsInState("test"), at.mails(), ids().length], [{ nda: ids()[0] }, [], 2]);
    at.stack.declare({ nda, lost: { ...declared.lost, adopt: ids()[1] } });
    const adopted = await at.stack.up("--skip-preview");
    assert.equal(adopted.code, 0, adopted.output);
    assert.deepEqual([await idsInState("test"), at.mails()], [{ nda: ids()[0], lost: ids()[1] }, []]);
  });
});
