import assert from "node:assert/strict";
import { join } from "node:path";
import { failureOf } from "./failure-of.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

describe("one stack, used in turns from two machines with a journal each", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
    delete world.env.YOTI_SIGN_JOURNAL;
    world.env.PULUMI_BACKEND_URL = "https://backend.example.com";
    at("one");
  });
  afterEach(() => world.stop());

  const at = (machine: "one" | "another"): void => {
    world.env.PULUMI_HOME = join(world.folder, machine);
  };
  const saying = (message: string): Declared => world.nda({ emails: { invitation: { body: { message } } } });
  const forSomebodyElse = (): Declared =>
    withRecipient(world.nda({ name: "NDA of another" }), "Company", { email: "other@example.com" });
  const id = (name = "nda"): string => world.stack.state(name).envelopeId;
  const sendTo = (program: Record<string, Declared>) => world.stack.up(program);

  /** A run here is cut off before its request arrives; an hour later the other sends it, and an hour later it goes on here. */
  async function sendThereWhatWasCutOffHere(): Promise<void> {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
    await failureOf(sendTo({ nda: world.nda() }));
    world.pass(3600);
    at("another");
    await sendTo({ nda: world.nda() });
    world.pass(3600);
    at("one");
  }

  describe("that supersede each other's", () => {
    let second: string;
    beforeEach(async () => {
      await sendTo({ nda: world.nda() });
      at("another");
      await sendTo({ nda: { ...saying("The second."), supersedes: id() } });
      second = id();
      at("one");
    });

    it("withdraws the last one and sends the next", async () => {
      await sendTo({ nda: { ...saying("The third."), supersedes: second } });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ARCHIVED", "ACTIVE"]);
    });

    it("sends the first content again where that is what is declared", async () => {
      await sendTo({ nda: world.nda({ supersedes: second }) });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ARCHIVED", "ACTIVE"]);
      assert.equal(world.stack.state().status, "ACTIVE");
    });
  });

  describe("the second of which supersedes the first's, and Pulumi's state is not written", () => {
    let next: Declared;
    beforeEach(async () => {
      await sendTo({ nda: world.nda() });
      next = { ...saying("The second."), supersedes: id() };
      at("another");
    });
    const losingState = async (run: () => Promise<unknown>): Promise<void> => {
      const before = structuredClone(world.stack.resources);
      await run();
      world.stack.resources = before;
      world.pass(3600);
      world.mails();
    };
    const goesOn = async (declared: Declared): Promise<void> => {
      await sendTo({ nda: declared });
      assert.deepEqual([world.mails(), world.statuses()], [[], ["ARCHIVED", "ACTIVE"]]);
      assert.equal(world.stack.state().status, "ACTIVE");
    };

    it("goes on with the successor", async () => {
      await losingState(() => sendTo({ nda: next }));
      await goesOn(next);
    });

    it("goes on with it where its answer was lost, too", async () => {
      await losingState(async () => {
        world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
        await failureOf(sendTo({ nda: next }));
        await world.emulator.control.process();
      });
      await goesOn(next);
    });

    it("goes on with it where adopt names it", async () => {
      await losingState(() => sendTo({ nda: next }));
      await goesOn({ ...next, adopt: world.emulator.control.envelopes()[1]?.envelopeId ?? "" });
    });
  });

  for (const content of ["another", "the first"])
    it(`supersedes the other's where the first is complete, with ${content} content`, async () => {
      await sendTo({ nda: world.nda() });
      world.emulator.control.signAll(id());
      await world.stack.refresh();
      at("another");
      await sendTo({ nda: { ...saying("The second."), supersedes: id() } });
      at("one");
      const declared = content === "another" ? saying("The third.") : world.nda();
      await sendTo({ nda: { ...declared, supersedes: id() } });
      assert.deepEqual(world.statuses(), ["COMPLETE", "ARCHIVED", "ACTIVE"]);
    });

  it("supersedes the other's where that one is another account's", async () => {
    world.env.YOTI_SIGN_API_KEY_HR = "other-key";
    await sendTo({ nda: world.nda() });
    at("another");
    await sendTo({ nda: { ...saying("The second."), account: "hr", supersedes: id() } });
    at("one");
    await sendTo({ nda: { ...saying("The third."), account: "hr", supersedes: id() } });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ARCHIVED", "ACTIVE"]);
  });

  it("takes over what adopt names, which had the name before, in the place of the other's", async () => {
    const former = world.nda({ name: "Former", onDelete: "retain" });
    await sendTo({ nda: former });
    const adopt = id();
    await sendTo({});
    await sendTo({ other: world.nda({ name: "Another" }) });
    world.stack.alias("other", "nda");
    await sendTo({ nda: world.nda({ name: "Another" }) });
    await sendTo({});
    await sendThereWhatWasCutOffHere();
    await sendTo({ nda: { ...former, adopt, supersedes: id() } });
    assert.deepEqual([id(), world.statuses()], [adopt, ["ACTIVE", "ARCHIVED", "ARCHIVED"]]);
  });

  it("withdraws nothing where what the journal has is out still", async () => {
    await sendTo({ nda: world.nda() });
    const first = id();
    at("another");
    world.stack.forget();
    await sendTo({ nda: { ...saying("The second."), duplicateOf: first } });
    at("one");
    world.mails();
    const next = { ...saying("The third."), supersedes: id(), duplicateOf: first };
    const { message } = await failureOf(sendTo({ nda: next }));
    assert.match(message, new RegExp(`By the journal this resource sent envelope ${first} \\(ACTIVE\\)`));
    assert.deepEqual([world.mails(), world.statuses()], [[], ["ACTIVE", "ACTIVE"]]);
    await world.outside("PATCH", first);
    await sendTo({ nda: next });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ARCHIVED", "ACTIVE"]);
  });

  it("sends what supersedes one that the other sent after a run here that was cut off and sent nothing", async () => {
    await sendThereWhatWasCutOffHere();
    await sendTo({ nda: { ...saying("The second."), supersedes: id() } });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });

  it("warns where what is declared again was withdrawn at the other", async () => {
    await sendTo({ nda: world.nda() });
    const withdrawn = id();
    at("another");
    await sendTo({});
    at("one");
    await sendTo({ nda: world.nda() });
    const warnings = world.shown.filter(({ severity }) => severity === "warning");
    assert.match(warnings.at(-1)?.message ?? "", new RegExp(`${withdrawn}.* although it is ARCHIVED`));
  });

  it("sends the like for another resource where it was withdrawn at the other", async () => {
    await sendTo({ nda: world.nda() });
    at("another");
    await sendTo({});
    at("one");
    await sendTo({ other: world.nda() });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });

  describe("one of which renamed a resource", () => {
    beforeEach(async () => {
      await sendTo({ nda: world.nda() });
      at("another");
      world.stack.alias("nda", "acme");
      await sendTo({ acme: world.nda() });
    });

    it("sends another one for the former name", async () => {
      at("one");
      await sendTo({ acme: world.nda(), nda: forSomebodyElse() });
      assert.deepEqual(world.statuses(), ["ACTIVE", "ACTIVE"]);
    });

    it("sends the like for the former name", async () => {
      at("one");
      await sendTo({ acme: world.nda(), nda: world.nda() });
      assert.deepEqual([world.statuses(), id("acme") === id("nda")], [["ACTIVE", "ACTIVE"], false]);
    });

    it("withdraws the renamed one once it is removed, also where another has its former name", async () => {
      await sendTo({ acme: world.nda(), nda: forSomebodyElse() });
      at("one");
      await sendTo({ nda: forSomebodyElse() });
      assert.deepEqual([...world.stack.resources.keys()], ["nda"]);
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });
  });

  it("sends another one for the former name of one that was cut off here and adopted there", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await failureOf(sendTo({ nda: world.nda() }));
    await world.emulator.control.process();
    const adopt = world.emulator.control.envelopes()[0]?.envelopeId ?? "";
    at("another");
    world.pass(600);
    await sendTo({ nda: world.nda({ adopt }) });
    at("one");
    world.stack.alias("nda", "acme");
    await sendTo({ acme: world.nda({ adopt }) });
    await sendTo({ acme: world.nda({ adopt }), nda: forSomebodyElse() });
    assert.deepEqual(world.statuses(), ["ACTIVE", "ACTIVE"]);
  });
});
