import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Journal } from "../../../provider/journal.ts";
import type { Receipt } from "../../../schema/receipt.ts";
import { assertRefused, failureOf } from "./failure-of.ts";
import { refuseIds } from "./refuse-ids.ts";
import { urnOf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

/** A receipt of the envelope that a stack has. */
function receiptOf(world: World): Receipt {
  const { envelopeId, host, sent, identity } = world.stack.state();
  const sha256 = "0".repeat(64);
  return {
    receiptVersion: 1,
    envelopeId,
    name: "Mutual NDA",
    service: host,
    status: "COMPLETE",
    sentAt: sent.at,
    completedAt: null,
    pack: { sha256, bytes: 1 },
    files: [],
    documents: [{ fileName: "nda.pdf", sha256 }],
    verified: { at: sent.at, roots: "system", problems: [] },
    stack: "test",
    project: "signing",
    resource: "nda",
    urn: identity,
    fingerprint: sent.fingerprint,
  };
}

describe("an envelope that was closed and is still declared", () => {
  let world: World;
  let id: string;
  const write = (receipt: object | string, name = "nda.json"): void => {
    const folder = join(world.folder, "receipts");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), typeof receipt === "string" ? receipt : JSON.stringify(receipt));
  };
  /** A machine that has the receipts and neither state nor journal. */
  const elsewhere = (): void => {
    world.stack.forget();
    world.env.YOTI_SIGN_JOURNAL = join(world.folder, "another.sqlite");
  };

  beforeEach(async () => {
    world = await World.start();
    world.env.YOTI_SIGN_RECEIPTS = join(world.folder, "receipts");
    await world.stack.up({ nda: world.nda() });
    id = world.stack.state().envelopeId;
    world.emulator.control.signAll(id);
    await world.stack.refresh();
    write(receiptOf(world));
    world.mails();
    world.effects();
  });
  afterEach(() => world.stop());

  it("goes back into the state and is not sent again, with the journal", async () => {
    world.stack.forget();
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["create"]);
    assert.deepEqual([world.stack.state().envelopeId, world.mails(), world.effects()], [id, [], noEffects]);
  });

  it("goes back into the state and is not sent again, on a machine without the journal", async () => {
    elsewhere();
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["create"]);
    const { envelopeId, status } = world.stack.state();
    assert.deepEqual([envelopeId, status, world.mails(), world.effects()], [id, "COMPLETE", [], noEffects]);
    assert.match(world.shown.map(({ message }) => message).join("\n"), /was closed .*not sent again/);
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
  });

  it("is not sent again where it was deleted, and an earlier run was cut off while it took it over", async () => {
    const { host, identity, sent } = world.stack.state();
    elsewhere();
    const journal = new Journal(world.env.YOTI_SIGN_JOURNAL ?? "");
    const { fingerprint, at: intentAt } = sent;
    const { account } = world.runtime().service(undefined);
    journal.begin({ identity, host, account, fingerprint, shape: "", intentAt });
    journal.close();
    await world.outside("DELETE", id);
    world.effects();
    await world.stack.up({ nda: world.nda() }).catch(() => undefined);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("leaves no sending in doubt where its id cannot be written", async () => {
    elsewhere();
    const journal = new Journal(world.env.YOTI_SIGN_JOURNAL ?? "");
    refuseIds(journal.path);
    assert.equal((await failureOf(world.stack.up({ nda: world.nda() }))).name, "ConfigError");
    assert.deepEqual(journal.inDoubt(), []);
    journal.close();
  });

  it("does not count among those that a run sends", async () => {
    elsewhere();
    world.config["yotisign:maxSendsPerUp"] = "0";
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["create"]);
  });

  it("is not sent with another content, in a preview already, until supersedes names it", async () => {
    elsewhere();
    const other = withRecipient(world.nda(), "Partner", { name: "Pat Other" });
    for (const run of [world.stack.preview({ nda: other }), world.stack.up({ nda: other })])
      await assert.rejects(run, new RegExp(`sent envelope ${id} .*supersedes: "${id}"`));
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    await world.stack.up({ nda: { ...other, supersedes: id } });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    assert.deepEqual(world.statuses(), ["COMPLETE", "ACTIVE"]);
  });

  it("says nothing of another resource, or of one at another service", async () => {
    world.config["yotisign:duplicateGuardDays"] = "0";
    const receipt = receiptOf(world);
    elsewhere();
    write({ ...receipt, urn: urnOf("other") });
    write({ ...receipt, service: "https://sign.example.com" }, "elsewhere.json");
    write({ name: "no receipt" }, "package.json");
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  for (const [what, damage] of [
    ["half of one", (text: string) => text.slice(0, 200)],
    ["one with a conflict of Git's", (text: string) => `<<<<<<< HEAD\n${text}`],
    ["one of a later form", (text: string) => text.replace('"receiptVersion":1', '"receiptVersion":2')],
  ] as const)
    it(`stops the run where the receipt is ${what}`, async () => {
      elsewhere();
      const path = join(world.folder, "receipts", "nda.json");
      writeFileSync(path, damage(readFileSync(path, "utf8")));
      await assert.rejects(world.stack.up({ nda: world.nda() }), {
        message: /nda\.json cannot be read .*sent twice/,
      });
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });

  it("stops the run where the receipt names an envelope that is out for signature", async () => {
    const receipt = receiptOf(world);
    await world.stack.up({ nda: world.nda(), other: { ...world.nda(), name: "Other NDA" } });
    world.mails();
    world.effects();
    elsewhere();
    write({ ...receipt, envelopeId: world.stack.state("other").envelopeId });
    await assertRefused(world.stack.up({ nda: world.nda() }), "the service says that it is ACTIVE");
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });
});
