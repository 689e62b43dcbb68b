import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failureOf } from "./failure-of.ts";
import { type Declared, urnOf } from "./sample-envelope.ts";
import { SimulatedStack } from "./simulated-stack.ts";
import { noEffects, World } from "./world.ts";

/** The same as a resource of the stack `prod`. */
const inProd = (name: string, declared: Declared): Declared => ({
  ...declared,
  identity: urnOf(name).replace(":test::", ":prod::"),
});

for (const [where, isOwn, hasFiles] of [
  ["a journal for each on a local backend", true, true],
  ["a journal for each on a backend that tells nothing", true, false],
  ["one journal for both on a local backend", false, true],
  ["one journal for both on a backend that tells nothing", false, false],
] as const)
  describe(`a resource that was moved to another stack, with ${where}`, () => {
    let world: World;
    let prod: SimulatedStack;
    const other = () => world.nda({ name: "Other" });
    const lost = () => world.nda({ name: "Lost" });

    beforeEach(async () => {
      world = await World.start();
      // The guard would stop for a week what is sent twice here; it is the journal that is to know for ever.
      world.config["yotisign:duplicateGuardDays"] = "0";
      world.env.PULUMI_BACKEND_URL = `file://${world.folder}`;
      if (isOwn) delete world.env.YOTI_SIGN_JOURNAL;
      const states = join(world.folder, ".pulumi/stacks/signing");
      mkdirSync(states, { recursive: true });
      if (hasFiles) for (const stack of ["test", "prod"]) writeFileSync(join(states, `${stack}.json`), "{}");
      prod = new SimulatedStack(() => world.provider());
    });
    afterEach(() => world.stop());

    const ids = (): string[] => world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);
    async function move(): Promise<void> {
      const { stack } = world;
      prod.resources.set("nda", structuredClone(stack.resources.get("nda")) as never);
      stack.forget("nda");
      await prod.up({ nda: inProd("nda", world.nda()) });
    }

    it("leaves what is in doubt in the other stack there", async () => {
      const { stack } = world;
      await stack.up({ nda: world.nda() });
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
      await failureOf(stack.up({ nda: world.nda(), lost: lost() }));
      await world.emulator.control.process();
      world.mails();
      world.effects();
      await move();
      await stack.up({ lost: lost() });
      assert.deepEqual(
        [stack.state("lost").envelopeId, world.mails(), world.effects()],
        [ids()[1], [], noEffects],
      );
    });

    it("leaves what was completed and removed in the other stack there", async () => {
      const { stack } = world;
      await stack.up({ nda: world.nda(), other: other() });
      world.emulator.control.signAll(ids()[1] ?? "");
      await stack.up({ nda: world.nda() });
      world.mails();
      world.effects();
      await move();
      await stack.up({ other: other() });
      assert.deepEqual(
        [stack.state("other").envelopeId, world.mails(), world.effects()],
        [ids()[1], [], noEffects],
      );
    });

    it("is known to its new stack when that one's state is lost", async () => {
      await world.stack.up({ nda: world.nda() });
      world.mails();
      world.effects();
      await move();
      prod.forget("nda");
      await prod.up({ nda: inProd("nda", world.nda()) });
      assert.deepEqual(
        [prod.state("nda").envelopeId, world.mails(), world.effects()],
        [ids()[0], [], noEffects],
      );
    });

    it("is not gone on with by the stack that it came from", async () => {
      await world.stack.up({ nda: world.nda() });
      await move();
      world.mails();
      await world.stack.up({ nda: world.nda() });
      assert.notEqual(world.stack.state().envelopeId, prod.state("nda").envelopeId);
    });
  });

describe("a stack that was renamed, whose first resource only its journal knows", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it("does not send that one again: it waits for one that tells the former name", async () => {
    world.config["yotisign:duplicateGuardDays"] = "0";
    world.env.PULUMI_BACKEND_URL = `file://${world.folder}`;
    delete world.env.YOTI_SIGN_JOURNAL;
    const first = world.nda({ name: "First" });
    await world.stack.up({ nda: world.nda(), first });
    const [, id = ""] = world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);
    world.emulator.control.signAll(id);
    await world.stack.up({ nda: world.nda() });
    world.mails();
    const provider = world.provider();
    const news = inProd("nda", world.nda()) as Parameters<typeof provider.check>[1];
    let waits = 0;
    world.onWait = async () => {
      waits += 1;
      if (waits === 2)
        await provider.check(structuredClone(world.stack.resources.get("nda")?.inputs ?? {}), news);
    };
    const created = await provider.create(inProd("first", first) as Parameters<typeof provider.create>[0]);
    assert.deepEqual([created.id, world.mails(), waits], [id, [], 2]);
  });
});
