import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { assertRefused, failureOf } from "./failure-of.ts";
import { type Declared, urnOf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

const form = /^Mutual NDA \[[0-9A-HJKMNP-TV-Z]{8}\]$/;

describe("an envelope with a reference in its name", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
    world.config["yotisign:reference"] = "suffix";
  });
  afterEach(() => world.stop());

  const names = (): string[] => world.emulator.control.envelopes().map(({ options }) => options.name);
  const ids = (): string[] => world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);

  it("is sent under its name with the reference behind it, which the plan shows", async () => {
    const { inputs } = await world.check(world.nda());
    await world.stack.up({ nda: world.nda() });
    assert.match(names()[0] ?? "", form);
    assert.equal(names()[0], `Mutual NDA [${inputs.reference}]`);
    assert.equal(world.stack.state().sent.reference, inputs.reference);
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
  });

  it("has the same each time, and another one than any other resource", async () => {
    const of = async (name: string): Promise<string | undefined> =>
      (await world.check(world.nda({ identity: urnOf(name) }))).inputs.reference;
    assert.equal(await of("a"), await of("a"));
    assert.notEqual(await of("a"), await of("b"));
  });

  it("keeps it through an edit in place, and gets another one when it is superseded", async () => {
    await world.stack.up({ nda: world.nda() });
    const [first] = names();
    await world.stack.up({ nda: withRecipient(world.nda(), "Company", { email: "new@example.com" }) });
    assert.equal(names().length, 1);
    const supersedes = world.stack.state().envelopeId;
    await world.stack.up({ nda: world.nda({ message: "Again.", emails: {}, supersedes }) });
    assert.match(names()[1] ?? "", form);
    assert.notEqual(names()[1], first);
    assert.deepEqual(await world.stack.up({ nda: world.nda({ message: "Again.", emails: {} }) }), ["same"]);
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });

  it("is no change of what was sent when the stack begins to use references, or ceases to", async () => {
    delete world.config["yotisign:reference"];
    await world.stack.up({ nda: world.nda() });
    world.config["yotisign:reference"] = "suffix";
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
    await world.stack.up({ nda: world.nda(), other: world.nda({ name: "Other" }) });
    delete world.config["yotisign:reference"];
    assert.deepEqual(await world.stack.up({ nda: world.nda(), other: world.nda({ name: "Other" }) }), [
      "same",
      "same",
    ]);
  });

  describe("whose resource is renamed without an alias", () => {
    beforeEach(async () => {
      await world.stack.up({ old: world.nda() });
      world.mails();
      world.effects();
    });
    const rename = () => world.stack.up({ renamed: world.nda() });
    const nothing = [[], noEffects, ["ACTIVE"]];

    it("stops, sends nothing and withdraws nothing", async () => {
      await assertRefused(rename(), 'aliases: [{ name: "old" }]', ids()[0] ?? "");
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], nothing);
    });

    it("stops also long after any search would show it", async () => {
      world.pass(200 * 86_400);
      await assertRefused(rename(), 'aliases: [{ name: "old" }]', ids()[0] ?? "");
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], nothing);
    });

    it("stops also where it kept the reference of a name it had before that, and where references are off now", async () => {
      world.stack.alias("old", "middle");
      await world.stack.up({ middle: world.nda() });
      delete world.config["yotisign:reference"];
      world.pass(200 * 86_400);
      await assertRefused(rename(), 'aliases: [{ name: "middle" }]', ids()[0] ?? "");
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], nothing);
    });

    it("sends once duplicateOf names it", async () => {
      await world.stack.up({ old: world.nda(), other: world.nda({ name: "Other" }) });
      await world.stack.up({ renamed: world.nda({ duplicateOf: ids()[0] ?? "" }) });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ARCHIVED", "ACTIVE"]);
    });
  });

  it("is refused where the name gets too long", async () => {
    const { complaints } = await world.check(world.nda({ name: "x".repeat(120) }));
    assert.deepEqual(complaints, [
      "name is 6 characters too long for the reference that is put behind it; shorten it",
    ]);
  });

  it("is refused where the setting is none", async () => {
    world.config["yotisign:reference"] = "prefix";
    assert.equal((await failureOf(world.stack.up({ nda: world.nda() }))).name, "ConfigError");
  });

  describe("on a runner whose disk is new each time", () => {
    /** Another runner: nothing of the journal is left, and the state is kept elsewhere. */
    const nextRunner = (): void => {
      rmSync(join(world.folder, "home"), { recursive: true, force: true });
      delete world.env.YOTI_SIGN_JOURNAL;
      world.env.PULUMI_BACKEND_URL = "https://backend.example.com";
      world.env.PULUMI_HOME = join(world.folder, "home");
    };
    beforeEach(nextRunner);

    const loseAnswer = async (): Promise<void> => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      await world.emulator.control.process();
      nextRunner();
      world.mails();
      world.effects();
    };

    it("goes on with what an earlier one sent", async () => {
      await loseAnswer();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(
        [world.stack.state().envelopeId, world.mails(), world.effects()],
        [ids()[0], [], noEffects],
      );
      assert.equal(names()[0], `Mutual NDA [${world.stack.state().sent.reference}]`);
    });

    it("sends when the request never arrived, after waiting until a search would show it", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      nextRunner();
      const before = Date.parse(world.now());
      await world.stack.up({ nda: world.nda() });
      assert.ok(Date.parse(world.now()) - before >= 60_000);
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      assert.ok(world.shown.some(({ message }) => message.includes("waiting 60 s")));
    });

    it("goes on with it when it was signed meanwhile", async () => {
      await loseAnswer();
      world.emulator.control.signAll(ids()[0] ?? "");
      world.mails();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().status, world.mails()], ["COMPLETE", []]);
    });

    it("sends nothing where it was withdrawn, until duplicateOf names it", async () => {
      await loseAnswer();
      await world.outside("PATCH", ids()[0] ?? "");
      world.mails();
      await assertRefused(world.stack.up({ nda: world.nda() }), `duplicateOf: "${ids()[0]}"`);
      assert.deepEqual(world.mails(), []);
      await world.stack.up({ nda: world.nda({ duplicateOf: ids()[0] ?? "" }) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("sends nothing where other content was sent under the reference", async () => {
      await loseAnswer();
      await assertRefused(
        world.stack.up({ nda: withRecipient(world.nda(), "Company", { email: "new@example.com" }) }),
        ids()[0] ?? "",
      );
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    describe("where it was sent under another name than is declared now", () => {
      const renamed = (answers: Partial<Declared> = {}): Record<string, Declared> => ({
        nda: world.nda({ name: "Mutual NDA, second draft", ...answers }),
      });
      beforeEach(loseAnswer);

      it("sends nothing", async () => {
        await assertRefused(world.stack.up(renamed()), ids()[0] ?? "");
        assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      });

      it("withdraws it and sends the other once adopt and supersedes name it", async () => {
        const [id = ""] = ids();
        await world.stack.up(renamed({ adopt: id, supersedes: id }));
        assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
      });

      it("sends the other all the same once duplicateOf names it", async () => {
        await world.stack.up(renamed({ duplicateOf: ids()[0] ?? "" }));
        assert.deepEqual(world.statuses(), ["ACTIVE", "ACTIVE"]);
      });
    });

    describe("of a resource that was renamed since, whose former name another one has", () => {
      const other = (change: Partial<Declared> = {}): Declared =>
        withRecipient(world.nda({ name: "Another", ...change }), "Company", { email: "other@example.com" });
      beforeEach(async () => {
        await world.stack.up({ nda: world.nda() });
        world.stack.alias("nda", "acme");
        await world.stack.up({ acme: world.nda() });
        nextRunner();
        world.mails();
      });

      it("is not taken for the other one's", async () => {
        await world.stack.up({ acme: world.nda(), nda: other() });
        assert.deepEqual(world.statuses(), ["ACTIVE", "ACTIVE"]);
      });

      it("stays where adopt and supersedes of the other one name it", async () => {
        const [id = ""] = ids();
        const nda = other({ adopt: id, supersedes: id });
        await assertRefused(world.stack.up({ acme: world.nda(), nda }), "is declared by");
        assert.deepEqual([world.mails(), world.statuses()], [[], ["ACTIVE"]]);
      });
    });

    for (const reference of ["none", "suffix"])
      it(`sends nothing beside what supersedes names, and nobody knows of (reference: ${reference})`, async () => {
        if (reference === "none") delete world.config["yotisign:reference"];
        await loseAnswer();
        const corrected = withRecipient(world.nda(), "Company", { email: "right@example.com" });
        const [id = ""] = ids();
        await assertRefused(
          world.stack.up({ nda: { ...corrected, supersedes: id } }),
          "name it in adopt, too",
        );
        assert.deepEqual([world.mails(), world.statuses()], [[], ["ACTIVE"]]);
        nextRunner();
        await world.stack.up({ nda: { ...corrected, adopt: id, supersedes: id } });
        assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
      });

    it("sends anew where the service could not use the files", async () => {
      world.emulator.control.addFault({
        operation: "create",
        action: { kind: "file-error", code: "FILE_DAMAGED" },
      });
      await failureOf(world.stack.up({ nda: world.nda() }));
      world.stack.forget();
      nextRunner();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("stops a creation in doubt where there are no references either", async () => {
      delete world.config["yotisign:reference"];
      await loseAnswer();
      await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", "adopt", "duplicateOf");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("does not wait where it has nothing to send", async () => {
      await world.stack.up({ nda: world.nda() });
      nextRunner();
      const before = world.now();
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
      assert.equal(world.now(), before);
    });
  });
});
