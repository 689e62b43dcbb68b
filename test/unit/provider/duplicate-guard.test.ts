import assert from "node:assert/strict";
import { join } from "node:path";
import type { EnvelopeProvider } from "../../../provider/index.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { providerText, urnOf, withRecipient } from "./sample-envelope.ts";
import { sendElsewhere } from "./send-elsewhere.ts";
import { noEffects, World } from "./world.ts";

describe("the duplicate guard", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const ids = (): string[] => world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);

  describe("with the same envelope out there, sent by somebody else", () => {
    beforeEach(async () => {
      await sendElsewhere(world);
      world.mails();
      world.effects();
    });

    it("sends nothing, and names it with both answers", async () => {
      const id = ids()[0] ?? "";
      await assertRefused(world.stack.up({ nda: world.nda() }), id, `adopt: "${id}"`, `duplicateOf: "${id}"`);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      assert.equal(world.stack.resources.size, 0);
    });

    it("sends once duplicateOf names it", async () => {
      await world.stack.up({ nda: world.nda({ duplicateOf: ids()[0] ?? "" }) });
      assert.deepEqual([world.mails(), ids().length], [["invitation pat@example.com"], 2]);
      assert.equal(world.stack.state().envelopeId, ids()[1]);
    });

    it("takes it over once adopt names it", async () => {
      await world.stack.up({ nda: world.nda({ adopt: ids()[0] ?? "" }) });
      assert.deepEqual([world.mails(), ids().length], [[], 1]);
    });

    it("goes by name and people, not by content", async () => {
      const declared = withRecipient(world.nda({ message: "Please sign today.", emails: {} }), "Partner", {
        email: "PAT@example.com",
        activeForSeconds: 3600,
      });
      await assertRefused(world.stack.up({ nda: declared }), ids()[0] ?? "");
      assert.deepEqual(world.mails(), []);
    });

    it("is not kept from sending by one with another name", async () => {
      await world.stack.up({ nda: world.nda({ name: "Mutual NDA, second try" }) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("is not kept from sending by one with other recipients", async () => {
      await world.stack.up({ nda: withRecipient(world.nda(), "Company", { email: "other@example.com" }) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("counts one that is complete", async () => {
      world.emulator.control.signAll(ids()[0] ?? "");
      world.mails();
      await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", "COMPLETE");
      assert.deepEqual(world.mails(), []);
    });

    it("does not count one that is archived", async () => {
      await world.outside("PATCH", ids()[0] ?? "");
      world.mails();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("does not count one of more than a week ago, or as the stack says", async () => {
      world.pass(9 * 86_400);
      world.config["yotisign:duplicateGuardDays"] = "30";
      await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "");
      delete world.config["yotisign:duplicateGuardDays"];
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("is switched off by 0 days, and asks the service nothing then", async () => {
      world.config["yotisign:duplicateGuardDays"] = "0";
      world.emulator.control.clearCalls();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.emulator.control.calls().search, ids().length], [0, 2]);
    });

    it("passes over one that this key may not read", async () => {
      world.emulator.control.addFault({ operation: "get", action: { kind: "status", status: 403 } });
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("names all of several, and duplicateOf has to name each", async () => {
      await sendElsewhere(world, "another");
      world.mails();
      const [one = "", two = ""] = ids();
      await assertRefused(world.stack.up({ nda: world.nda() }), one, two);
      await assertRefused(world.stack.up({ nda: world.nda({ duplicateOf: one }) }), two);
      await world.stack.up({ nda: world.nda({ duplicateOf: [one, two] }) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });
  });

  it("waits for one that is being processed, to see whose it is", async () => {
    const { onWait } = world;
    world.onWait = async () => {};
    await failureOf(sendElsewhere(world));
    world.onWait = onWait;
    world.effects();
    await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "");
    assert.deepEqual([world.effects(), world.mails()], [noEffects, ["invitation pat@example.com"]]);
  });

  it("counts one that is never processed, since nobody can tell whose it is", async () => {
    world.onWait = async () => {};
    await failureOf(sendElsewhere(world));
    world.effects();
    await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", "QUEUED");
    assert.deepEqual([world.effects(), world.mails()], [noEffects, []]);
  });

  it("stops when the key may not search, and says how to go without", async () => {
    world.emulator.control.addFault({ operation: "search", action: { kind: "status", status: 403 } });
    const { message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.match(message, /yotisign:duplicateGuardDays 0/);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("searches once for all creates of a run", async () => {
    const program = Object.fromEntries(
      ["a", "b", "c"].map((name) => [name, world.nda({ name: `NDA ${name}` })]),
    );
    await world.stack.up(program);
    assert.deepEqual([world.emulator.control.calls().search, world.emulator.control.calls().create], [1, 3]);
  });

  it("lets a stack send the same to the same people twice, where it declares both", async () => {
    await world.stack.up({ one: world.nda() });
    await world.stack.up({ one: world.nda(), two: world.nda() });
    assert.deepEqual(world.mails(), ["invitation pat@example.com", "invitation pat@example.com"]);
  });

  it("does not count what this run withdrew after it had searched, where the journal is lost", async () => {
    await world.stack.up({ nda: world.nda() });
    const { envelopeId } = world.stack.state();
    world.env.YOTI_SIGN_JOURNAL = join(world.folder, "another.sqlite");
    const successor = world.nda({ supersedes: envelopeId });
    const steps = await world.stack.up({ first: world.nda({ name: "First" }), nda: successor });
    assert.deepEqual(
      [steps, world.statuses()],
      [
        ["create", "replace"],
        ["ARCHIVED", "ACTIVE", "ACTIVE"],
      ],
    );
  });

  it("leaves to another resource what that one lost the answer of, and no more", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await failureOf(world.stack.up({ twin: world.nda() }));
    await world.emulator.control.process();
    world.mails();
    const provider = world.provider();
    for (const name of ["nda", "twin"])
      await provider.check({}, { ...world.nda(), identity: urnOf(name), __provider: providerText });
    await provider.create({ ...world.nda(), identity: urnOf("nda") });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    await world.stack.up({ nda: world.nda(), twin: world.nda() });
    assert.deepEqual([world.mails(), new Set(ids()).size], [[], 2]);
  });

  describe("where a run was cut off while it sent the same for a resource that has another name now", () => {
    const loseAnswer = async (kind: "reset-after" | "reset-before"): Promise<void> => {
      world.emulator.control.addFault({ operation: "create", action: { kind } });
      await failureOf(world.stack.up({ old: world.nda() }));
      await world.emulator.control.process();
      world.mails();
      world.effects();
    };

    it("finds what was sent, also when a search shows it late, and sends nothing", async () => {
      world.emulator.control.addFault({
        operation: "create",
        action: { kind: "search-lag", seconds: 30 },
      });
      await loseAnswer("reset-after");
      await assertRefused(world.stack.up({ renamed: world.nda() }), ids()[0] ?? "", "as it was");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      await world.stack.up({ old: world.nda() });
      world.stack.alias("old", "renamed");
      await world.stack.up({ renamed: world.nda() });
      assert.deepEqual([world.mails(), world.effects(), ids().length], [[], noEffects, 1]);
    });

    it("sends once it is certain that nothing was sent", async () => {
      await loseAnswer("reset-before");
      await world.stack.up({ renamed: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      assert.deepEqual(world.journal().inDoubt(), []);
    });
  });

  it("is not blinded by another envelope to the same people that is being sent at this moment", async () => {
    await sendElsewhere(world);
    world.mails();
    world.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
    const provider = world.provider();
    const inputs = (name: string, change: object) => ({ ...world.nda(change), identity: urnOf(name) });
    for (const [name, change] of [["nda", {}] as const, ["msa", { name: "MSA" }] as const])
      await provider.check({}, { ...inputs(name, change), __provider: providerText });
    const msa = provider.create(inputs("msa", { name: "MSA" }));
    await world.emulator.control.held(1);
    await assertRefused(provider.create(inputs("nda", {})), ids()[0] ?? "", "duplicateOf");
    world.emulator.control.release();
    await msa;
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  describe("where another stack with the same journal sent it", () => {
    const ofOther = () => world.nda({ identity: urnOf("nda").replace(":test::", ":prod::") });
    beforeEach(async () => {
      await world.provider().create(ofOther() as Parameters<EnvelopeProvider["create"]>[0]);
      world.mails();
      world.effects();
    });

    it("stops as for anybody else's, and takes it for no rename", async () => {
      const id = ids()[0] ?? "";
      const { name, message } = await failureOf(world.stack.up({ other: world.nda() }));
      assert.equal(name, "RefusedError");
      assert.deepEqual(
        ["of the stack", `duplicateOf: "${id}"`, "adopt", "aliases"].map((part) => message.includes(part)),
        [true, true, false, false],
      );
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("is not kept from sending by it for ever", async () => {
      world.pass(9 * 86_400);
      await world.stack.up({ other: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });
  });

  it("is not blinded by an answer that another resource lost", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
    await failureOf(world.stack.up({ twin: world.nda() }));
    await sendElsewhere(world);
    await sendElsewhere(world, "another");
    world.mails();
    await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", ids()[1] ?? "");
    assert.deepEqual(world.mails(), []);
  });

  describe("with a name that ends in what looks like a reference", () => {
    const name = "Mutual NDA [20260302]";

    it("sees the like one of somebody else", async () => {
      await sendElsewhere(world, "elsewhere", { name });
      world.mails();
      await assertRefused(world.stack.up({ nda: world.nda({ name }) }), ids()[0] ?? "");
      assert.deepEqual(world.mails(), []);
    });

    it("sees its own where state and journal are lost", async () => {
      await world.stack.up({ nda: world.nda({ name }) });
      world.stack.forget();
      world.loseJournal();
      world.mails();
      await assertRefused(world.stack.up({ nda: world.nda({ name }) }), ids()[0] ?? "");
      assert.deepEqual(world.mails(), []);
    });
  });

  for (const reference of ["none", "suffix"])
    it(`does not count a complete one that is superseded where the journal is lost (reference: ${reference})`, async () => {
      if (reference !== "none") world.config["yotisign:reference"] = reference;
      await world.stack.up({ nda: world.nda() });
      const { envelopeId } = world.stack.state();
      world.emulator.control.signAll(envelopeId);
      await world.stack.refresh();
      world.loseJournal();
      world.mails();
      const emails = { invitation: { body: { message: "Please sign this instead." } } };
      await world.stack.up({ nda: world.nda({ emails, supersedes: envelopeId }) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

  describe("where the stack sent it under another name", () => {
    beforeEach(async () => {
      await world.stack.up({ old: world.nda() });
      world.mails();
      world.effects();
    });

    it("takes it for a rename, sends nothing and withdraws nothing", async () => {
      await assertRefused(
        world.stack.up({ renamed: world.nda() }),
        'aliases: [{ name: "old" }]',
        world.stack.state("old").envelopeId,
      );
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], [[], noEffects, ["ACTIVE"]]);
    });

    it("also long after it was sent", async () => {
      world.pass(100 * 86_400);
      await assertRefused(world.stack.up({ renamed: world.nda() }), "aliases");
    });

    for (const seconds of [1, 58.2, 59.9])
      it(`also ${seconds} s after it was sent, with the reference of a name that it had before`, async () => {
        world.config["yotisign:reference"] = "suffix";
        const lag = { kind: "search-lag", seconds: 60, find: true } as const;
        world.emulator.control.addFault({ operation: "create", action: lag });
        const own = world.nda({ name: "NDA of ours" });
        await world.stack.up({ old: world.nda(), ours: own });
        const sent = Date.parse(world.stack.state("ours").sent.at);
        world.stack.alias("ours", "middle");
        await world.stack.up({ old: world.nda(), middle: own });
        world.mails();
        world.pass(seconds - (Date.parse(world.now()) - sent) / 1000);
        await assertRefused(world.stack.up({ old: world.nda(), renamed: own }), "aliases");
        assert.deepEqual(world.mails(), []);
      });

    it("not where it was retained and withdrawn in Yoti Sign", async () => {
      await world.stack.up({ old: world.nda({ onDelete: "retain" }) });
      await world.stack.up({});
      await world.outside("PATCH", ids()[0] ?? "");
      world.pass(30 * 86_400);
      await world.stack.up({ renamed: world.nda() });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("goes on with it under the new name, given the alias", async () => {
      world.stack.alias("old", "renamed");
      await world.stack.up({ renamed: world.nda() });
      assert.deepEqual([world.mails(), world.statuses()], [[], ["ACTIVE"]]);
    });

    it("sends and withdraws once duplicateOf says that it is known", async () => {
      const duplicateOf = world.stack.state("old").envelopeId;
      await world.stack.up({ renamed: world.nda({ duplicateOf }) });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("is not kept from sending once the old one was withdrawn", async () => {
      await world.stack.up({});
      world.mails();
      await world.stack.up({ renamed: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });
  });

  for (const duplicateOf of ["nda", 5, ["x"], []])
    it(`refuses ${JSON.stringify(duplicateOf)} as duplicateOf`, async () => {
      const { complaints } = await world.check(world.nda({ duplicateOf: duplicateOf as never }));
      assert.deepEqual(complaints, ["duplicateOf must be the id of an envelope, a UUID, or a list of ids"]);
    });
});
