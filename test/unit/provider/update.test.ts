import assert from "node:assert/strict";
import { assertRefused, failureOf } from "./failure-of.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("an edited recipient of a sent envelope", () => {
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

  const moved = (): Declared => withRecipient(world.nda(), "Partner", { email: "new@example.com" });
  const partner = () => world.emulator.control.envelope(id).recipients[0]?.options;

  it("is edited in place, once, and invited at the new address", async () => {
    assert.deepEqual(await world.stack.up({ nda: moved() }), ["update"]);
    assert.deepEqual(await world.stack.up({ nda: moved() }), ["same"]);
    assert.deepEqual(
      [world.mails(), world.effects()],
      [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
    );
    assert.equal(world.stack.state().envelopeId, id);
  });

  it("is edited once although the update is called again", async () => {
    const before = structuredClone(world.stack.resources);
    await world.stack.up({ nda: moved() });
    const after = world.stack.state();
    world.stack.resources = before;
    await world.stack.up({ nda: moved() });
    assert.deepEqual(world.stack.state(), after);
    assert.deepEqual(world.effects(), { ...noEffects, editRecipient: 1 });
  });

  it("is edited by name and phone without another invitation", async () => {
    const change = { name: "Patricia Example", isoCountryCode: "GB", mobileNumber: "7700900123" };
    await world.stack.up({ nda: withRecipient(world.nda(), "Partner", change) });
    assert.deepEqual(
      [partner()?.name, partner()?.iso_country_code, partner()?.mobile_number],
      Object.values(change),
    );
    assert.deepEqual(world.mails(), []);
  });

  it("is not edited for another spelling of the same", async () => {
    const respelled = withRecipient(world.nda(), "Partner", {
      email: "pat@EXAMPLE.com",
      name: " Pat Example",
    });
    await world.stack.up({ nda: respelled });
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is nobody when recipients were only reordered", async () => {
    const { recipients } = world.nda();
    assert.deepEqual(await world.stack.up({ nda: world.nda({ recipients: recipients.toReversed() }) }), [
      "same",
    ]);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is nobody when recipients without keys and roles were reordered", async () => {
    const recipients = world.nda().recipients.map(({ key: _, role: __, ...recipient }) => recipient);
    const name = "Another NDA";
    await world.stack.up({ other: world.nda({ name, recipients }), nda: world.nda() });
    world.mails();
    world.effects();
    await world.stack.up({
      other: world.nda({ name, recipients: recipients.toReversed() }),
      nda: world.nda(),
    });
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is edited as CC too", async () => {
    await world.stack.up({ nda: withRecipient(world.nda(), "archive", { email: "records@example.com" }) });
    assert.equal(world.emulator.control.envelope(id).recipients[2]?.options.email, "records@example.com");
    assert.deepEqual([world.mails(), world.effects()], [[], { ...noEffects, editRecipient: 1 }]);
  });

  it("is refused once that person signed, also when the state does not know it yet", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.mails();
    await assertRefused(world.stack.up({ nda: moved() }), 'recipients["Partner"]', id, "has signed");
    await world.stack.refresh();
    await assertRefused(world.stack.preview({ nda: moved() }), 'recipients["Partner"]', "has signed");
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is edited although somebody else signed", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.mails();
    await world.stack.up({ nda: withRecipient(world.nda(), "Company", { email: "new@example.com" }) });
    assert.deepEqual(world.mails(), ["invitation new@example.com"]);
  });

  it("is refused when the envelope was archived meanwhile", async () => {
    await world.outside("PATCH", id);
    world.mails();
    world.effects();
    await assertRefused(world.stack.up({ nda: moved() }), "is ARCHIVED", 'recipients["Partner"]');
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is refused when the envelope was deleted meanwhile", async () => {
    await world.outside("DELETE", id);
    await assertRefused(world.stack.up({ nda: moved() }), "is MISSING");
  });

  it("is a content change when the phone is taken away, which the service cannot do", async () => {
    const withPhone = withRecipient(world.nda(), "Partner", {
      isoCountryCode: "GB",
      mobileNumber: 7700900123,
    });
    await world.stack.up({ nda: withPhone });
    world.effects();
    await assertRefused(world.stack.up({ nda: world.nda() }), 'recipients["Partner"]');
    assert.deepEqual(world.effects(), noEffects);
  });

  it("is validated again: a policy may have changed it after it was checked", async () => {
    const provider = world.provider();
    const held = world.stack.resources.get("nda");
    assert.ok(held);
    const inputs = structuredClone(held.inputs);
    Object.assign(inputs.recipients[0] ?? {}, { email: "nobody" });
    const { name } = await failureOf(provider.update(held.id, held.outputs, inputs));
    assert.equal(name, "ValidationError");
    assert.deepEqual(world.effects(), noEffects);
  });

  it("is not edited on another service, or with another account's key", async () => {
    world.env.YOTI_SIGN_API_KEY = "other-key";
    await assertRefused(world.stack.up({ nda: moved() }), "answered 403", world.stack.state().account);
    world.env.YOTI_SIGN_BASE_URL = "https://sign.example.com";
    await assertRefused(world.stack.up({ nda: moved() }), world.emulator.url);
    assert.deepEqual([partner()?.email, world.mails()], ["pat@example.com", []]);
  });

  it("is left as it is where somebody made the same edit at the service", async () => {
    await editOutside(world, id, "new@example.com");
    world.mails();
    world.effects();
    await world.stack.up({ nda: moved() });
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    assert.equal(world.stack.state().recipients[0]?.changedOutside, undefined);
  });

  describe("one of two, the other of whom could not be edited", () => {
    const both = (): Declared => withRecipient(moved(), "Company", { email: "cass.new@example.com" });

    beforeEach(async () => {
      // The first edit succeeds, the second does not.
      world.emulator.control.addFault({
        operation: "editRecipient",
        action: { kind: "delay", milliseconds: 0 },
      });
      world.emulator.control.addFault({
        operation: "editRecipient",
        action: { kind: "status", status: 409 },
      });
      const { message } = await failureOf(world.stack.up({ nda: both() }));
      assert.match(message, /answered 409/);
    });

    it("stays edited, and the next run edits only the other", async () => {
      assert.deepEqual(world.effects(), { ...noEffects, editRecipient: 2 });
      assert.deepEqual(await world.stack.up({ nda: both() }), ["update"]);
      assert.deepEqual(world.effects(), { ...noEffects, editRecipient: 1 });
      assert.deepEqual(world.mails(), ["invitation new@example.com"]);
      assert.deepEqual(
        world.emulator.control.envelope(id).recipients.map(({ options }) => options.email),
        ["new@example.com", "cass.new@example.com", "archive@example.com"],
      );
    });

    it("stays edited when the other edit is taken back", async () => {
      world.effects();
      await world.stack.up({ nda: moved() });
      assert.deepEqual(world.effects(), noEffects);
      assert.deepEqual(await world.stack.up({ nda: moved() }), ["same"]);
    });
  });

  it("is not edited again when only the answer was lost", async () => {
    world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
    await failureOf(world.stack.up({ nda: moved() }));
    await world.stack.up({ nda: moved() });
    assert.deepEqual(
      [world.mails(), world.effects()],
      [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
    );
  });

  describe("whose edit was cut off", () => {
    const loseRequest = async (nda = moved()): Promise<void> => {
      world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-before" } });
      await failureOf(world.stack.up({ nda }));
      world.effects();
    };

    it("is not edited again where the service did it, and the process that asked was killed", async () => {
      world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "hold" } });
      const before = structuredClone(world.stack.resources);
      const cutOff = world.stack.up({ nda: moved() });
      await world.emulator.control.held(1);
      world.stack.resources = structuredClone(before);
      await world.stack.up({ nda: moved() });
      world.emulator.control.release();
      await cutOff;
      assert.deepEqual(
        [world.mails(), world.effects()],
        [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
      );
    });

    it("is not edited again where it takes effect late, while the next run looks", async () => {
      await loseRequest();
      const lost = Date.parse(world.now());
      let arrived = false;
      world.onWait = async () => {
        if (arrived || Date.parse(world.now()) < lost + 30_000) return;
        arrived = true;
        await editOutside(world, id, "new@example.com");
      };
      await world.stack.up({ nda: moved() });
      // The one that arrived late is the only one.
      assert.deepEqual(
        [world.mails(), world.effects()],
        [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
      );
    });

    it("is edited once it cannot take effect any more, and then once", async () => {
      await loseRequest();
      const lost = Date.parse(world.now());
      await world.stack.up({ nda: moved() });
      assert.ok(Date.parse(world.now()) - lost >= 60_000);
      assert.deepEqual(
        [world.mails(), world.effects()],
        [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
      );
    });

    describe("and that the program takes back, although it took effect", () => {
      const ways = {
        "whose answer was lost": { operation: "editRecipient", action: { kind: "reset-after" } },
        "after which reading the envelope failed": {
          operation: "get",
          after: 1,
          action: { kind: "status", status: 403 },
        },
      } as const;
      for (const [way, fault] of Object.entries(ways))
        it(`is who is declared again: one ${way}`, async () => {
          world.emulator.control.addFault(fault);
          await failureOf(world.stack.up({ nda: moved() }));
          await isTakenBack();
        });

      it("is who is declared again: one whose run was killed, and a preview tells it", async () => {
        world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "hold" } });
        const before = structuredClone(world.stack.resources);
        const cutOff = world.stack.up({ nda: moved() });
        await world.emulator.control.held(1);
        world.stack.resources = structuredClone(before);
        assert.deepEqual(await world.stack.preview({ nda: world.nda() }), ["update"]);
        await isTakenBack();
        world.emulator.control.release();
        await cutOff;
      });

      it("is who is declared again after a removal that was refused", async () => {
        world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
        await failureOf(
          world.stack.up({ nda: withRecipient(world.nda(), "Company", { email: "new@example.com" }) }),
        );
        world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
        await assertRefused(world.stack.up({}), "yotisign:withdraw");
        await world.stack.up({ nda: world.nda() });
        const [, company] = world.emulator.control.envelope(id).recipients;
        assert.equal(company?.options.email, "cass@example.com");
      });

      it("is who is declared again: one that the journal knows of and Pulumi's state does not", async () => {
        const before = structuredClone(world.stack.resources);
        await world.stack.up({ nda: moved() });
        world.stack.resources = before;
        await isTakenBack();
      });

      it("is who is declared again where the run that took it back was killed, and did not", async () => {
        world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
        await failureOf(world.stack.up({ nda: moved() }));
        const before = structuredClone(world.stack.resources);
        await loseRequest(world.nda());
        world.stack.resources = before;
        await world.stack.up({ nda: world.nda() });
        assert.equal(partner()?.email, "pat@example.com");
      });

      it("is who another machine made of it since, which is asked about once", async () => {
        const third = withRecipient(world.nda(), "Partner", { email: "third@example.com" });
        await world.stack.up({ nda: moved() });
        const { YOTI_SIGN_JOURNAL: journal } = world.env;
        world.env.YOTI_SIGN_JOURNAL = `${journal}-of-another`;
        await world.stack.up({ nda: third });
        world.env.YOTI_SIGN_JOURNAL = journal;
        assert.deepEqual(await world.stack.up({ nda: third }), ["update"]);
        assert.deepEqual(await world.stack.up({ nda: third }), ["same"]);
        assert.equal(partner()?.email, "third@example.com");
      });

      it("is nobody's change outside where it is gone on with", async () => {
        world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
        await failureOf(world.stack.up({ nda: moved() }));
        await world.stack.up({ nda: moved() });
        assert.equal(world.stack.state().recipients[0]?.changedOutside, undefined);
      });

      it("is who is declared again after a run that could not look", async () => {
        world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
        await failureOf(world.stack.up({ nda: moved() }));
        const refused = { kind: "status", status: 401 } as const;
        world.emulator.control.addFault({ operation: "get", after: 1, action: refused });
        await failureOf(world.stack.up({ nda: world.nda() }));
        await world.stack.up({ nda: world.nda() });
        assert.equal(partner()?.email, "pat@example.com");
      });

      it("is nobody any more once the envelope is withdrawn", async () => {
        world.emulator.control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
        await failureOf(world.stack.up({ nda: moved() }));
        await world.stack.up({});
        assert.deepEqual(world.statuses(), ["ARCHIVED"]);
        const { host } = world.journal().find(id) ?? { host: "" };
        assert.deepEqual(world.journal().changes.inDoubt(id, host), []);
      });

      async function isTakenBack(): Promise<void> {
        assert.equal(partner()?.email, "new@example.com");
        assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["update"]);
        assert.equal(partner()?.email, "pat@example.com");
        assert.deepEqual(
          [world.mails(), world.effects()],
          [["invitation new@example.com", "invitation pat@example.com"], { ...noEffects, editRecipient: 2 }],
        );
        assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
        world.stack.forget();
        await world.stack.up({ nda: world.nda() });
        assert.equal(world.effects().create, 0);
      }
    });

    it("is nobody where the program takes it back meanwhile, and it never arrived", async () => {
      await loseRequest();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  it("is not edited once Pulumi has ended", async () => {
    world.engineLives = false;
    const { message } = await failureOf(world.stack.up({ nda: moved() }));
    assert.match(message, /^Pulumi has ended/);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is edited once although reading the envelope afterwards failed", async () => {
    world.emulator.control.addFault({ operation: "get", action: { kind: "delay", milliseconds: 0 } });
    world.emulator.control.addFault({ operation: "get", action: { kind: "status", status: 403 } });
    await failureOf(world.stack.up({ nda: moved() }));
    await world.stack.up({ nda: moved() });
    assert.deepEqual(
      [world.mails(), world.effects()],
      [["invitation new@example.com"], { ...noEffects, editRecipient: 1 }],
    );
  });

  it("is part of the envelope that a lost state is recovered to", async () => {
    await world.stack.up({ nda: moved() });
    world.stack.forget();
    await world.stack.up({ nda: moved() });
    assert.equal(world.stack.state().envelopeId, id);
    assert.equal(world.effects().create, 0);
  });
});

/** Changes the first recipient's e-mail as somebody else with the same account would. */
async function editOutside({ emulator }: World, id: string, email: string): Promise<void> {
  const recipientId = emulator.control.envelope(id).recipients[0]?.recipientId;
  await fetch(`${emulator.url}/v2/envelopes/${id}/recipients/${recipientId}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
}
