import assert from "node:assert/strict";
import type { Engine } from "../../../provider/engine.ts";
import { failureOf } from "./failure-of.ts";
import { providerText, samplePdf, urnOf, withRecipient } from "./sample-envelope.ts";
import { RunFailure, SimulatedStack } from "./simulated-stack.ts";
import { beginning, noEffects, World } from "./world.ts";

describe("a declared envelope that does not exist yet", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it("is sent once, with two calls, and not again while nothing changed", async () => {
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["create"]);
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    const { create, get } = world.emulator.control.calls();
    // One of the two reads is of this world, where processing waits for the first wait.
    assert.deepEqual([create, get], [1, 2]);
  });

  it("has the outputs that are promised, and all that is needed to know what was sent", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "retain" }) });
    const { envelopeId, recipients, documents, sent, ...rest } = world.stack.state();
    const [envelope] = world.emulator.control.envelopes();
    const ids = envelope?.recipients.map(({ recipientId }) => recipientId);
    assert.equal(envelopeId, envelope?.envelopeId);
    assert.deepEqual(recipients, [
      {
        key: "Partner",
        type: "SIGNER",
        signStatus: "UNSIGNED",
        signGroup: 1,
        activeForSeconds: 172800,
        id: ids?.[0],
        invitedAt: "2026-03-02T09:00:00.200Z",
        linkExpiresAt: "2026-03-04T09:00:00.200Z",
        lastEmailStatus: "SENT",
      },
      {
        key: "Company",
        type: "SIGNER",
        signStatus: "UNSIGNED",
        signGroup: 2,
        activeForSeconds: 172800,
        id: ids?.[1],
      },
      { key: "archive", type: "CC", id: ids?.[2] },
    ]);
    assert.deepEqual(documents, [
      { name: "nda.pdf", sha256: envelope?.documents[0]?.sha256, pages: 2, bytes: samplePdf().length },
    ]);
    assert.deepEqual(rest, {
      status: "ACTIVE",
      signedDocumentsUrl: null,
      completedAt: null,
      archivedAt: null,
      identity: urnOf("nda"),
      host: world.emulator.url,
      account: rest.account,
      onDelete: "retain",
    });
    assert.equal(sent.at, beginning);
  });

  it("keeps nothing of a person in its outputs", async () => {
    await world.stack.up({ nda: world.nda() });
    assert.doesNotMatch(JSON.stringify(world.stack.state()), /Pat|Cass|Ari|@|emulator-key/);
  });

  it("is sent as declared, the provider's own settings left out", async () => {
    await world.stack.up({ nda: world.nda({ onDelete: "retain", acceptTimeoutSeconds: 60, sealed: true }) });
    const [envelope] = world.emulator.control.envelopes();
    const tag = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };
    assert.deepEqual(envelope?.options, {
      name: "Mutual NDA",
      emails: { invitation: { body: { message: "Please sign." } } },
    });
    assert.deepEqual(
      envelope?.recipients.map(({ options }) => options),
      [
        {
          type: "SIGNER",
          role: "Partner",
          name: "Pat Example",
          email: "pat@example.com",
          sign_group: 1,
          tags: [tag],
        },
        {
          type: "SIGNER",
          role: "Company",
          name: "Cass Sample",
          email: "cass@example.com",
          sign_group: 2,
          tags: [tag],
        },
        { type: "CC", name: "Ari Copy", email: "archive@example.com" },
      ],
    );
  });

  it("needs neither key nor service in a preview, and nothing is sent or written", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    world.env.YOTI_SIGN_BASE_URL = "";
    assert.deepEqual(await world.stack.preview({ nda: world.nda() }), ["create"]);
    assert.deepEqual([world.effects(), world.mails()], [noEffects, []]);
  });

  it("is not sent without a service chosen, and nothing is production by default", async () => {
    world.env.YOTI_SIGN_BASE_URL = "";
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "ConfigError");
    assert.match(message, /^No service is chosen\./);
  });

  it("is not sent without a key", async () => {
    world.env.YOTI_SIGN_API_KEY = "";
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "ConfigError");
    assert.match(message, /^No API key is given\./);
  });

  it("is not sent with a key that the service does not know, and the next run sends it", async () => {
    world.env.YOTI_SIGN_API_KEY = "wrong-key";
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "UnauthorizedError");
    assert.ok(message.includes(world.emulator.url), message);
    assert.doesNotMatch(message, /wrong-key/);
    world.env.YOTI_SIGN_API_KEY = "emulator-key";
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("is not sent once Pulumi has ended", async () => {
    world.engineLives = false;
    const { name } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "RefusedError");
    assert.deepEqual(
      [world.effects(), world.journal().earlier(urnOf("nda"), world.emulator.url, "")],
      [noEffects, undefined],
    );
  });

  it("is not sent where Pulumi ends while it waits for its turn", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "status", status: 429 } });
    let asked = 0;
    const engine: Engine = {
      show: () => {},
      alive: async () => {
        asked += 1;
        return world.emulator.control.calls().create !== 1;
      },
    };
    const stack = new SimulatedStack(() => world.provider({ engine }));
    const { name } = await failureOf(stack.up({ nda: world.nda() }));
    assert.deepEqual([name, asked, world.mails()], ["RefusedError", 3, []]);
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("is not sent when its journal cannot be written", async () => {
    world.env.YOTI_SIGN_JOURNAL = world.folder;
    const { name, message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "ConfigError");
    assert.match(message, /^The journal .* cannot be written/);
    assert.deepEqual(world.effects(), noEffects);
  });

  it("is not sent when the service refuses it, and the next run sends the corrected one", async () => {
    world.emulator.control.addFault({ operation: "create", action: { kind: "status", status: 422 } });
    const { name } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(name, "UnprocessableError");
    assert.deepEqual([...world.stack.resources.keys()], []);
    assert.deepEqual(await world.stack.up({ nda: world.nda({ name: "Corrected" }) }), ["create"]);
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
    // A refusal leaves no doubt: each run searches once, for duplicates, and asks about nothing that it found.
    const { search, get } = world.emulator.control.calls();
    assert.deepEqual([search, get], [2, 2]);
  });

  it("is not sent when its document changed after it was checked", async () => {
    const { name, message } = await failureOf(
      createAfter(world, () => world.write("nda.pdf", samplePdf("changed"))),
    );
    assert.equal(name, "ValidationError");
    assert.match(message, /documents\[0\] changed after it was checked; run `pulumi up` again/);
    assert.deepEqual(world.effects(), noEffects);
  });

  it("is not sent when its document changed in the very moment before it is sent", async () => {
    const provider = world.provider({
      engine: {
        show: () => {},
        // The last thing that happens between the second look at the file and the request.
        alive: async () => {
          world.write("nda.pdf", samplePdf("changed"));
          return true;
        },
      },
    });
    const { name, message } = await failureOf(
      provider.create({ ...world.nda(), identity: urnOf("nda"), __provider: providerText }),
    );
    assert.equal(name, "ValidationError");
    assert.match(message, /has changed on disk/);
    assert.deepEqual(world.emulator.control.envelopes(), []);
  });

  it("is not sent when a policy made it invalid after it was checked", async () => {
    const provider = world.provider();
    const inputs = { ...world.nda(), identity: urnOf("nda"), __provider: providerText };
    const checked = await provider.check({}, inputs);
    const remedied = { ...checked.inputs, name: "x".repeat(126) };
    const { name, message } = await failureOf(provider.create(remedied));
    assert.equal(name, "ValidationError");
    assert.match(message, /name must NOT have more than 125 characters/);
    assert.deepEqual(world.effects(), noEffects);
  });

  it("is sent as a policy changed it after it was checked", async () => {
    const provider = world.provider();
    const inputs = { ...world.nda(), identity: urnOf("nda"), __provider: providerText };
    const checked = await provider.check({}, inputs);
    await provider.create({ ...checked.inputs, name: "Remedied" });
    assert.deepEqual(
      world.emulator.control.envelopes().map(({ options }) => options.name),
      ["Remedied"],
    );
  });

  describe("with documents that the service cannot use", () => {
    beforeEach(async () => {
      const action = { kind: "file-error", code: "FILE_DAMAGED" } as const;
      world.emulator.control.addFault({ operation: "create", action });
      await assert.rejects(
        world.stack.up({ nda: world.nda() }),
        (error: Error) => error instanceof RunFailure && /nda\.pdf: FILE_DAMAGED/.test(error.message),
      );
    });

    it("is in the state as failed, and e-mailed nobody", () => {
      assert.equal(world.stack.state().status, "ERRORED");
      assert.deepEqual(world.stack.state().errors, ["nda.pdf: FILE_DAMAGED"]);
      assert.deepEqual(world.mails(), []);
    });

    it("stays failed, and is not sent again, while nothing changed", async () => {
      world.effects();
      const { message } = await failureOf(world.stack.up({ nda: world.nda() }));
      assert.match(message, /nda\.pdf: FILE_DAMAGED/);
      assert.deepEqual([world.effects(), world.mails()], [noEffects, []]);
    });

    it("is sent anew without asking once something changed, and the failed one is deleted", async () => {
      world.write("nda.pdf", samplePdf("corrected"));
      assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["replace"]);
      assert.deepEqual([world.statuses(), world.mails()], [["ACTIVE"], ["invitation pat@example.com"]]);
    });

    it("is sent anew for another e-mail too", async () => {
      const changed = withRecipient(world.nda(), "Partner", { email: "new@example.com" });
      assert.deepEqual(await world.stack.up({ nda: changed }), ["replace"]);
      assert.deepEqual([world.statuses(), world.mails()], [["ACTIVE"], ["invitation new@example.com"]]);
    });

    it("is sent anew when the state was lost, and the failed one is deleted", async () => {
      world.stack.forget();
      await world.stack.up({ nda: world.nda() });
      assert.deepEqual([world.statuses(), world.mails()], [["ACTIVE"], ["invitation pat@example.com"]]);
    });
  });

  describe("that stays queued", () => {
    let id: string;

    beforeEach(async () => {
      world.onWait = async () => {};
      const { message } = await failureOf(world.stack.up({ nda: world.nda({ acceptTimeoutSeconds: 30 }) }));
      id = world.stack.state().envelopeId;
      assert.match(message, new RegExp(`^Envelope ${id} was still being processed after 30 s\\.`));
      world.effects();
    });

    it("is in the state, and was waited for exactly as long as was asked", () => {
      assert.equal(world.stack.state().status, "QUEUED");
      assert.equal(world.now(), "2026-03-02T09:00:30.000Z");
    });

    it("is waited for again by the next run, and not sent again", async () => {
      world.onWait = () => world.emulator.control.process();
      assert.deepEqual(await world.stack.up({ nda: world.nda({ acceptTimeoutSeconds: 30 }) }), ["update"]);
      assert.deepEqual(world.effects(), noEffects);
      assert.deepEqual(
        [world.stack.state().status, world.mails()],
        ["ACTIVE", ["invitation pat@example.com"]],
      );
    });

    it("is given up on again when it stays queued", async () => {
      const { message } = await failureOf(world.stack.up({ nda: world.nda({ acceptTimeoutSeconds: 45 }) }));
      assert.match(message, /still being processed after 45 s/);
      assert.deepEqual([world.stack.state().envelopeId, world.effects()], [id, noEffects]);
    });
  });

  it("is waited for two minutes unless it says otherwise, and the wait is shown", async () => {
    world.onWait = async () => {};
    await failureOf(world.stack.up({ nda: world.nda() }));
    assert.equal(world.now(), "2026-03-02T09:02:00.000Z");
    assert.deepEqual(world.shown[0], {
      severity: "info",
      message: "Yoti Sign is processing the documents (0 s)",
      urn: urnOf("nda"),
      ephemeral: true,
    });
  });

  it("is waited for where the service does not know it yet, right after it took it", async () => {
    world.emulator.control.addFault({ operation: "get", count: 3, action: { kind: "status", status: 404 } });
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().status, world.mails()], ["ACTIVE", ["invitation pat@example.com"]]);
  });

  it("is still QUEUED where the service does not know it in time, and the next run asks again", async () => {
    world.emulator.control.addFault({ operation: "get", count: 99, action: { kind: "status", status: 404 } });
    const { message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.match(message, /still being processed after 120 s/);
    assert.equal(world.stack.state().status, "QUEUED");
    await world.stack.up({ nda: world.nda() });
    assert.equal(world.effects().create, 1);
  });

  it("is in the state when the service fails while it is waited for, and the next run goes on", async () => {
    world.emulator.control.addFault({ operation: "get", action: { kind: "status", status: 403 } });
    const { message } = await failureOf(world.stack.up({ nda: world.nda() }));
    assert.match(message, /answered 403/);
    assert.equal(world.stack.state().status, "QUEUED");
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["update"]);
    assert.deepEqual([world.stack.state().status, world.mails()], ["ACTIVE", ["invitation pat@example.com"]]);
  });

  describe("beyond the limit of sendings in one run", () => {
    beforeEach(() => {
      world.config["yotisign:maxSendsPerUp"] = "2";
    });
    const program = () => ({ a: world.nda(), b: world.nda(), c: world.nda() });

    it("is refused in a preview, with the way to raise the limit", async () => {
      const { message } = await failureOf(world.stack.preview(program()));
      assert.match(message, /more than 2 envelopes.*pulumi config set yotisign:maxSendsPerUp/s);
    });

    it("is not sent", async () => {
      await failureOf(world.stack.up(program()));
      assert.equal(world.effects().create, 2);
    });

    it("is not sent either when it never was checked", async () => {
      const provider = world.provider();
      const [a, b, c] = Object.entries(program()).map(([name, declared]) => ({
        ...declared,
        identity: urnOf(name),
        __provider: providerText,
      }));
      assert.ok(a && b && c);
      await provider.create(a);
      await provider.create(b);
      const { name } = await failureOf(provider.create(c));
      assert.equal(name, "RefusedError");
      assert.equal(world.effects().create, 2);
    });

    it("does not count what exists already", async () => {
      const { a, b, c } = program();
      await world.stack.up({ a });
      await world.stack.up({ a, b });
      await world.stack.up({ a, b, c });
      assert.equal(world.effects().create, 3);
    });

    it("refuses everything where the limit is 0", async () => {
      world.config["yotisign:maxSendsPerUp"] = "0";
      await failureOf(world.stack.up({ nda: world.nda() }));
      assert.deepEqual(world.effects(), noEffects);
    });
  });
});

/** A create whose file changes between its check and itself. */
async function createAfter(world: World, change: () => void): Promise<unknown> {
  const provider = world.provider();
  const inputs = { ...world.nda(), identity: urnOf("nda"), __provider: providerText };
  const checked = await provider.check({}, inputs);
  change();
  return provider.create({ ...checked.inputs, __provider: providerText });
}
