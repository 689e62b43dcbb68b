import assert from "node:assert/strict";
import { assertRefused, failureOf } from "./failure-of.ts";
import { World } from "./world.ts";

describe("a stack with several accounts", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    world.config["yotisign:apiKeys"] = JSON.stringify({ legal: "other-key" });
  });
  afterEach(() => world.stop());

  const senders = (): string[] => world.emulator.control.envelopes().map(({ account }) => account);

  it("sends each envelope as the account it names", async () => {
    await world.stack.up({ nda: world.nda(), contract: world.nda({ account: "legal" }) });
    assert.deepEqual(senders(), ["sender@example.com", "other@example.com"]);
  });

  it("takes an account's key from the environment first", async () => {
    world.config["yotisign:apiKeys"] = JSON.stringify({ legal: "stale-key" });
    world.env.YOTI_SIGN_API_KEY_LEGAL = "other-key";
    await world.stack.up({ nda: world.nda({ account: "legal" }) });
    assert.deepEqual(senders(), ["other@example.com"]);
  });

  it("reads, edits and withdraws as that account, without a default key", async () => {
    delete world.env.YOTI_SIGN_API_KEY;
    await world.stack.up({ nda: world.nda({ account: "legal" }) });
    assert.equal(await world.stack.refresh(), false);
    const nda = world.nda({ account: "legal" });
    const [partner, ...others] = nda.recipients;
    const edited = { ...nda, recipients: [{ ...partner, name: "Pat Sample" } as never, ...others] };
    assert.deepEqual(await world.stack.up({ nda: edited }), ["update"]);
    await world.stack.destroy();
    assert.deepEqual(
      [world.statuses(), world.effects()],
      [["ARCHIVED"], { create: 1, archive: 1, delete: 0, editRecipient: 1 }],
    );
  });

  it("refreshes what is complete as the account that sent it, each account's together", async () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const program = names.map((name, index) => [
      name,
      world.nda({ name, ...(index % 2 === 1 && { account: "legal" }) }),
    ]);
    await world.stack.up(Object.fromEntries(program));
    for (const name of names) world.emulator.control.signAll(world.stack.state(name).envelopeId);
    for (const name of names) await world.stack.refresh(name);
    world.emulator.control.clearCalls();
    const provider = world.provider();
    const held = names.map((name) => world.stack.resources.get(name));
    const read = await Promise.all(
      held.map((one) => provider.read(one?.id ?? "", structuredClone(one?.outputs) as never)),
    );
    assert.deepEqual(
      read.map(({ props }) => props),
      held.map((one) => one?.outputs),
    );
    const { get, find } = world.emulator.control.calls();
    assert.deepEqual({ get, find }, { get: 2, find: 2 });
  });

  it("finds what a run that was cut off sent as that account", async () => {
    world.emulator.control.addFault({
      operation: "create",
      action: { kind: "reset-after" },
    });
    await assert.rejects(world.stack.up({ nda: world.nda({ account: "legal" }) }));
    world.pass(120);
    await world.stack.up({ nda: world.nda({ account: "legal" }) });
    assert.deepEqual([world.statuses(), world.mails()], [["ACTIVE"], ["invitation pat@example.com"]]);
  });

  it("sends nothing as an account without a key", async () => {
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda({ account: "sales" }) }));
    assert.equal(name, "ConfigError");
    assert.match(message, /no API key of the account "sales"/);
    assert.deepEqual(world.statuses(), []);
  });

  it("asks for no more at once as two accounts than as one", async () => {
    await world.stack.up({ nda: world.nda() });
    const { envelopeId } = world.stack.state();
    const { control } = world.emulator;
    control.clearCalls();
    control.addFault({ operation: "*", count: "all", action: { kind: "hold" } });
    const runtime = world.runtime();
    runtime.configure((key) => world.config[key]);
    const asked = [undefined, "legal"].flatMap((account) => {
      const { client } = runtime.service(account);
      return Array.from({ length: 8 }, () => client.getEnvelope(envelopeId).catch(({ name }) => name));
    });
    const before = await control.held(8);
    const arrived = control.calls().get;
    control.clearFaults();
    control.release();
    const answers = await Promise.all(asked);
    assert.deepEqual([before, arrived, answers.filter((one) => one === "ForbiddenError").length], [8, 8, 8]);
  });

  it("needs no key to preview", async () => {
    assert.deepEqual(await world.stack.preview({ nda: world.nda({ account: "sales" }) }), ["create"]);
  });

  it("calls an account by another name where that is the same account", async () => {
    await world.stack.up({ nda: world.nda({ account: "legal" }) });
    world.config["yotisign:apiKeys"] = JSON.stringify({ lawyers: "other-key" });
    assert.deepEqual(await world.stack.up({ nda: world.nda({ account: "lawyers" }) }), ["update"]);
    assert.deepEqual(
      [world.stack.state().accountName, world.mails()],
      ["lawyers", ["invitation pat@example.com"]],
    );
  });

  it("leaves an envelope where it is when it is declared under another account", async () => {
    await world.stack.up({ nda: world.nda({ account: "legal" }) });
    const before = world.stack.state();
    await assertRefused(
      world.stack.up({ nda: world.nda() }),
      /another account|key of the account that sent it/,
    );
    assert.deepEqual([world.stack.state(), world.statuses()], [before, ["ACTIVE"]]);
  });

  it("withdraws nothing for an account without a key, as which nothing could be sent then", async () => {
    await world.stack.up({ nda: world.nda() });
    world.mails();
    const supersedes = world.stack.state().envelopeId;
    await failureOf(world.stack.up({ nda: world.nda({ supersedes, account: "sales" }) }));
    assert.deepEqual([world.mails(), world.statuses(), world.stack.resources.size], [[], ["ACTIVE"], 1]);
  });

  it("has no account of a name that every object knows", async () => {
    const { name } = await failureOf(world.stack.up({ nda: world.nda({ account: "constructor" }) }));
    assert.equal(name, "ConfigError");
  });

  it("refuses what cannot be an account's name", async () => {
    const { complaints } = await world.check(world.nda({ account: "legal team" }));
    assert.deepEqual(complaints, [
      "account must be an account's name: a letter, then letters, digits, - and _, at most 50",
    ]);
  });
});
