import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assertRefused, failureOf } from "./failure-of.ts";
import { type Declared, urnOf } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

for (const where of [
  "its own journal on a backend that tells nothing",
  "its own journal on a backend that has the new name alone",
  "a journal that yotisign:journal names",
  "a journal that yotisign:journal names, on a backend that has the new name alone",
])
  describe(`a stack that was renamed, with ${where}`, () => {
    let world: World;

    beforeEach(async () => {
      world = await World.start();
      if (where.startsWith("its own")) {
        delete world.env.YOTI_SIGN_JOURNAL;
      }
      world.env.PULUMI_BACKEND_URL = `file://${world.folder}`;
      if (where.endsWith("alone")) {
        mkdirSync(join(world.folder, ".pulumi/stacks/signing"), { recursive: true });
        world.write(".pulumi/stacks/signing/prod.json", "{}");
      }
      await world.stack.up({ nda: world.nda() });
      world.mails();
      world.effects();
    });
    afterEach(() => world.stop());

    /** The same under the stack's new name, as the program declares it then. */
    const renamed = (name: string, declared: Declared): Declared => ({
      ...declared,
      identity: urnOf(name).replace(":test::", ":prod::"),
    });
    const program = () => ({ nda: world.nda(), lost: world.nda({ name: "Lost" }) });
    const renamedProgram = () => ({
      nda: renamed("nda", program().nda),
      lost: renamed("lost", program().lost),
    });
    const ids = (): string[] => world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);
    const loseAnswer = async (): Promise<void> => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
      await failureOf(world.stack.up(program()));
      await world.emulator.control.process();
      world.mails();
      world.effects();
    };

    it("records the new name and e-mails nobody", async () => {
      assert.deepEqual(await world.stack.up({ nda: renamedProgram().nda }), ["update"]);
      assert.deepEqual(await world.stack.up({ nda: renamedProgram().nda }), ["same"]);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("goes on with what was being sent when it was cut off under the former name", async () => {
      await loseAnswer();
      assert.deepEqual(await world.stack.up(renamedProgram()), ["update", "create"]);
      assert.deepEqual([world.stack.state("lost").envelopeId, world.effects()], [ids()[1], noEffects]);
      assert.deepEqual(world.mails(), []);
    });

    it("is rebuilt when its state is lost afterwards", async () => {
      await world.stack.up({ nda: renamedProgram().nda });
      world.stack.forget();
      await world.stack.up({ nda: renamedProgram().nda });
      assert.deepEqual([world.stack.state().envelopeId, world.mails()], [ids()[0], []]);
    });

    it("does not send again what was completed and removed under the former name", async () => {
      world.emulator.control.signAll(ids()[0] ?? "");
      await world.stack.up({ other: world.nda({ name: "Other" }) });
      world.mails();
      world.effects();
      const other = renamed("other", world.nda({ name: "Other" }));
      await world.stack.up({ other, nda: renamedProgram().nda });
      assert.deepEqual(
        [world.stack.state().status, world.mails(), world.effects()],
        ["COMPLETE", [], noEffects],
      );
    });

    it("goes on with a withdrawal that was cut off under the former name", async () => {
      const other = world.nda({ name: "Other" });
      await world.stack.up({ nda: world.nda(), other });
      world.emulator.control.addFault({ operation: "archive", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ other }));
      world.mails();
      world.effects();
      const before = Date.parse(world.now());
      await world.stack.up({ other: renamed("other", other) });
      assert.ok(Date.parse(world.now()) - before >= 60_000);
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
    });

    it("is destroyed without a run of its program, and withdraws once", async () => {
      await world.stack.destroy();
      assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    });

    it("stops where nothing but what was being sent would tell the former name", async () => {
      await loseAnswer();
      await world.stack.up({});
      world.mails();
      world.effects();
      await assertRefused(world.stack.up({ lost: renamedProgram().lost }), `adopt: "${ids().at(-1)}"`);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });
