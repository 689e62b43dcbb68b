import assert from "node:assert/strict";
import { copyFileSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Fixture, fixture, nda } from "./fixtures.ts";

/** Comes back when a process has ended. */
async function ended(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The process that is at a request, as the journal has it. */
function providerPid({ stack }: Fixture, table: "sending" | "change"): number {
  const folder = join(stack.folder, "backend/.pulumi/yotisign/signing");
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith(".sqlite")),
    ["test.sqlite"],
  );
  using journal = new DatabaseSync(join(folder, "test.sqlite"));
  const { ownerPid } = journal.prepare(`SELECT ownerPid FROM ${table}`).get() as { ownerPid: number };
  return ownerPid;
}

describe("a run that is killed between sending and remembering", function () {
  this.timeout(180_000);
  let at: Fixture;
  beforeEach(async () => {
    at = await fixture();
    at.stack.declare({ nda });
    at.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
  });
  afterEach(() => at.dispose());

  /** Starts `up`, and kills the CLI as soon as the service has the envelope and its answer is held back. */
  async function killAtTheRequest(): Promise<number> {
    const { process: cli, done } = at.stack.start(["up", "--yes", "--skip-preview", "--stack", "test"]);
    await at.emulator.control.held(1);
    const provider = providerPid(at, "sending");
    cli.kill("SIGKILL");
    await done;
    return provider;
  }

  async function upAgain(): Promise<void> {
    await at.stack.pulumi("cancel", "--yes", "--stack", "test");
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    const [envelope, ...others] = at.emulator.control.envelopes();
    assert.deepEqual(others, []);
    assert.equal(at.id("nda"), envelope?.envelopeId);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  }

  it("is continued where the provider lives on and gets its answer later, and then ends by itself", async () => {
    const provider = await killAtTheRequest();
    at.emulator.control.release();
    await upAgain();
    await ended(provider);
  });

  it("is continued by what the service lists, where the provider was killed too", async () => {
    process.kill(await killAtTheRequest(), "SIGKILL");
    await upAgain();
  });

  it("is continued where the kill left the note beside Pulumi's state empty, and it is removed", async () => {
    process.kill(await killAtTheRequest(), "SIGKILL");
    const note = `${at.stack.stateFile}.attrs`;
    truncateSync(note);
    await at.stack.pulumi("cancel", "--yes", "--stack", "test");
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /failed to load checkpoint: EOF/);
    rmSync(note);
    await upAgain();
  });

  it("is continued where the disk kept nothing of Pulumi's state, and its backup is put back", async () => {
    process.kill(await killAtTheRequest(), "SIGKILL");
    const { stateFile: state } = at.stack;
    truncateSync(state);
    await at.stack.pulumi("cancel", "--yes", "--stack", "test");
    const { code, output } = await at.stack.up("--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /failed to load checkpoint|could not deserialize/);
    copyFileSync(`${state}.bak`, state);
    await upAgain();
  });

  it("sends nothing twice on the run after that", async () => {
    process.kill(await killAtTheRequest(), "SIGKILL");
    await upAgain();
    const { code, output } = await at.stack.up("--expect-no-changes");
    assert.equal(code, 0, output);
    assert.deepEqual(at.mails(), []);
  });

  it("stops where two envelopes could be the one, and goes on with the one that adopt names", async () => {
    process.kill(await killAtTheRequest(), "SIGKILL");
    const twin = await fixture({
      YOTI_SIGN_BASE_URL: at.emulator.url,
      YOTI_SIGN_DUPLICATE_GUARD_DAYS: "0",
    });
    twin.stack.declare({ nda });
    await twin.stack.up("--skip-preview");
    await twin.dispose();
    at.mails();
    await at.stack.pulumi("cancel", "--yes", "--stack", "test");
    const stopped = await at.stack.up("--skip-preview");
    assert.notEqual(stopped.code, 0);
    for (const { envelopeId } of at.emulator.control.envelopes())
      assert.match(stopped.output, new RegExp(envelopeId));
    const [first] = at.emulator.control.envelopes();
    at.stack.declare({ nda: { ...nda, adopt: first?.envelopeId } });
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual([at.id("nda"), at.mails()], [first?.envelopeId, []]);
  });
});

describe("a run without checkpoints that is killed", function () {
  this.timeout(180_000);
  let at: Fixture;
  before(async () => {
    at = await fixture({ PULUMI_SKIP_CHECKPOINTS: "true" });
  });
  after(() => at.dispose());

  it("loses Pulumi's record of all it sent, and the next one goes on with each", async () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    at.stack.declare(Object.fromEntries(names.map((name) => [name, { ...nda, name: `NDA ${name}` }])));
    at.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
    const { process: cli, done } = at.stack.start(["up", "--yes", "--skip-preview", "--stack", "test"]);
    const { control } = at.emulator;
    while (control.envelopes().length < 6 || (control.calls().get ?? 0) < 5) await new Promise(setImmediate);
    cli.kill("SIGKILL");
    await done;
    assert.deepEqual(at.stack.envelopes(), {});
    control.release();
    await at.stack.pulumi("cancel", "--yes", "--stack", "test");
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(
      names.map((name) => at.id(name)).toSorted(),
      control
        .envelopes()
        .map(({ envelopeId }) => envelopeId)
        .toSorted(),
    );
    assert.deepEqual(
      at.mails(),
      names.map(() => "invitation pat@example.com"),
    );
  });
});

describe("a provider whose CLI was killed", function () {
  this.timeout(180_000);
  let at: Fixture;
  before(async () => {
    at = await fixture();
  });
  after(() => at.dispose());

  it("ends by itself, also where it says why it did nothing more, and nobody reads that", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    at.stack.declare(Object.fromEntries(names.map((name) => [name, { ...nda, name: `NDA ${name}` }])));
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    at.mails();
    const { control } = at.emulator;
    control.addFault({ operation: "archive", action: { kind: "hold" } });
    control.addFault({ operation: "get", after: 1, count: "all", action: { kind: "hold" } });
    const { process: cli, done } = at.stack.start(["destroy", "--yes", "--skip-preview", "--stack", "test"]);
    await control.held(names.length);
    const provider = providerPid(at, "change");
    cli.kill("SIGKILL");
    await done;
    control.release();
    await ended(provider);
    assert.deepEqual(control.envelopes().filter(({ status }) => status === "ARCHIVED").length, 1);
  });
});
