import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { assertRefused, failureOf } from "./failure-of.ts";
import { refuseIds } from "./refuse-ids.ts";
import { samplePdf, urnOf, withRecipient } from "./sample-envelope.ts";
import { noEffects, World } from "./world.ts";

describe("an envelope that adopt names", () => {
  let world: World;
  let id: string;

  beforeEach(async () => {
    world = await World.start();
    world.config["yotisign:duplicateGuardDays"] = "0";
    id = await sentElsewhere(world);
    world.mails();
    world.effects();
  });
  afterEach(() => world.stop());

  const nothingHappened = (): void =>
    assert.deepEqual([world.mails(), world.effects(), world.stack.resources.size], [[], noEffects, 0]);

  it("is taken over, and nothing is sent", async () => {
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    const { envelopeId, status, recipients } = world.stack.state();
    assert.deepEqual([envelopeId, status], [id, "ACTIVE"]);
    assert.deepEqual(
      recipients.map((recipient) => recipient.id),
      world.emulator.control.envelope(id).recipients.map(({ recipientId }) => recipientId),
    );
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("leaves no sending in doubt where its id cannot be written", async () => {
    const journal = world.journal();
    refuseIds(journal.path);
    assert.equal((await failureOf(world.stack.up({ nda: world.nda({ adopt: id }) }))).name, "ConfigError");
    assert.deepEqual(journal.inDoubt(), []);
    journal.close();
  });

  it("is taken over anew, as it is declared now, once it was dropped from the state", async () => {
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    world.stack.forget();
    const completed = world.nda({
      adopt: id,
      emails: { invitation: { body: { message: "As it was sent." } } },
    });
    await world.stack.up({ nda: completed });
    assert.deepEqual(await world.stack.up({ nda: completed }), ["same"]);
    assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
  });

  it("is not taken over where supersedes names it too, and the state was lost: it is withdrawn, and another is sent", async () => {
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    world.stack.forget();
    const message = { invitation: { body: { message: "Please sign this instead." } } };
    await world.stack.up({ nda: world.nda({ adopt: id, supersedes: id, emails: message }) });
    assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
    assert.deepEqual(world.mails(), [
      "withdrawal pat@example.com",
      "withdrawal cass@example.com",
      "invitation pat@example.com",
    ]);
  });

  describe("and supersedes names later, with adopt still in the program", () => {
    const message = { invitation: { body: { message: "Please sign this instead." } } };
    beforeEach(async () => {
      await world.stack.up({ nda: world.nda({ adopt: id }) });
      assert.equal(world.stack.state().envelopeId, id);
    });

    it("is withdrawn, and another is sent", async () => {
      await world.stack.up({ nda: world.nda({ adopt: id, supersedes: id, emails: message }) });
      assert.deepEqual(world.statuses(), ["ARCHIVED", "ACTIVE"]);
      assert.notEqual(world.stack.state().envelopeId, id);
      assert.deepEqual(world.mails().at(-1), "invitation pat@example.com");
    });

    it("stays complete, and the corrected one is sent", async () => {
      world.emulator.control.signAll(id);
      await world.stack.refresh();
      world.mails();
      world.write("nda.pdf", samplePdf("corrected"));
      await world.stack.up({ nda: world.nda({ adopt: id, supersedes: id }) });
      assert.deepEqual(
        [world.statuses(), world.mails()],
        [["COMPLETE", "ACTIVE"], ["invitation pat@example.com"]],
      );
    });
  });

  it("is taken over instead of sending where the resource supersedes another that only the journal knows", async () => {
    world.env.YOTI_SIGN_JOURNAL = join(world.folder, "own.sqlite");
    await world.stack.up({ nda: world.nda({ name: "Draft" }) });
    const draft = world.stack.state().envelopeId;
    world.stack.forget();
    world.mails();
    await world.stack.up({ nda: world.nda({ adopt: id, supersedes: draft }) });
    assert.deepEqual([world.stack.state().envelopeId, world.statuses()], [id, ["ACTIVE", "ARCHIVED"]]);
    assert.deepEqual(world.mails(), ["withdrawal pat@example.com", "withdrawal cass@example.com"]);
  });

  it("is dated as the service dates it", async () => {
    world.pass(3600);
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    assert.equal(world.stack.state().sent.at, "2026-03-02T09:00:00.000Z");
  });

  it("is known as it was sent, whatever way the service writes dates", async () => {
    const spaced = (answer: string): string =>
      answer.replace(/"created_at":"(.{10})T(.{8})[^"]*"/, '"created_at":"$1 $2Z"');
    await using service = await proxy(world.emulator.url, spaced);
    world.env.YOTI_SIGN_BASE_URL = service.url;
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    assert.equal(world.stack.state().sent.at, "2026-03-02T09:00:00.000Z");
    assert.deepEqual(await world.stack.up({ nda: world.nda({ adopt: id }) }), ["same"]);
  });

  it("is followed like any other from then on", async () => {
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    assert.deepEqual(await world.stack.up({ nda: world.nda() }), ["same"]);
    await world.stack.up({});
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("is remembered: without adopt, after the state was lost, it is not sent again", async () => {
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    world.stack.forget();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().envelopeId, world.effects()], [id, noEffects]);
  });

  it("is remembered by the resource that has it now when another one had it before", async () => {
    await world.stack.up({ first: world.nda({ adopt: id }) });
    world.emulator.control.signAll(id);
    await world.stack.up({});
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    world.stack.forget();
    await world.stack.up({ nda: world.nda() });
    assert.deepEqual([world.stack.state().envelopeId, world.effects()], [id, noEffects]);
  });

  it("is taken over complete", async () => {
    world.emulator.control.signAll(id);
    world.mails();
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    assert.equal(world.stack.state().status, "COMPLETE");
    assert.equal(
      world.stack.state().signedDocumentsUrl,
      `${world.emulator.url}/v2/envelopes/${id}/completed-documents`,
    );
  });

  it("is known by the service's spelling of its id", async () => {
    await world.stack.up({ nda: world.nda({ adopt: id.toUpperCase() }) });
    assert.equal(world.stack.state().envelopeId, id);
    assert.equal(world.journal().find(id)?.identity, urnOf("nda"));
  });

  it("is refused with another name, other people, groups or files than are declared", async () => {
    const path = join(world.folder, "nda.pdf");
    const others = [
      world.nda({ name: "Another NDA" }),
      world.nda({ documents: [{ path, fileName: "other.pdf" }] }),
      world.nda({ recipients: world.nda().recipients.slice(0, 2) }),
      withRecipient(world.nda(), "Partner", { email: "new@example.com" }),
      withRecipient(world.nda(), "Partner", { name: "Paula Example" }),
      withRecipient(world.nda(), "Company", { signGroup: 1 }),
    ];
    for (const other of others)
      await assertRefused(
        world.stack.up({ nda: { ...other, adopt: id } }),
        id,
        "has another name, other recipients or other files than are declared",
      );
    nothingHappened();
  });

  it("is refused when the service does not know it", async () => {
    const unknown = "11111111-2222-4333-8444-555555555555";
    await assertRefused(
      world.stack.up({ nda: world.nda({ adopt: unknown }) }),
      unknown,
      "is not known to the service",
    );
    nothingHappened();
  });

  it("is refused when it is another account's", async () => {
    world.env.YOTI_SIGN_API_KEY = "other-key";
    await assertRefused(world.stack.up({ nda: world.nda({ adopt: id }) }), id, "another account");
    nothingHappened();
  });

  it("is refused when another resource declares it", async () => {
    await world.stack.up({ first: world.nda({ adopt: id }) });
    const second = world.nda({ adopt: id });
    await assertRefused(world.stack.up({ first: world.nda(), second }), id, urnOf("first"), "alias");
  });

  it("is refused when it was archived", async () => {
    await world.outside("PATCH", id);
    world.mails();
    world.effects();
    await assertRefused(world.stack.up({ nda: world.nda({ adopt: id }) }), "is ARCHIVED");
    nothingHappened();
  });

  it("is refused when it failed, and is not in the state then", async () => {
    world.emulator.control.addFault({
      operation: "create",
      action: { kind: "file-error", code: "FILE_DAMAGED" },
    });
    const failed = await sentElsewhere(world, "failed");
    world.effects();
    await assertRefused(world.stack.up({ nda: world.nda({ adopt: failed }) }), "is ERRORED", "Remove adopt");
    nothingHappened();
  });

  it("is refused when it stays queued, and is not in the state then: it may be another one", async () => {
    world.onWait = async () => {};
    const queued = await sentElsewhere(world, "queued");
    world.effects();
    const waited = Date.parse(world.now());
    const declared = world.nda({ adopt: queued, name: "Another NDA", acceptTimeoutSeconds: 10 });
    const { name } = await failureOf(world.stack.up({ nda: declared }));
    assert.equal(name, "DeadlineError");
    assert.equal((Date.parse(world.now()) - waited) / 1000, 10);
    nothingHappened();
  });

  it("is refused when the resource has sent another one that the state does not know", async () => {
    await world.stack.up({ nda: world.nda() });
    const own = world.stack.state().envelopeId;
    world.stack.forget();
    world.mails();
    world.effects();
    await assertRefused(world.stack.up({ nda: world.nda({ adopt: id }) }), own);
    nothingHappened();
  });

  it("takes the place of one that the resource supersedes", async () => {
    await world.stack.up({ nda: world.nda({ name: "Draft" }) });
    const draft = world.stack.state().envelopeId;
    world.effects();
    await world.stack.up({ nda: world.nda({ supersedes: draft, adopt: id }) });
    assert.equal(world.stack.state().envelopeId, id);
    assert.deepEqual(world.effects(), { ...noEffects, archive: 1 });
  });

  it("takes the place of one that is just like it", async () => {
    await world.stack.up({ nda: world.nda() });
    const { envelopeId } = world.stack.state();
    world.config["yotisign:duplicateGuardDays"] = "7";
    await world.stack.up({ nda: world.nda({ supersedes: envelopeId, adopt: id }) });
    assert.deepEqual([world.stack.state().envelopeId, world.statuses()], [id, ["ACTIVE", "ARCHIVED"]]);
  });

  describe("in the place of one that the resource supersedes, and that cannot be taken over", () => {
    let draft: string;
    beforeEach(async () => {
      await world.stack.up({ nda: world.nda({ name: "Draft" }) });
      draft = world.stack.state().envelopeId;
      world.mails();
      world.effects();
    });
    const isRefused = async (adopt: string, why: string): Promise<void> => {
      await assertRefused(world.stack.up({ nda: world.nda({ supersedes: draft, adopt }) }), why);
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
      assert.equal(world.stack.state().envelopeId, draft);
    };

    it("withdraws nothing where it is archived", async () => {
      await world.outside("PATCH", id);
      world.mails();
      world.effects();
      await isRefused(id, "is ARCHIVED");
    });

    it("withdraws nothing where it is another resource's", async () => {
      await world.stack.up({ nda: world.nda({ name: "Draft" }), twin: world.nda({ name: "Other" }) });
      world.mails();
      world.effects();
      const adopt = world.stack.state("twin").envelopeId;
      const twin = world.nda({ name: "Other" });
      const nda = world.nda({ name: "Other", supersedes: draft, adopt });
      await assertRefused(world.stack.up({ twin, nda }), "is already declared by");
      assert.deepEqual([world.mails(), world.effects()], [[], noEffects]);
    });
  });

  it("does not count as a sending", async () => {
    world.config["yotisign:maxSendsPerUp"] = "0";
    await world.stack.up({ nda: world.nda({ adopt: id }) });
    assert.equal(world.stack.state().envelopeId, id);
  });
});

/** A server in front of another that changes its answers. */
async function proxy(
  target: string,
  change: (answer: string) => string,
): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(async (request, response) => {
    const { method = "GET", url, headers } = request;
    const { authorization = "", "content-type": type = "" } = headers;
    const body = method === "GET" ? null : await text(request);
    const answer = await fetch(target + url, {
      method,
      body,
      headers: { authorization, "content-type": type },
    });
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(change(await answer.text()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server.close(), "close");
      // The client keeps its connections open for a next request.
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The id of an envelope that another stack sent, of whose journal this one knows nothing. */
async function sentElsewhere(world: World, name = "elsewhere"): Promise<string> {
  const env = { ...world.env, YOTI_SIGN_JOURNAL: join(world.folder, "elsewhere.sqlite") };
  await world
    .provider({ env })
    .create({ ...world.nda({ acceptTimeoutSeconds: 1 }), identity: urnOf(name) })
    .catch(() => {});
  return world.emulator.control.envelopes().at(-1)?.envelopeId ?? "";
}
