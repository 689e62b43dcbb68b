import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Journal, type Sending } from "../../../provider/journal.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { JournalChild } from "./journal-child.ts";
import { urnOf } from "./sample-envelope.ts";
import { sendElsewhere } from "./send-elsewhere.ts";
import { noEffects, World } from "./world.ts";

describe("a create after one that was cut off", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  /** Sends an envelope whose answer never comes. */
  const loseAnswer = async (change = {}): Promise<void> => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    const { name } = await failureOf(world.stack.up({ nda: world.nda(change) }));
    assert.equal(name, "SendingInDoubtError");
    await world.emulator.control.process();
  };

  const ids = (): string[] => world.emulator.control.envelopes().map(({ envelopeId }) => envelopeId);

  describe("whose answer was lost", () => {
    it("adopts the envelope that the service has, and everybody got one invitation", async () => {
      await loseAnswer();
      assert.deepEqual([...world.stack.resources.keys()], []);
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["create"]);
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      assert.equal(world.effects().create, 1);
    });

    it("adopts it also when somebody signed it meanwhile", async () => {
      await loseAnswer();
      world.emulator.control.signAll(ids()[0] ?? "");
      await world.stack.up({ nda: world.nda() });
      assert.equal(world.stack.state().status, "COMPLETE");
      assert.equal(world.effects().create, 1);
    });

    it("adopts it while it is still being processed", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("finds it among twenty others, and takes none of those", async () => {
      const others = Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`other${index}`, world.nda({ name: `Other ${index}` })]),
      );
      await world.stack.up(others);
      world.mails();
      await loseAnswer();
      await world.stack.up({ ...others, nda: world.nda() });
      assert.equal(world.stack.state().envelopeId, ids().at(-1));
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("does not take the same envelope of another resource for it", async () => {
      await world.stack.up({ twin: world.nda() });
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ twin: world.nda(), nda: world.nda() }));
      await world.stack.up({ twin: world.nda(), nda: world.nda() });
      assert.equal(new Set([world.stack.state("twin").envelopeId, world.stack.state().envelopeId]).size, 2);
      assert.deepEqual(world.mails(), ["invitation pat@example.com", "invitation pat@example.com"]);
    });

    it("sends when the request never arrived, once the service had time to list it", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      world.effects();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.effects().create, world.mails()], [1, ["invitation pat@example.com"]]);
      assert.ok(world.now() >= "2026-03-02T09:01:00.000Z", world.now());
    });

    it("sends when a gateway refused the request on the way, and only after a search", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "status", status: 503 } });
      assert.equal((await failureOf(world.stack.up({ nda: world.nda() }))).name, "SendingInDoubtError");
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      assert.ok(world.emulator.control.calls().search > 0);
    });

    it("searches for as long as yotisign:searchSettleSeconds says", async () => {
      world.config["yotisign:searchSettleSeconds"] = "300";
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      await world.stack.up({ nda: world.nda() });
      assert.ok(world.now() >= "2026-03-02T09:05:00.000Z" && world.now() < "2026-03-02T09:05:10.000Z");
    });

    it("stops with both ids when two envelopes fit, and sends neither again", async () => {
      await loseAnswer();
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      world.mails();
      world.effects();
      await assertRefused(world.stack.up({ nda: world.nda() }), ...ids(), 'adopt: "<id>"');
      assert.equal(ids().length, 2);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("goes on with the one of the two that adopt names", async () => {
      await loseAnswer();
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      const [, second] = ids();
      await world.stack.up({ nda: world.nda({ adopt: second as string }) });
      assert.equal(world.stack.state().envelopeId, second);
      world.stack.forget();
      await world.stack.up({ nda: world.nda() });
      assert.equal(world.stack.state().envelopeId, second);
      assert.equal(world.effects().create, 2);
    });

    it("stops where the content changed since, and goes on when it is changed back", async () => {
      await loseAnswer();
      const [id] = ids();
      world.mails();
      await assertRefused(
        world.stack.up({ nda: world.nda({ name: "Another NDA" }) }),
        `supersedes: "${id}"`,
        "2026-03-02T09:00:00.000Z",
      );
      assert.deepEqual(world.mails(), []);
      await world.stack.up({ nda: world.nda() });
      assert.equal(world.stack.state().envelopeId, id);
    });

    it("stops when the key is another account's, which cannot see whether it was sent", async () => {
      await loseAnswer();
      world.mails();
      world.effects();
      world.env.YOTI_SIGN_API_KEY = "other-key";
      await assertRefused(world.stack.up({ nda: world.nda() }), "cut off", "key");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      world.env.YOTI_SIGN_API_KEY = "emulator-key";
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
    });

    describe("with a key that is revoked since", () => {
      beforeEach(async () => {
        await loseAnswer();
        world.mails();
        world.effects();
        world.env.YOTI_SIGN_API_KEY = "other-key";
      });
      /** Does what the message says, once somebody has looked. */
      const closeEntry = (message: string): void => {
        world.config["yotisign:neverSent"] =
          /pulumi config set yotisign:neverSent (\S+)/.exec(message)?.[1] ?? "";
      };

      for (const name of ["nda", "renamed"])
        it(`is sent once yotisign:neverSent closes the entry that the message names, as ${name}`, async () => {
          closeEntry((await failureOf(world.stack.up({ [name]: world.nda() }))).message);
          assert.deepEqual(world.effects(), noEffects);
          await world.stack.up({ [name]: world.nda() });
          assert.deepEqual([world.effects().create, world.journal().inDoubt()], [1, []]);
        });

      it("adopts what is found all the same, where the entry was closed by mistake", async () => {
        closeEntry((await failureOf(world.stack.up({ nda: world.nda() }))).message);
        world.env.YOTI_SIGN_API_KEY = "emulator-key";
        await world.stack.up({ nda: world.nda() });
        assert.deepEqual([world.stack.state().envelopeId, world.mails()], [ids()[0], []]);
      });

      it("closes no other entry", async () => {
        world.config["yotisign:neverSent"] = "0123456789ABCDEFGHIJKL";
        await assertRefused(world.stack.up({ nda: world.nda() }), "cut off");
        assert.deepEqual(world.effects(), noEffects);
      });

      it("keeps no envelope of another name to the same people from being sent", async () => {
        await world.stack.up({ msa: world.nda({ name: "MSA" }) });
        assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      });
    });

    for (const where of ["config", "environment"])
      it(`is looked for as the account that sent it, whose key is in the ${where}, where the renamed resource is of another`, async () => {
        if (where === "config") world.config["yotisign:apiKeys"] = JSON.stringify({ legal: "other-key" });
        else world.env.YOTI_SIGN_API_KEY_LEGAL = "other-key";
        await loseAnswer({ account: "legal" });
        world.mails();
        world.effects();
        await assertRefused(world.stack.up({ renamed: world.nda() }), ids()[0] ?? "", "aliases");
        assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      });

    it("adopts it with another key of the same account", async () => {
      await loseAnswer();
      world.env.YOTI_SIGN_API_KEY = "second-key";
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.equal(world.effects().create, 1);
    });

    it("stops where the clocks of here and there are far apart, instead of sending again", async () => {
      world.emulator.control.advance(3 * 3600);
      await loseAnswer();
      world.mails();
      world.effects();
      await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", 'adopt: "<id>"');
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      await world.stack.up({ nda: world.nda({ adopt: ids()[0] as string }) });
      assert.deepEqual([world.stack.state().envelopeId], ids());
    });

    for (const [what, days] of [
      ["behind", -3],
      ["ahead", 5],
    ] as const)
      it(`stops where this machine's clock was days ${what} when it was sent, and is right now`, async () => {
        world.clockAheadSeconds = days * 86_400;
        await loseAnswer();
        world.clockAheadSeconds = 0;
        world.mails();
        world.effects();
        await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", 'adopt: "<id>"');
        assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      });

    it("stops where the clock was days behind when it was sent, and the content changed since, too", async () => {
      world.clockAheadSeconds = -3 * 86_400;
      await loseAnswer();
      world.clockAheadSeconds = 0;
      world.mails();
      world.effects();
      await assertRefused(world.stack.up({ nda: world.nda({ name: "Another NDA" }) }), ids()[0] ?? "");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    for (const days of [-3, 5])
      it(`finds it where this machine's clock was right then, and is ${days} days off now`, async () => {
        await loseAnswer();
        world.mails();
        world.effects();
        world.clockAheadSeconds = days * 86_400;
        await world.stack.up({ nda: world.nda() });
        assert.deepEqual([world.stack.state().envelopeId, world.effects()], [ids()[0], noEffects]);
      });

    it("waits no longer than it has to where the clock was hours ahead when it was sent", async () => {
      world.clockAheadSeconds = 5 * 3600;
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      world.clockAheadSeconds = 0;
      const began = Date.parse(world.now());
      await world.stack.up({ nda: world.nda() });
      assert.ok(Date.parse(world.now()) - began <= 61_000, world.now());
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("takes the one that was created then, not the same one that somebody else sent hours before", async () => {
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      world.pass(3 * 3600);
      await loseAnswer();
      await world.stack.up({ nda: world.nda() });
      assert.equal(world.stack.state().envelopeId, ids()[1]);
    });

    it("is itself cut off, and the third one still adopts it", async () => {
      await loseAnswer();
      world.emulator.control.addFault({ operation: "search", action: { kind: "status", status: 403 } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.equal(world.effects().create, 1);
    });

    it("does not send a second time when two of them are lost one after the other", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      await loseAnswer();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("stops where somebody edited the envelope since, instead of sending it again", async () => {
      await loseAnswer();
      const [envelope] = world.emulator.control.envelopes();
      await world.outside("PATCH", `${ids()[0]}/recipients/${envelope?.recipients[0]?.recipientId}`, {
        name: "Pat Renamed",
      });
      world.mails();
      world.effects();
      await assertRefused(world.stack.up({ nda: world.nda() }), ids()[0] ?? "", "duplicateOf");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    for (const name of ["nda", "renamed"])
      it(`is sent once duplicateOf names the like one that somebody else sent, as ${name}`, async () => {
        await sendElsewhere(world);
        const [envelope] = world.emulator.control.envelopes();
        await world.outside("PATCH", `${ids()[0]}/recipients/${envelope?.recipients[0]?.recipientId}`, {
          name: "Pat Renamed",
        });
        world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
        world.config["yotisign:duplicateGuardDays"] = "0";
        await failureOf(world.stack.up({ nda: world.nda() }));
        delete world.config["yotisign:duplicateGuardDays"];
        world.mails();
        await assertRefused(world.stack.up({ [name]: world.nda() }), ids()[0] ?? "", "duplicateOf");
        assert.deepEqual(world.mails(), []);
        await world.stack.up({ [name]: world.nda({ duplicateOf: ids()[0] ?? "" }) });
        assert.deepEqual([world.mails(), ids().length], [["invitation pat@example.com"], 2]);
      });

    it("sends where a like envelope there is one that another lost attempt left", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
      const other = world.nda({ name: "Another NDA" });
      await failureOf(world.provider().create({ ...other, identity: urnOf("other") }));
      await world.emulator.control.process();
      world.mails();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("passes over a colleague's envelope, which a search lists and nobody else may read", async () => {
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      await loseAnswer();
      world.emulator.control.addFault({ operation: "get", action: { kind: "status", status: 403 } });
      await world.stack.up({ nda: world.nda() });
      assert.equal(world.stack.state().envelopeId, ids()[1]);
    });

    it("is not kept from sending by a colleague's envelope, when its own request never arrived", async () => {
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      world.mails();
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      world.emulator.control.addFault({ operation: "get", action: { kind: "status", status: 403 } });
      world.config["yotisign:searchSettleSeconds"] = "0";
      await world.stack.up({ nda: world.nda() });
      assert.equal(world.stack.state().envelopeId, ids()[1]);
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("leaves an envelope to its twin that is being sent at this moment", async () => {
      world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda: world.nda() }));
      world.emulator.control.addFault({ operation: "create", action: { kind: "hold" } });
      const provider = world.provider();
      const twin = provider.create({ ...world.nda(), identity: urnOf("twin") });
      await until(() => ids().length === 1);
      const looks = new Promise<void>((resolve) => {
        world.onWait = async () => {
          await world.emulator.control.process();
          if (world.emulator.control.calls().search > 1) resolve();
        };
      });
      const recovered = provider.create({ ...world.nda(), identity: urnOf("nda") });
      await looks;
      world.emulator.control.release();
      assert.notEqual((await recovered).id, (await twin).id);
      assert.equal(ids().length, 2);
    });

    it("recovers two of the same content at once, each with an envelope of its own", async () => {
      for (let count = 0; count < 2; count += 1)
        world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
      const program = { a: world.nda(), b: world.nda() };
      await failureOf(world.stack.up({ a: program.a }));
      await failureOf(world.stack.up({ b: program.b }));
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      const provider = world.provider();
      const created = await Promise.all(
        ["a", "b"].map((name) => provider.create({ ...world.nda(), identity: urnOf(name) })),
      );
      assert.equal(new Set(created.map(({ id }) => id)).size, 2);
      assert.equal(ids().length, 2);
    });
  });

  describe("after which Pulumi's state was lost", () => {
    beforeEach(async () => {
      await world.stack.up({ nda: world.nda() });
      world.stack.forget();
      world.mails();
      world.effects();
    });

    it("adopts the envelope without searching", async () => {
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      assert.equal(
        world.shown.at(-1)?.message,
        `Goes on with envelope ${ids()[0]}, sent on 2026-03-02T09:00:00.000Z: not sent again`,
      );
    });

    it("is refused where the content changed, with supersedes as the way", async () => {
      const changed = world.nda({ name: "Another NDA" });
      await assertRefused(world.stack.up({ nda: changed }), `supersedes: "${ids()[0]}"`, "(ACTIVE)");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("withdraws the old one and sends where supersedes names it", async () => {
      const [id] = ids();
      await world.stack.up({ nda: world.nda({ name: "Another NDA", supersedes: id as string }) });
      assert.deepEqual(world.mails(), [
        "withdrawal pat@example.com",
        "withdrawal cass@example.com",
        "invitation pat@example.com",
      ]);
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("keeps an envelope that was archived outside as it is, and sends nothing", async () => {
      await world.outside("PATCH", ids()[0] ?? "");
      world.mails();
      world.effects();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(
        [world.stack.state().status, world.mails(), world.effects()],
        ["ARCHIVED", [], noEffects],
      );
    });

    it("keeps an envelope that was deleted outside as missing, and sends nothing", async () => {
      const [id] = ids();
      await world.outside("DELETE", id ?? "");
      world.effects();
      await world.stack.up({ nda: world.nda() });
      const { envelopeId, status } = world.stack.state();
      assert.deepEqual([envelopeId, status, world.effects()], [id, "MISSING", noEffects]);
    });

    it("is refused with another account's key, which the message tells apart", async () => {
      world.env.YOTI_SIGN_API_KEY = "other-key";
      await assertRefused(world.stack.up({ nda: world.nda() }), "answered 403", ids()[0] ?? "");
      assert.deepEqual(world.effects(), noEffects);
    });

    it("sends to another service, which is not where it was sent", async () => {
      const other = await World.start();
      world.env.YOTI_SIGN_BASE_URL = other.emulator.url;
      world.onWait = () => other.emulator.control.process();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([other.statuses(), world.statuses()], [["ACTIVE"], ["ACTIVE"]]);
      await other.stop();
    });
  });

  it("adopts what took the place of an envelope it superseded before it was cut off", async () => {
    await world.stack.up({ nda: world.nda({ name: "Draft" }) });
    const [draft] = ids();
    const declared = world.nda({ supersedes: draft as string });
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await failureOf(world.stack.up({ nda: declared }));
    await world.emulator.control.process();
    world.mails();
    await world.stack.up({ nda: declared });
    assert.deepEqual([world.stack.state().envelopeId, world.mails()], [ids()[1], []]);
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });

  it("is settled by adopt although the content changed since, and stays so", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "reset-before" } });
    await failureOf(world.stack.up({ nda: world.nda({ name: "Draft" }) }));
    await sendElsewhere(world);
    world.config["yotisign:duplicateGuardDays"] = "0";
    const [id] = ids();
    world.effects();
    await world.stack.up({ nda: world.nda({ adopt: id as string }) });
    world.stack.forget();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().envelopeId, world.effects()], [id, noEffects]);
  });

  it("does not send a complete envelope again that is declared again after it was removed", async () => {
    await world.stack.up({ nda: world.nda() });
    world.emulator.control.signAll(ids()[0] ?? "");
    await world.stack.up({});
    world.mails();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().envelopeId, world.stack.state().status], [ids()[0], "COMPLETE"]);
    assert.deepEqual([world.mails(), world.effects().create], [[], 1]);
  });

  it("sends a complete envelope's resource anew when it is declared again with other content", async () => {
    await world.stack.up({ nda: world.nda() });
    world.emulator.control.signAll(ids()[0] ?? "");
    await world.stack.up({});
    world.mails();
    await world.stack.up({ nda: world.nda({ name: "Another NDA" }) });
    assert.deepEqual(
      [world.statuses(), world.mails()],
      [["COMPLETE", "ACTIVE"], ["invitation pat@example.com"]],
    );
  });

  it("goes on with an envelope that was retained", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "retain" }) });
    await world.stack.up({});
    world.mails();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().envelopeId], ids());
    assert.deepEqual([world.mails(), world.effects().create], [[], 1]);
    assert.equal(world.stack.state().onDelete, undefined);
  });

  it("does not send a second time with other content what was retained", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "retain" }) });
    await world.stack.up({});
    await assertRefused(world.stack.up({ nda: world.nda({ name: "Another NDA" }) }), ids()[0] ?? "");
    assert.equal(world.effects().create, 1);
  });

  describe("by a process that still runs", () => {
    let child: JournalChild;

    beforeEach(async () => {
      // What is about to be sent, as a journal has it.
      await sendElsewhere(world);
      world.config["yotisign:duplicateGuardDays"] = "0";
      const [id] = ids();
      const { host, account, fingerprint, shape } = elsewhere(world).find(id ?? "") as Sending;
      child = new JournalChild(join(world.folder, "journal.sqlite"));
      const intentAt = world.now();
      await child.begin({ identity: urnOf("nda"), host, account, fingerprint, shape, intentAt });
      world.mails();
    });
    afterEach(() => child.kill());

    it("waits for it, and takes the envelope that it sent", async () => {
      const [id] = ids();
      world.onWait = async () => {
        const open = world.journal().earlier(urnOf("nda"), world.emulator.url, "");
        if (open && !open.envelopeId) await child.accept(open, id ?? "");
      };
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId, world.mails()], [id, []]);
      assert.equal(world.emulator.control.calls().search, 0);
    });

    /** What the journal has on who began it. */
    const owned = (by: string): void => {
      const database = new DatabaseSync(join(world.folder, "journal.sqlite"));
      database.exec(`UPDATE sending SET ${by} WHERE identity = '${urnOf("nda")}'`);
      database.close();
    };
    /** How long a run took that sends, in seconds. */
    const secondsToSend = async (): Promise<number> => {
      world.emulator.control.reset();
      const began = Date.parse(world.now());
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual(world.effects(), { ...noEffects, create: 1 });
      return Math.round((Date.parse(world.now()) - began) / 1000);
    };

    it("sends nothing while it goes on for longer than a request can take, and names it", async () => {
      world.emulator.control.reset();
      const began = Date.parse(world.now());
      await assertRefused(world.stack.up({ nda: world.nda() }), `Process ${child.process.pid}`);
      assert.equal(Math.round((Date.parse(world.now()) - began) / 1000), 300);
      assert.deepEqual(world.effects(), noEffects);
      await child.kill();
      assert.equal(await secondsToSend(), 60);
    });

    it("does not wait for another process that has its number by now, but for what a search may not show yet", async () => {
      if (process.platform !== "linux") return;
      owned("ownerStart = '1'");
      assert.equal(await secondsToSend(), 60);
    });

    it("waits as long as a request can take where the system does not tell whether it is that process", async () => {
      owned("ownerStart = NULL");
      assert.equal(await secondsToSend(), 360);
    });

    it("waits as long as a request can take for one of another machine, which cannot be seen from here", async () => {
      owned("ownerPlace = 'another machine', ownerPid = 1");
      assert.equal(await secondsToSend(), 360);
    });

    it("takes what one of another machine sends meanwhile", async () => {
      const [id] = ids();
      owned("ownerPlace = 'another machine'");
      world.onWait = async () => {
        const open = world.journal().earlier(urnOf("nda"), world.emulator.url, "");
        if (open && !open.envelopeId) await child.accept(open, id ?? "");
      };
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId, world.mails()], [id, []]);
    });

    it("does not wait for one of another machine whose request must be over", async () => {
      owned("ownerPlace = 'another machine'");
      world.pass(3600);
      assert.equal(await secondsToSend(), 0);
    });

    it("does not wait once it has ended", async () => {
      await child.kill();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.stack.state().envelopeId], ids());
      assert.deepEqual(
        world.shown.filter(({ message }) => message.startsWith("Waiting for an earlier run")),
        [],
      );
    });
  });
});

/** Lets what is under way go on until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

const elsewhere = ({ folder }: World): Journal => new Journal(join(folder, "elsewhere.sqlite"));
