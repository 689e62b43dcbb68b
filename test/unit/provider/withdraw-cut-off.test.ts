import assert from "node:assert/strict";
import { join } from "node:path";
import { assertRefused, failureOf } from "./failure-of.ts";
import { JournalChild } from "./journal-child.ts";
import { urnOf } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("a withdrawal after one that was cut off", () => {
  let world: World;
  let id: string;

  beforeEach(async () => {
    world = await World.start();
    await world.stack.up({ nda: world.nda() });
    id = world.stack.state().envelopeId;
    world.mails();
    world.effects();
  });
  afterEach(() => world.stop());

  const withdrawn = ["withdrawal pat@example.com", "withdrawal cass@example.com"];
  const inDoubt = (): string[] =>
    world
      .journal()
      .changes.inDoubt(id, world.emulator.url)
      .map(({ kind }) => kind);

  /** The request to archive it is lost on its way, as far as anybody can tell. */
  const loseRequest = async (): Promise<void> => {
    world.emulator.control.addFault({ operation: "archive", action: { kind: "reset-before" } });
    const { name, message } = await failureOf(world.stack.up({}));
    assert.equal(name, "WithdrawalInDoubtError");
    assert.match(message, /The journal has the attempt/);
    assert.deepEqual([world.stack.resources.size, inDoubt()], [1, ["archive"]]);
    world.effects();
  };

  it("is not repeated where the service did it, and the process that asked was killed", async () => {
    world.emulator.control.addFault({ operation: "archive", action: { kind: "hold" } });
    const before = structuredClone(world.stack.resources);
    const cutOff = world.stack.up({});
    await world.emulator.control.held(1);
    world.stack.resources = before;
    await world.stack.up({});
    assert.deepEqual([world.mails(), world.effects()], [withdrawn, { ...noEffects, archive: 1 }]);
    assert.deepEqual([world.stack.resources.size, inDoubt()], [0, []]);
    world.emulator.control.release();
    await cutOff.catch(() => {});
    assert.deepEqual(world.mails(), []);
  });

  it("is not repeated where it takes effect late, while the next run looks", async () => {
    await loseRequest();
    const lost = Date.parse(world.now());
    let arrived = false;
    world.onWait = async () => {
      if (arrived || Date.parse(world.now()) < lost + 30_000) return;
      arrived = true;
      await world.outside("PATCH", id);
    };
    await world.stack.up({});
    // The one that arrived late is the only one.
    assert.deepEqual([world.mails(), world.effects()], [withdrawn, { ...noEffects, archive: 1 }]);
    assert.deepEqual([world.stack.resources.size, inDoubt()], [0, []]);
  });

  it("is repeated once it cannot take effect any more, and then once", async () => {
    await loseRequest();
    const lost = Date.parse(world.now());
    await world.stack.up({});
    assert.deepEqual([world.mails(), world.effects()], [withdrawn, { ...noEffects, archive: 1 }]);
    assert.ok(Date.parse(world.now()) - lost >= 60_000);
    assert.deepEqual([world.stack.resources.size, inDoubt()], [0, []]);
  });

  it("is waited for as long as yotisign:searchSettleSeconds says", async () => {
    world.config["yotisign:searchSettleSeconds"] = "5";
    await loseRequest();
    const lost = Date.parse(world.now());
    await world.stack.up({});
    assert.equal(Date.parse(world.now()) - lost, 5000);
  });

  it("stops where somebody signed meanwhile, and asks for approval as ever", async () => {
    await loseRequest();
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.mails();
    await assertRefused(world.stack.up({}), `yotisign:withdraw ${id}`);
    assert.deepEqual([world.mails(), world.effects(), world.statuses()], [[], noEffects, ["ACTIVE"]]);
  });

  it("does nothing more where the program declares the envelope again", async () => {
    await loseRequest();
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is not begun once Pulumi has ended", async () => {
    world.engineLives = false;
    await assertRefused(world.stack.up({}), "Pulumi has ended");
    assert.deepEqual([world.mails(), world.effects(), inDoubt()], [[], noEffects, []]);
  });

  it("leaves the envelope to a run that withdrew it after this one had looked", async () => {
    const held = world.stack.resources.get("nda");
    assert.ok(held);
    const other = world.provider();
    const provider = world.provider({
      engine: {
        show: () => {},
        // The last thing that happens before the intent.
        alive: async () => {
          await other.delete(held.id, structuredClone(held.outputs));
          return true;
        },
      },
    });
    await provider.delete(held.id, structuredClone(held.outputs));
    assert.deepEqual([world.mails(), world.effects()], [withdrawn, { ...noEffects, archive: 1 }]);
  });

  for (const onDelete of ["archive", "delete"] as const)
    it(`by ${onDelete} is refused by the service and leaves no doubt`, async () => {
      await world.stack.up({ nda: world.nda({ onDelete }) });
      world.emulator.control.addFault({ operation: onDelete, action: { kind: "status", status: 401 } });
      assert.equal((await failureOf(world.stack.up({}))).name, "UnauthorizedError");
      assert.deepEqual(inDoubt(), []);
      const before = world.now();
      await world.stack.up({});
      assert.equal(world.now(), before);
      assert.equal(world.stack.resources.size, 0);
    });

  describe("by a process that still runs", () => {
    let child: JournalChild;
    beforeEach(() => {
      child = new JournalChild(join(world.folder, "journal.sqlite"));
    });
    afterEach(() => child.kill());
    const begun = async () => {
      const change = await child.beginChange({
        kind: "archive",
        identity: urnOf("nda"),
        host: world.emulator.url,
        envelopeId: id,
        recipientId: "",
        aim: "removed",
        intentAt: world.now(),
      });
      assert.ok(change);
      return change;
    };

    it("waits for it, and does not repeat what it did", async () => {
      const change = await begun();
      let waited = 0;
      world.onWait = async () => {
        waited += 1;
        if (waited !== 3) return;
        await world.outside("PATCH", id);
        await child.endChange(change);
      };
      await world.stack.up({});
      assert.deepEqual([waited, world.mails()], [3, withdrawn]);
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
    });

    it("does nothing while it goes on for longer than a request can take, and names it", async () => {
      await begun();
      await assertRefused(world.stack.up({}), `Process ${child.process.pid}`, id);
      assert.deepEqual([world.mails(), world.effects(), world.stack.resources.size], [[], noEffects, 1]);
    });
  });
});

