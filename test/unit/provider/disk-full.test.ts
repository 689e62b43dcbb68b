import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { failureOf } from "./failure-of.ts";
import { urnOf } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

/** From now on no file of this process may grow beyond so many bytes: the system itself refuses the journal's writes. */
const allowFiles = (maxBytes: number | "unlimited"): unknown =>
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${maxBytes}:`]);

describe("a run whose disk is full", () => {
  let world: World;

  before(function () {
    if (!spawnSync("prlimit", ["--version"]).error) return;
    console.log("      skipped: prlimit (of util-linux) is not there");
    this.skip();
  });
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(async () => {
    allowFiles("unlimited");
    await world.stop();
  });

  const id = (): string => world.emulator.control.envelopes()[0]?.envelopeId ?? "";
  /** Does something at the moment that the service has done what it was asked, and its answer is held back. */
  const whileHeld = async (run: Promise<unknown>, work: () => void): Promise<unknown> => {
    await world.emulator.control.held(1);
    work();
    world.emulator.control.release();
    return run;
  };

  it("sends nothing when the intent cannot be written, and sends once there is space", async () => {
    // The journal is there already, as it is in every run but the first.
    world.journal().close();
    allowFiles(1);
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "ConfigError");
    assert.match(
      message,
      /^The journal .* cannot be written \(.*\).* Nothing was sent or changed;.* free space/,
    );
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    allowFiles("unlimited");
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("sends nothing when the second of two intents cannot be written", async () => {
    const other = world.nda({ name: "Other NDA" });
    await world.stack.up({ nda: world.nda() });
    // Another process has the journal open, so that what was written last is still in the file beside it.
    const open = world.journal();
    world.mails();
    world.effects();
    const provider = world.provider({
      engine: {
        show: () => {},
        // The last thing that happens before the intent.
        alive: async () => {
          allowFiles(1);
          return true;
        },
      },
    });
    const { name } = await failureOf(provider.create({ ...other, identity: urnOf("other") }));
    allowFiles("unlimited");
    assert.equal(name, "ConfigError");
    assert.deepEqual([world.mails(), world.effects(), open.inDoubt()], [[], noEffects, []]);
    open.close();
  });

  it("has the id in Pulumi's state and names it, when it cannot be written any more", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
    const { message } = await failureOf(whileHeld(world.stack.up({ nda: world.nda() }), () => allowFiles(1)));
    allowFiles("unlimited");
    assert.match(message, new RegExp(`^Envelope ${id()} is sent, and the journal could not be told so`));
    assert.ok(world.shown.some((line) => /^The journal .* cannot be written/.test(line.message)));
    assert.deepEqual([world.stack.state().envelopeId, world.journal().inDoubt().length], [id(), 1]);
    world.effects();
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["update"]);
    assert.deepEqual([world.mails(), world.effects()], [["invitation pat@example.com"], noEffects]);
    // The journal has learnt it meanwhile.
    assert.deepEqual([world.journal().inDoubt(), world.journal().find(id())?.identity], [[], urnOf("nda")]);
  });

  it("does not send again when Pulumi's state could not be written either", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
    await failureOf(whileHeld(world.stack.up({ nda: world.nda() }), () => allowFiles(1)));
    allowFiles("unlimited");
    world.stack.forget();
    world.effects();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().envelopeId, world.effects()], [id(), noEffects]);
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("withdraws nothing when the intent cannot be written", async () => {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    world.effects();
    allowFiles(1);
    const { name } = await failureOf(world.stack.up({}));
    allowFiles("unlimited");
    assert.equal(name, "ConfigError");
    assert.deepEqual([world.mails(), world.effects(), world.stack.resources.size], [[], noEffects, 1]);
  });

  it("withdraws once when the end cannot be written", async () => {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    world.effects();
    world.emulator.control.addFault({ operation: "archive", action: { kind: "hold" } });
    const held = structuredClone(world.stack.resources);
    await whileHeld(world.stack.up({}), () => allowFiles(1));
    allowFiles("unlimited");
    // As if Pulumi's state could not be written either.
    world.stack.resources = held;
    await world.stack.up({});
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    assert.deepEqual([world.effects().archive, world.stack.resources.size], [1, 0]);
  });

  it("sends no successor when the end of the withdrawal cannot be written, and sends it once there is space", async () => {
    await world.stack.up({ nda: world.nda({ name: "Draft" }) });
    world.mails();
    const successor = world.nda({ supersedes: id() });
    world.emulator.control.addFault({ operation: "archive", action: { kind: "hold" } });
    const { name } = await failureOf(whileHeld(world.stack.up({ nda: successor }), () => allowFiles(1)));
    allowFiles("unlimited");
    assert.equal(name, "ConfigError");
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    await world.stack.up({ nda: successor });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });
});
