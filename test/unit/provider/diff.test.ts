import assert from "node:assert/strict";
import { unknownValue } from "../../../schema/unknown.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { samplePdf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("a changed declaration of a sent envelope", () => {
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

  const refresh = async (): Promise<void> => {
    await world.stack.refresh();
    world.effects();
    world.mails();
  };

  describe("out for signature", () => {
    it("is refused with what differs, the id and when it was sent", async () => {
      const changed = world.nda({ name: "Another NDA", sender: { eventNotifications: [] } });
      await assertRefused(
        world.stack.up({ nda: changed }),
        id,
        "name, sender differ",
        "2026-03-02T09:00:00.000Z",
        `supersedes: "${id}"`,
      );
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], [[], noEffects, ["ACTIVE"]]);
    });

    it("is refused in a preview too", async () => {
      await assertRefused(world.stack.preview({ nda: world.nda({ name: "Another NDA" }) }), "name differs");
    });

    it("is refused when the document's content changed", async () => {
      world.write("nda.pdf", samplePdf("changed"));
      await assertRefused(world.stack.up({ nda: world.nda() }), "documents differs");
    });

    it("is refused when a recipient's terms changed, naming the key", async () => {
      await assertRefused(
        world.stack.up({ nda: withRecipient(world.nda(), "Company", { authType: "sign-auth" }) }),
        'recipients["Company"] differs',
      );
    });

    it("is refused when a recipient is added or removed", async () => {
      const { recipients } = world.nda();
      const [partner, company] = recipients;
      assert.ok(partner && company);
      const other = { key: "other", type: "CC" as const, name: "Otto Extra", email: "other@example.com" };
      await assertRefused(
        world.stack.up({ nda: world.nda({ recipients: [partner, company, other] }) }),
        'recipients["other"] (added), recipients["archive"] (removed) differ',
      );
    });

    it("says how many signatures superseding it would lose", async () => {
      world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
      await refresh();
      await assertRefused(world.stack.up({ nda: world.nda({ name: "Another NDA" }) }), "loses 1 signature,");
    });

    it("withdraws and sends anew, in this order, when supersedes names its id", async () => {
      const changed = world.nda({ name: "Another NDA", supersedes: id });
      assert.deepEqual(await world.stack.up({ nda: changed }), ["replace"]);
      assert.deepEqual(world.mails(), [
        "withdrawal pat@example.com",
        "withdrawal cass@example.com",
        "invitation pat@example.com",
      ]);
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("does nothing more with the same supersedes in the next run", async () => {
      const changed = world.nda({ name: "Another NDA", supersedes: id });
      await world.stack.up({ nda: changed });
      world.mails();
      assert.deepEqual(await world.stack.up({ nda: changed }), ["same"]);
      assert.deepEqual(world.mails(), []);
    });

    it("is replaced although only supersedes was set", async () => {
      assert.deepEqual(await world.stack.up({ nda: world.nda({ supersedes: id }) }), ["replace"]);
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    });

    it("is replaced with signatures lost, and warned of, when supersedes names it", async () => {
      world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
      await refresh();
      await world.stack.up({ nda: world.nda({ name: "Another NDA", supersedes: id }) });
      assert.deepEqual(
        world.shown.filter(({ severity }) => severity === "warning").map(({ message }) => message),
        [`Withdraws envelope ${id}, which e-mails every signer and loses 1 signature, and sends another`],
      );
      assert.deepEqual(world.mails(), [
        "withdrawal pat@example.com",
        "withdrawal cass@example.com",
        "invitation pat@example.com",
      ]);
    });

    it("is refused when supersedes names another id", async () => {
      const other = "11111111-2222-3333-4444-555555555555";
      await assertRefused(world.stack.up({ nda: world.nda({ name: "Another NDA", supersedes: other }) }), id);
    });
  });

  describe("complete", () => {
    beforeEach(async () => {
      world.emulator.control.signAll(id);
      await refresh();
    });

    it("is refused with three ways out", async () => {
      await assertRefused(
        world.stack.up({ nda: world.nda({ name: "Another NDA" }) }),
        "is COMPLETE: name differs",
        "Revert the change",
        "another envelope",
        `supersedes: "${id}"`,
        "sealed: true",
      );
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("is refused for another e-mail too", async () => {
      const changed = withRecipient(world.nda(), "Partner", { email: "new@example.com" });
      await assertRefused(world.stack.up({ nda: changed }), 'recipients["Partner"] differs');
    });

    it("is no longer followed when sealed", async () => {
      const changed = withRecipient(world.nda({ name: "Another NDA", sealed: true }), "Partner", {
        email: "new@example.com",
      });
      assert.deepEqual(await world.stack.up({ nda: changed }), ["same"]);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("stays complete when superseded, and the new one is sent", async () => {
      await world.stack.up({ nda: world.nda({ name: "Another NDA", supersedes: id }) });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
      assert.deepEqual(world.statuses(), ["COMPLETE", "ACTIVE"]);
    });
  });

  describe("archived outside", () => {
    beforeEach(async () => {
      await world.outside("PATCH", id);
      await refresh();
    });

    it("is refused, and sent anew when superseded", async () => {
      const changed = world.nda({ name: "Another NDA" });
      await assertRefused(
        world.stack.up({ nda: changed }),
        "is ARCHIVED: name differs",
        `supersedes: "${id}"`,
      );
      assert.deepEqual(world.mails(), []);
      await world.stack.up({ nda: { ...changed, supersedes: id } });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("is not sent again while unchanged", async () => {
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  describe("deleted outside", () => {
    beforeEach(async () => {
      await world.outside("DELETE", id);
      await refresh();
    });

    it("is refused, and sent anew when superseded", async () => {
      const changed = world.nda({ name: "Another NDA" });
      await assertRefused(world.stack.up({ nda: changed }), "is MISSING: name differs");
      assert.deepEqual(world.mails(), []);
      await world.stack.up({ nda: { ...changed, supersedes: id } });
      assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    });

    it("is not sent again while unchanged", async () => {
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  it("calls nothing and replaces nothing when only settings changed", async () => {
    const steered = world.nda({ acceptTimeoutSeconds: 7, sealed: true, adopt: id });
    assert.deepEqual(await world.stack.up({ nda: steered }), ["same"]);
    assert.deepEqual(await world.stack.up({ nda: { ...steered, onDelete: "delete" } }), ["update"]);
    assert.equal(world.stack.state().onDelete, "delete");
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("only records that personal data becomes a secret, and is none any more", async () => {
    const kept = { ...world.nda(), personalData: "secret" as const };
    assert.deepEqual(await world.stack.up({ nda: kept }), ["update"]);
    assert.equal(world.stack.state().personalData, "secret");
    await world.stack.refresh();
    assert.deepEqual(await world.stack.up({ nda: kept }), ["same"]);
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["update"]);
    assert.equal(world.stack.state().personalData, undefined);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is not refused in a preview while it is not known whether it is approved", async () => {
    for (const approval of [{ supersedes: unknownValue }, { sealed: unknownValue as never }])
      await world.stack.preview({ nda: world.nda({ name: "Another NDA", ...approval }) });
  });

  it("is refused on another service than it was sent to", async () => {
    world.env.YOTI_SIGN_BASE_URL = "https://sign.example.com";
    await assertRefused(world.stack.up({ nda: world.nda() }), world.emulator.url, "https://sign.example.com");
  });

  it("is the same service however its address is written", async () => {
    world.env.YOTI_SIGN_BASE_URL = `${world.emulator.url.replace("http", "HTTP")}/`;
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
  });

  it("is judged without key and service in a preview", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    world.env.YOTI_SIGN_BASE_URL = "";
    assert.deepEqual(await world.stack.preview({ nda: world.nda() }), ["same"]);
    await assertRefused(world.stack.preview({ nda: world.nda({ name: "Another NDA" }) }), "name differs");
  });

  it("stays, and nothing is sent, when `up --target-replace` replaces it without approval", async () => {
    await world.stack.upReplacing("nda", world.nda());
    assert.equal(world.stack.state().envelopeId, id);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    assert.equal(world.shown.at(-1)?.severity, "warning");
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
  });

  it("stays, and the run fails, when `up --target-replace` meets another content", async () => {
    const changed = world.nda({ name: "Another NDA" });
    const { message } = await failureOf(world.stack.upReplacing("nda", changed));
    assert.ok(message.includes(`supersedes: "${id}"`), message);
    assert.equal(world.stack.state().envelopeId, id);
    await assertRefused(world.stack.up({ nda: changed }), "name differs");
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["update"]);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("stays also where Pulumi creates before it deletes", async () => {
    await world.stack.upReplacing("nda", world.nda(), { createFirst: true });
    assert.equal(world.stack.state().envelopeId, id);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is found again when a replacement without approval was cut off half way", async () => {
    await world.stack.upReplacing("nda", world.nda(), { cutOff: true });
    assert.deepEqual([...world.stack.resources.keys()], []);
    await world.stack.up({ nda: world.nda() });
    assert.equal(world.stack.state().envelopeId, id);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("keeps the state when what it was replaced with fails: another machine would send it again", async () => {
    await failureOf(world.stack.upReplacing("nda", world.nda({ account: "uk" })));
    assert.equal(world.stack.state().envelopeId, id);
    assert.deepEqual(world.mails(), []);
  });

  it("is left alone when it is renamed and replaced in one run, without approval", async () => {
    world.stack.alias("nda", "mou");
    await assertRefused(world.stack.upReplacing("mou", world.nda()), "in a run of its own");
    assert.deepEqual([world.mails(), world.statuses()], [[], ["ACTIVE"]]);
  });

  it("is replaced by `up --target-replace` with supersedes naming it", async () => {
    await world.stack.upReplacing("nda", world.nda({ supersedes: id }));
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
  });

  it("keeps a recipient's keys and nothing else when only keys were renamed", async () => {
    const renamed = withRecipient(world.nda(), "archive", { key: "records" });
    assert.deepEqual(await world.stack.up({ nda: renamed }), ["update"]);
    assert.deepEqual(
      world.stack.state().recipients.map(({ key }) => key),
      ["Partner", "Company", "records"],
    );
    assert.deepEqual(await world.stack.up({ nda: renamed }), ["same"]);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });
});
