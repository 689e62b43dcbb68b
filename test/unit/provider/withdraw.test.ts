import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assertRefused, failureOf } from "./failure-of.ts";
import { urnOf, withRecipient } from "./sample-envelope.ts";
import { sendElsewhere } from "./send-elsewhere.ts";
import { noEffects, World } from "./world.ts";

describe("an envelope that is no longer declared", () => {
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

  const endingOf = (envelopeId: string): unknown => world.journal().find(envelopeId)?.ending;

  it("is archived while nobody has signed", async () => {
    assert.deepEqual(await world.stack.up({}), ["delete"]);
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    assert.deepEqual([world.statuses(), endingOf(id)], [["ARCHIVED"], "archived"]);
  });

  it("is not withdrawn for one that the duplicate guard would not let go", async () => {
    await sendElsewhere(world);
    world.mails();
    world.effects();
    const successor = world.nda({ message: "Please sign this one.", emails: {}, supersedes: id });
    await assertRefused(world.stack.up({ nda: successor }), "out there already", "duplicateOf");
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    assert.equal(world.stack.state().envelopeId, id);
  });

  it("is withdrawn for its successor also where it is renamed with it, and another was retained under that name", async () => {
    await world.stack.up({ acme: world.nda({ name: "Old", onDelete: "retain" }), nda: world.nda() });
    world.stack.forget("acme");
    world.stack.alias("nda", "acme");
    await world.stack.up({ acme: world.nda({ name: "New", supersedes: id }) });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE", "ACTIVE"]);
  });

  it("is not withdrawn for one that is more than the run may send", async () => {
    const successor = world.nda({ name: "Second NDA", supersedes: id });
    world.env.YOTI_SIGN_MAX_SENDS_PER_UP = "0";
    const { message } = await failureOf(world.stack.up({ nda: successor }));
    assert.match(message, /yotisign:maxSendsPerUp/);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is archived by destroy too", async () => {
    await world.stack.destroy();
    assert.deepEqual([world.statuses(), world.stack.resources.size], [["ARCHIVED"], 0]);
  });

  it("is deleted where onDelete says so", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "delete" }) });
    await world.stack.up({});
    assert.deepEqual([world.statuses(), endingOf(id)], [[], "deleted"]);
    assert.deepEqual(world.effects(), { ...noEffects, delete: 1 });
  });

  it("is left alone where onDelete says retain, without a key", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "retain" }) });
    world.env.YOTI_SIGN_API_KEY = "";
    await world.stack.up({});
    assert.deepEqual([world.statuses(), world.mails(), world.effects()], [["ACTIVE"], [], noEffects]);
  });

  it("is withdrawn only with approval once somebody signed, also when the state does not know it yet", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.mails();
    await assertRefused(world.stack.up({}), "1 of 2 signers have signed", `yotisign:withdraw ${id}`);
    assert.deepEqual([world.statuses(), world.mails(), world.effects()], [["ACTIVE"], [], noEffects]);
    assert.equal(world.stack.state().envelopeId, id);
  });

  describe("with a signer who was corrected in Yoti Sign before their id was known here", () => {
    const correct = async (envelopeId: string): Promise<void> => {
      const { recipientId } = world.emulator.control.envelope(envelopeId).recipients[0] ?? {};
      await world.outside("PATCH", `${envelopeId}/recipients/${recipientId}`, {
        email: "pat.right@example.com",
      });
    };
    const sign = (envelopeId: string): void => {
      world.emulator.control.sign({ envelopeId, email: "pat.right@example.com" });
      world.mails();
      world.effects();
    };

    it("keeps that person's signature where the state was lost and rebuilt", async () => {
      await correct(id);
      world.stack.forget();
      await world.stack.up({ nda: world.nda() });
      sign(id);
      await assertRefused(world.stack.up({}), "1 of 2 signers have signed");
      assert.deepEqual([world.mails(), world.effects(), world.statuses()], [[], noEffects, ["ACTIVE"]]);
      await world.stack.refresh();
      assert.equal(world.stack.state().recipients[0]?.signStatus, "SIGNED");
    });

    it("keeps it after a run that gave up waiting for the documents", async () => {
      world.onWait = async () => {};
      const other = world.nda({ name: "Other NDA", acceptTimeoutSeconds: 1 });
      await failureOf(world.stack.up({ nda: world.nda(), other }));
      const { envelopeId } = world.stack.state("other");
      world.stack.forget();
      await world.emulator.control.process();
      await correct(envelopeId);
      sign(envelopeId);
      await assertRefused(world.stack.destroy(), "1 of 2 signers have signed");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

    it("takes them as corrected in the program, too, and edits nobody", async () => {
      await correct(id);
      world.stack.forget();
      await world.stack.up({ nda: world.nda() });
      world.mails();
      world.effects();
      await world.stack.up({
        nda: withRecipient(world.nda(), "Partner", { email: "pat.right@example.com" }),
      });
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  it("is not withdrawn with an approval for another envelope", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.env.YOTI_SIGN_WITHDRAW = "11111111-2222-3333-4444-555555555555";
    await assertRefused(world.stack.up({}), id);
  });

  it("is withdrawn with signatures when the environment names it, be it among others", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.mails();
    world.env.YOTI_SIGN_WITHDRAW = `11111111-2222-3333-4444-555555555555, ${id}`;
    await world.stack.up({});
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("is withdrawn with signatures when the stack's config names it", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    world.config["yotisign:withdraw"] = id;
    await world.stack.up({});
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("is withdrawn with signatures when the stack's config file of this moment names it", async () => {
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    const before = process.cwd();
    writeFileSync(join(world.folder, "Pulumi.yaml"), "name: signing\nruntime: nodejs\n");
    writeFileSync(join(world.folder, "Pulumi.test.yaml"), `config:\n  yotisign:withdraw: ${id}\n`);
    process.chdir(world.folder);
    try {
      await world.stack.destroy();
    } finally {
      process.chdir(before);
    }
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("is left alone with onDelete retain although somebody signed", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "retain" }) });
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    await world.stack.up({});
    assert.deepEqual(world.statuses(), ["ACTIVE"]);
  });

  it("is not touched once complete", async () => {
    world.emulator.control.signAll(id);
    world.mails();
    await world.stack.up({});
    assert.deepEqual([world.statuses(), world.mails(), world.effects()], [["COMPLETE"], [], noEffects]);
    assert.deepEqual([endingOf(id), world.shown.filter(({ ephemeral }) => !ephemeral)], ["completed", []]);
  });

  it("leaves the state when it was archived outside", async () => {
    await world.outside("PATCH", id);
    world.mails();
    world.effects();
    await world.stack.up({});
    assert.deepEqual([world.mails(), world.effects(), endingOf(id)], [[], noEffects, "archived"]);
  });

  it("leaves the state when it was deleted outside", async () => {
    await world.outside("DELETE", id);
    world.effects();
    await world.stack.up({});
    assert.deepEqual([world.mails(), world.effects(), endingOf(id)], [[], noEffects, "missing"]);
  });

  it("is kept in the state when this run talks to another service", async () => {
    world.env.YOTI_SIGN_BASE_URL = "https://sign.example.com";
    await assertRefused(world.stack.up({}), world.emulator.url, "https://sign.example.com");
    assert.equal(world.stack.state().envelopeId, id);
  });

  it("is kept in the state when the key is another account's, and the message says whose", async () => {
    world.env.YOTI_SIGN_API_KEY = "other-key";
    await assertRefused(world.stack.up({}), "answered 403", world.stack.state().account, "Its state is kept");
    assert.deepEqual([world.statuses(), world.mails()], [["ACTIVE"], []]);
  });

  it("is kept in the state when the service does not know the key", async () => {
    world.env.YOTI_SIGN_API_KEY = "wrong-key";
    await assertRefused(world.stack.up({}), "answered 401", world.emulator.url);
    assert.deepEqual([world.statuses(), world.stack.resources.size], [["ACTIVE"], 1]);
  });

  it("is archived with another key of the same account", async () => {
    world.env.YOTI_SIGN_API_KEY = "second-key";
    await world.stack.up({});
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("is not withdrawn while its journal cannot be written", async () => {
    world.env.YOTI_SIGN_JOURNAL = world.folder;
    const { name } = await failureOf(world.stack.up({}));
    assert.equal(name, "ConfigError");
    assert.deepEqual([world.statuses(), world.mails(), world.stack.resources.size], [["ACTIVE"], [], 1]);
  });

  it("counts as archived when only the answer was lost", async () => {
    world.emulator.control.addFault({ operation: "archive", action: { kind: "reset-after" } });
    await world.stack.up({});
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
    assert.deepEqual([world.effects(), endingOf(id)], [{ ...noEffects, archive: 1 }, "archived"]);
  });

  it("is kept in the state when the request to archive it was lost", async () => {
    world.emulator.control.addFault({ operation: "archive", action: { kind: "reset-before" } });
    const { name } = await failureOf(world.stack.up({}));
    assert.equal(name, "WithdrawalInDoubtError");
    assert.deepEqual([world.statuses(), world.mails(), endingOf(id)], [["ACTIVE"], [], null]);
  });

  it("is waited for while its documents are processed, and then archived", async () => {
    const other = world.nda({ acceptTimeoutSeconds: 1 });
    world.onWait = async () => {};
    await failureOf(world.stack.up({ nda: world.nda(), other }));
    world.onWait = () => world.emulator.control.process();
    world.mails();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(world.statuses(), ["ACTIVE", "ARCHIVED"]);
    assert.deepEqual(world.mails(), [
      "invitation pat@example.com",
      "withdrawal pat@example.com",
      "withdrawal cass@example.com",
    ]);
  });

  describe("while its documents are never processed", () => {
    beforeEach(async () => {
      world.onWait = async () => {};
      await failureOf(world.stack.up({ nda: world.nda(), other: world.nda({ acceptTimeoutSeconds: 1 }) }));
      world.mails();
      world.effects();
    });

    it("is not withdrawn: destroy gives up after two minutes, and the state keeps it", async () => {
      const before = Date.parse(world.now());
      const other = world.stack.state("other").envelopeId;
      world.stack.forget("nda");
      const { name, message } = await failureOf(world.stack.destroy());
      assert.equal(name, "DeadlineError");
      assert.ok(
        message.startsWith(`Envelope ${other} was still being processed after 120 s, and is not withdrawn`),
        message,
      );
      assert.equal(Date.parse(world.now()) - before, 120_000);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      assert.deepEqual([...world.stack.resources.keys()], ["other"]);
    });

    it("is withdrawn by the next destroy, once it is processed", async () => {
      world.stack.forget("nda");
      await failureOf(world.stack.destroy());
      world.onWait = () => world.emulator.control.process();
      await world.stack.destroy();
      assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
      assert.equal(world.stack.resources.size, 0);
    });

    it("is not superseded: nothing is sent in its place", async () => {
      const supersedes = world.stack.state("other").envelopeId;
      const { name } = await failureOf(
        world.stack.up({ nda: world.nda(), other: world.nda({ name: "Other", supersedes }) }),
      );
      assert.equal(name, "DeadlineError");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  it("is deleted at the service when it had failed", async () => {
    world.emulator.control.addFault({
      operation: "create",
      action: { kind: "file-error", code: "FILE_DAMAGED" },
    });
    await failureOf(world.stack.up({ nda: world.nda(), other: world.nda() }));
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.statuses(), world.mails()], [["ACTIVE"], []]);
  });

  it("is sent again when it is declared again after it was withdrawn", async () => {
    await world.stack.up({});
    world.mails();
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["create"]);
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("stays, and none is sent, when the resource is renamed without an alias", async () => {
    await assertRefused(world.stack.up({ renamed: world.nda() }), "looks like a rename", id);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("follows its resource's new name where there is an alias", async () => {
    world.stack.alias("nda", "renamed");
    assert.deepEqual(await world.stack.up({ renamed: world.nda() }), ["update"]);
    assert.equal(world.stack.state("renamed").identity, urnOf("renamed"));
    assert.equal(world.journal().find(id)?.identity, urnOf("renamed"));
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });
});
