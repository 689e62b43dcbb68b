import assert from "node:assert/strict";
import type { Sending } from "../../../provider/journal.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { type Declared, urnOf } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

/** Situations in which what stands for a resource is out there already, and only a second look finds it. */
describe("an envelope that was sent already", () => {
  let world: World;
  const another = { emails: { invitation: { body: { message: "Please sign this instead." } } } };
  const up = (program: Record<string, Declared>) => world.stack.up(program);
  const idOf = (name = "nda"): string => world.stack.state(name).envelopeId;
  const newest = (): string => world.emulator.control.envelopes().at(-1)?.envelopeId ?? "";

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  /** Forgets what was e-mailed and called so far. */
  function quiet(): void {
    world.mails();
    world.effects();
  }

  function assertQuiet(): void {
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  }

  /** Sends a program whose answer is lost. */
  async function lostAnswer(program: Record<string, Declared>): Promise<void> {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await failureOf(up(program));
    await world.emulator.control.process();
  }

  describe("to a service that has another address now", () => {
    /** The service itself stays the same. */
    const move = (): void => {
      world.env.YOTI_SIGN_BASE_URL = world.emulator.url.replace("127.0.0.1", "localhost");
    };
    const nda = () => ({ nda: world.nda() });

    for (const reference of [undefined, "suffix"])
      it(`is gone on with where the state is lost, with ${reference ?? "no"} reference`, async () => {
        if (reference) world.config["yotisign:reference"] = reference;
        await up(nda());
        const id = idOf();
        world.stack.forget();
        move();
        quiet();
        await up(nda());
        assert.equal(idOf(), id);
        assertQuiet();
        assert.equal(world.journal().find(id)?.host, world.env.YOTI_SIGN_BASE_URL);
      });

    it("is not sent again where it was completed and removed", async () => {
      await up(nda());
      world.emulator.control.signAll(idOf());
      await up({});
      move();
      quiet();
      await up(nda());
      assertQuiet();
    });

    it("is gone on with where it was retained", async () => {
      await up({ nda: world.nda({ onDelete: "retain" }) });
      await up({});
      move();
      quiet();
      await up(nda());
      assertQuiet();
    });

    it("is known by the new address once it is adopted there", async () => {
      await up(nda());
      const id = idOf();
      world.stack.forget();
      move();
      await up({ nda: world.nda({ adopt: id }) });
      assert.equal(world.journal().find(id)?.host, world.env.YOTI_SIGN_BASE_URL);
    });

    it("is known there also beside an attempt that never arrived", async () => {
      await up(nda());
      const id = idOf();
      const { fingerprint, shape, account } = world.journal().find(id) as Sending;
      world.stack.forget();
      move();
      const host = world.env.YOTI_SIGN_BASE_URL ?? "";
      const journal = world.journal();
      const identity = urnOf("nda");
      const attempt = journal.begin({ identity, host, account, fingerprint, shape, intentAt: world.now() });
      journal.doubt(attempt as Sending, world.now());
      journal.close();
      world.pass(3600);
      quiet();
      await up(nda());
      assert.equal(idOf(), id);
      assertQuiet();
    });

    it("is not withdrawn again there while it may still be withdrawn", async () => {
      await up(nda());
      const id = idOf();
      world.emulator.control.addFault({ operation: "archive", action: { kind: "reset-before" } });
      await failureOf(world.stack.destroy());
      world.stack.forget();
      move();
      const before = Date.parse(world.now());
      await up({ nda: world.nda({ ...another, supersedes: id }) });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
      assert.ok(Date.parse(world.now()) - before >= 60_000);
    });

    it("is sent where the other address is another service", async () => {
      await up(nda());
      world.stack.forget();
      const other = await World.start();
      try {
        world.env.YOTI_SIGN_BASE_URL = other.emulator.url;
        world.onWait = () => other.emulator.control.process();
        await up(nda());
        assert.deepEqual(other.mails(), ["invitation pat@example.com"]);
      } finally {
        await other.stop();
      }
    });
  });

  it("is found where adopt and supersedes name what it superseded, and its answer was lost", async () => {
    await up({ nda: world.nda() });
    const old = idOf();
    const program = { nda: world.nda({ ...another, adopt: old, supersedes: old }) };
    await lostAnswer(program);
    world.stack.resources.clear();
    quiet();
    await up(program);
    assert.equal(idOf(), newest());
    assertQuiet();
  });

  it("stands again where adopt names one that had ended in the journal", async () => {
    await up({ nda: world.nda() });
    const first = idOf();
    world.emulator.control.signAll(first);
    await up({ nda: world.nda({ ...another, supersedes: first }) });
    await up({});
    await up({ nda: world.nda({ adopt: first }) });
    await up({ nda: world.nda() });
    world.stack.forget();
    quiet();
    await up({ nda: world.nda() });
    assert.equal(idOf(), first);
    assertQuiet();
  });

  describe("for a, in doubt, and b is like it and knows of it", () => {
    it("is still a's", async () => {
      await lostAnswer({ a: world.nda() });
      const id = newest();
      await up({ b: world.nda({ duplicateOf: id }) });
      world.pass(8 * 86_400);
      quiet();
      await up({ b: world.nda({ duplicateOf: id }), a: world.nda() });
      assert.equal(idOf("a"), id);
      assertQuiet();
    });

    it("is still a's where somebody edited it since, and does not keep b from being sent", async () => {
      await lostAnswer({ a: world.nda() });
      const id = newest();
      const recipient = world.emulator.control.envelope(id)?.recipients[0]?.recipientId;
      const path = `${id}/recipients/${recipient}`;
      await world.outside("PATCH", path, { name: "Pat Renamed" });
      await assertRefused(up({ b: world.nda() }), `duplicateOf: "${id}"`);
      quiet();
      const b = world.nda({ duplicateOf: id });
      await up({ b });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      await assertRefused(up({ b, a: world.nda() }), id);
      assert.deepEqual(world.mails(), []);
    });
  });

  it("is not sent again where it was completed before what supersedes withdraws", async () => {
    await up({ nda: world.nda() });
    const first = idOf();
    world.emulator.control.signAll(first);
    await up({});
    await up({ nda: world.nda(another) });
    const second = idOf();
    world.stack.resources.clear();
    quiet();
    await up({ nda: world.nda({ supersedes: second }) });
    assert.equal(idOf(), first);
    assert.deepEqual(
      world.mails().filter((mail) => mail.startsWith("invitation")),
      [],
    );
  });

  describe("under a reference, where nothing else remembers", () => {
    beforeEach(() => {
      world.config["yotisign:reference"] = "suffix";
    });

    it("is found when supersedes, which it was sent with, is no longer in the program", async () => {
      await up({ nda: world.nda() });
      await up({ nda: world.nda({ ...another, supersedes: idOf() }) });
      await up({ nda: world.nda(another) });
      const id = idOf();
      world.pass(10 * 86_400);
      world.stack.forget();
      world.loseJournal();
      quiet();
      await up({ nda: world.nda(another) });
      assert.equal(idOf(), id);
      assertQuiet();
    });

    describe("as the second of three", () => {
      const third = { emails: { invitation: { body: { message: "Please sign the third." } } } };
      let first: string;
      let second: string;
      const build = async ({ complete = false } = {}): Promise<void> => {
        await up({ nda: world.nda() });
        first = idOf();
        if (complete) world.emulator.control.signAll(first);
        await up({ nda: world.nda({ ...another, supersedes: first }) });
        second = idOf();
      };
      const loseAll = (): void => {
        world.stack.forget();
        world.loseJournal();
        world.pass(10 * 86_400);
        quiet();
      };

      it("is replaced without a diff, as its successor says", async () => {
        await build();
        world.loseJournal();
        await world.stack.upReplacing("nda", world.nda({ ...third, supersedes: second }));
        assert.deepEqual(world.statuses(), ["ARCHIVED", "ARCHIVED", "ACTIVE"]);
      });

      it("is not taken for its successor, which is found", async () => {
        await build({ complete: true });
        world.emulator.control.signAll(second);
        await up({ nda: world.nda({ ...third, supersedes: second }) });
        const id = idOf();
        loseAll();
        await up({ nda: world.nda({ ...third, supersedes: second }) });
        assert.equal(idOf(), id);
        assertQuiet();
      });

      it("is named with the first where both were withdrawn, and its successor sent when both are known", async () => {
        await build();
        await world.outside("PATCH", second);
        loseAll();
        await assertRefused(up({ nda: world.nda(third) }), first, second, "duplicateOf");
        assertQuiet();
        await up({ nda: world.nda({ ...third, duplicateOf: [first, second] }) });
        assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      });
    });

    it("is found where supersedes was in capitals then, and is not now", async () => {
      await up({ nda: world.nda() });
      const first = idOf();
      await up({ nda: world.nda({ ...another, supersedes: first.toUpperCase() }) });
      await up({ nda: world.nda({ ...another, supersedes: first }) });
      const id = idOf();
      world.pass(10 * 86_400);
      world.stack.forget();
      world.loseJournal();
      quiet();
      await up({ nda: world.nda({ ...another, supersedes: first }) });
      assert.equal(idOf(), id);
      assertQuiet();
    });

    it("is not taken for another resource's that has its former name now", async () => {
      await up({ nda: world.nda() });
      const id = idOf();
      world.stack.alias("nda", "old");
      await up({ old: world.nda() });
      world.loseJournal();
      quiet();
      await up({ old: world.nda(), nda: world.nda(another) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      assert.deepEqual([idOf("old"), idOf("nda")], [id, newest()]);
    });
  });

  describe("a moment ago, and the service does not show it yet", () => {
    const unseen = { operation: "get", action: { kind: "status", status: 404 } } as const;

    it("does not count as gone: destroy waits, and withdraws it", async () => {
      await up({ nda: world.nda() });
      world.emulator.control.addFault({ ...unseen, count: 3 });
      await world.stack.destroy();
      assert.deepEqual(world.statuses(), ["ARCHIVED"]);
    });

    it("counts as gone once the service has had time to show it", async () => {
      await up({ nda: world.nda() });
      world.emulator.control.addFault({ ...unseen, count: "all" });
      await world.stack.destroy();
      assert.deepEqual([world.stack.resources.size, world.statuses()], [0, ["ACTIVE"]]);
    });
  });

  it("stays in the state where the service says that it is active, and then that it is not there", async () => {
    await up({ nda: world.nda() });
    const fault = { operation: "archive", action: { kind: "status", status: 404 } } as const;
    world.emulator.control.addFault(fault);
    await failureOf(world.stack.destroy());
    assert.equal(idOf(), newest());
    await world.stack.destroy();
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("is withdrawn for another also where supersedes has its id in capitals", async () => {
    await up({ nda: world.nda() });
    const id = idOf();
    await up({ nda: world.nda({ ...another, supersedes: id.toUpperCase() }) });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });

  it("cannot be adopted by one resource while another has it, also where the journal is lost", async () => {
    await up({ nda: world.nda() });
    const id = idOf();
    world.loseJournal();
    quiet();
    await assertRefused(up({ nda: world.nda(), twin: world.nda({ adopt: id }) }), "is already declared by");
    assertQuiet();
  });

  it("stays where another resource adopts it in the run that removes its own, and the journal is lost", async () => {
    await up({ nda: world.nda() });
    const id = idOf();
    world.loseJournal();
    quiet();
    await up({ twin: world.nda({ adopt: id }) });
    assert.deepEqual([[...world.stack.resources.keys()], idOf("twin")], [["twin"], id]);
    assertQuiet();
  });

  it("stays where Pulumi replaces it without a diff, under another name and with another content", async () => {
    await up({ nda: world.nda() });
    const id = idOf();
    world.stack.alias("nda", "renamed");
    quiet();
    await failureOf(world.stack.upReplacing("renamed", world.nda(another)));
    assert.equal(idOf("renamed"), id);
    assertQuiet();
  });
});