describe("a superseding run that is cut off between the withdrawal and the new envelope", () => {
  let world: World;
  let draft: string;

  beforeEach(async () => {
    world = await World.start();
    await world.stack.up({ nda: world.nda({ name: "Draft" }) });
    draft = world.stack.state().envelopeId;
    world.mails();
    world.effects();
  });
  afterEach(() => world.stop());

  const once = ["withdrawal pat@example.com", "withdrawal cass@example.com", "invitation pat@example.com"];
  const successor = () => world.nda({ supersedes: draft });

  /** Pulumi's state as it was before, as it is where it is written once, at the end (PULUMI_SKIP_CHECKPOINTS). */
  const withoutCheckpoints = async (run: () => Promise<unknown>): Promise<void> => {
    const before = structuredClone(world.stack.resources);
    await run();
    world.stack.resources = before;
  };
  const cutOffBeforePost = () => world.stack.upReplacing("nda", successor(), { cutOff: true });
  const cutOffAfterPost = async (): Promise<void> => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await failureOf(world.stack.up({ nda: successor() }));
    await world.emulator.control.process();
  };

  for (const [when, cutOff] of [
    ["before its request", cutOffBeforePost],
    ["after its request", cutOffAfterPost],
  ] as const) {
    it(`sends the successor once: ${when}, with the state as it was left`, async () => {
      await cutOff();
      await world.stack.up({ nda: successor() });
      assert.deepEqual([world.mails(), world.statuses()], [once, ["ARCHIVED", "ACTIVE"]]);
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1, create: 1 });
    });

    it(`sends the successor once: ${when}, with a state that still has the old one`, async () => {
      await withoutCheckpoints(cutOff);
      await world.stack.up({ nda: successor() });
      assert.deepEqual([world.mails(), world.statuses()], [once, ["ARCHIVED", "ACTIVE"]]);
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1, create: 1 });
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
    });

    it(`sends the successor once: ${when}, with references and a journal that was lost`, async () => {
      world.config["yotisign:reference"] = "suffix";
      await withoutCheckpoints(cutOff);
      world.loseJournal();
      await world.stack.up({ nda: successor() });
      assert.deepEqual([world.mails(), world.statuses()], [once, ["ARCHIVED", "ACTIVE"]]);
    });
  }

  it("withdraws once where it was cut off in the withdrawal", async () => {
    world.emulator.control.addFault({ operation: "archive", action: { kind: "hold" } });
    await withoutCheckpoints(async () => {
      const cutOff = world.stack.up({ nda: successor() });
      await world.emulator.control.held(1);
      world.engineLives = false;
      world.emulator.control.release();
      await cutOff.catch(() => {});
      world.engineLives = true;
    });
    await world.stack.up({ nda: successor() });
    assert.deepEqual([world.mails(), world.statuses()], [once, ["ARCHIVED", "ACTIVE"]]);
    assert.deepEqual(world.effects(), { ...noEffects, archive: 1, create: 1 });
  });
});
