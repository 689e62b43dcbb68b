import assert from "node:assert/strict";
import { assertRefused, failureOf } from "./failure-of.ts";
import { urnOf } from "./sample-envelope.ts";
import { World } from "./world.ts";

describe("a refreshed envelope", () => {
  let world: World;
  let id: string;

  beforeEach(async () => {
    world = await World.start();
    await world.stack.up({ nda: world.nda() });
    id = world.stack.state().envelopeId;
  });
  afterEach(() => world.stop());

  it("is as it was while nothing happened, which is no drift", async () => {
    const before = world.stack.state();
    assert.equal(await world.stack.refresh(), false);
    assert.deepEqual(world.stack.state(), before);
  });

  describe("of many", () => {
    const names = Array.from({ length: 12 }, (_, index) => `more${index}`);
    let provider: ReturnType<World["provider"]>;
    beforeEach(async () => {
      const program = Object.fromEntries(names.map((name) => [name, world.nda({ name })]));
      await world.stack.up({ nda: world.nda(), ...program });
      for (const name of names.slice(1)) world.emulator.control.signAll(world.stack.state(name).envelopeId);
      for (const name of names) await world.stack.refresh(name);
      world.emulator.control.clearCalls();
      provider = world.provider();
    });

    /** Reads all of them in one run; returns the statuses, and how often the service was asked. */
    async function read(): Promise<{ statuses: (string | undefined)[]; get: number; find: number }> {
      const statuses = await Promise.all(
        names.map(async (name) => {
          const held = world.stack.resources.get(name);
          assert.ok(held);
          const { props } = await provider.read(held.id, structuredClone(held.outputs));
          assert.deepEqual({ ...held.outputs, status: props.status }, props);
          return props.status;
        }),
      );
      const { get, find } = world.emulator.control.calls();
      return { statuses, get: get ?? 0, find: find ?? 0 };
    }
    const complete = Array(10).fill("COMPLETE");

    it("asks for those that are complete together, and for others by themselves", async () => {
      assert.deepEqual(await read(), { statuses: ["ACTIVE", "COMPLETE", ...complete], get: 2, find: 1 });
    });

    it("asks for each whose status is another now", async () => {
      await world.outside("DELETE", world.stack.state("more5").envelopeId);
      const statuses = ["ACTIVE", "COMPLETE", ...complete];
      const held = world.stack.resources.get("more5");
      assert.ok(held);
      held.outputs = { ...held.outputs, signedDocumentsUrl: null };
      assert.deepEqual(await read(), { statuses: statuses.with(5, "MISSING"), get: 3, find: 1 });
    });

    it("asks for one that was archived outside, and tells when", async () => {
      await world.outside("PATCH", world.stack.state("more7").envelopeId);
      const statuses = ["ACTIVE", "COMPLETE", ...complete];
      const held = world.stack.resources.get("more7");
      assert.ok(held);
      held.outputs = { ...held.outputs, archivedAt: world.now() };
      assert.deepEqual(await read(), { statuses: statuses.with(7, "ARCHIVED"), get: 3, find: 1 });
    });

    it("does not list those of the stack's other accounts", async () => {
      const { host } = world.stack.state();
      const journal = world.journal();
      const what = { fingerprint: "fingerprint", shape: "shape", intentAt: world.now() };
      const record = (index: number) => (): void => {
        const sending = journal.begin({
          identity: urnOf(`other${index}`),
          host,
          account: "another",
          ...what,
        });
        if (sending) journal.accept(sending, `other-${index}`);
      };
      await Promise.all(Array.from({ length: 100 }, (_, index) => journal.together(record(index))));
      journal.close();
      // With them it would be two: a call lists a hundred.
      assert.deepEqual(await read(), { statuses: ["ACTIVE", "COMPLETE", ...complete], get: 2, find: 1 });
    });

    it("asks for each by itself where they cannot be listed", async () => {
      world.emulator.control.addFault({ operation: "find", action: { kind: "status", status: 403 } });
      assert.deepEqual(await read(), { statuses: ["ACTIVE", "COMPLETE", ...complete], get: 12, find: 1 });
    });
  });

  it("tells who signed, when, and who is invited next", async () => {
    world.pass(60);
    world.emulator.control.sign({ envelopeId: id, email: "pat@example.com" });
    assert.equal(await world.stack.refresh(), true);
    const { status, recipients } = world.stack.state();
    assert.equal(status, "ACTIVE");
    assert.deepEqual(
      recipients.map(({ key, signStatus, signedAt, invitedAt, linkExpiresAt }) => [
        key,
        signStatus,
        signedAt,
        invitedAt,
        linkExpiresAt,
      ]),
      [
        [
          "Partner",
          "SIGNED",
          "2026-03-02T09:01:00.200Z",
          "2026-03-02T09:00:00.200Z",
          "2026-03-04T09:00:00.200Z",
        ],
        ["Company", "UNSIGNED", undefined, "2026-03-02T09:01:00.200Z", "2026-03-04T09:01:00.200Z"],
        ["archive", undefined, undefined, undefined, undefined],
      ],
    );
  });

  it("tells where the signed documents are once complete", async () => {
    world.pass(60);
    world.emulator.control.signAll(id);
    await world.stack.refresh();
    const { status, completedAt, signedDocumentsUrl } = world.stack.state();
    assert.deepEqual(
      [status, completedAt, signedDocumentsUrl],
      [
        "COMPLETE",
        "2026-03-02T09:01:00.200Z",
        `${world.emulator.url}/v2/envelopes/${id}/completed-documents`,
      ],
    );
  });

  it("is a tombstone once archived outside, its recipients known as before", async () => {
    const before = world.stack.state().recipients.map((recipient) => recipient.id);
    world.pass(60);
    await world.outside("PATCH", id);
    assert.equal(await world.stack.refresh(), true);
    const { status, archivedAt, recipients } = world.stack.state();
    assert.deepEqual([status, archivedAt], ["ARCHIVED", "2026-03-02T09:01:00.200Z"]);
    assert.deepEqual(
      recipients.map((recipient) => recipient.id),
      before,
    );
  });

  it("is a tombstone once the service does not know it any more", async () => {
    await world.outside("DELETE", id);
    assert.equal(await world.stack.refresh(), true);
    assert.deepEqual([world.stack.state().envelopeId, world.stack.state().status], [id, "MISSING"]);
  });

  it("tells that an e-mail bounced, and that a recipient was changed at the service", async () => {
    world.emulator.control.bounce({ envelopeId: id, email: "pat@example.com" });
    await world.stack.refresh();
    assert.equal(world.stack.state().recipients[0]?.lastEmailStatus, "BOUNCED");
    const recipientId = world.stack.state().recipients[0]?.id;
    await fetch(`${world.emulator.url}/v2/envelopes/${id}/recipients/${recipientId}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${world.emulator.apiKey}`, "content-type": "application/json" },
      body: '{"email":"new@example.com"}',
    });
    await world.stack.refresh();
    assert.equal(world.stack.state().recipients[0]?.changedOutside, true);
  });

  it("tells which signer was named as witness, by key, and keeps no name or address", async () => {
    const nda = world.nda();
    const tags = [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.9 }];
    const recipients = nda.recipients.map((one, index) =>
      index === 0 ? { ...one, witness: { tags } } : one,
    );
    await world.stack.up({ nda, deed: { ...nda, name: "Deed", recipients } });
    const { envelopeId } = world.stack.state("deed");
    const witness = { name: "Cass Sample", email: "Cass@example.com" };
    world.emulator.control.sign({ envelopeId, email: "pat@example.com", witness });
    await world.stack.refresh("deed");
    const state = world.stack.state("deed");
    assert.equal(state.recipients[0]?.witnessIs, state.recipients[1]?.key);
    assert.doesNotMatch(JSON.stringify(state), /cass@|sample/i);
  });

  it("keeps its state when the run talks to another service, and names both", async () => {
    const before = world.stack.state();
    world.env.YOTI_SIGN_BASE_URL = "https://sign.example.com";
    await assertRefused(world.stack.refresh(), world.emulator.url, "https://sign.example.com");
    assert.deepEqual(world.stack.state(), before);
  });

  it("keeps its state when the key is another account's", async () => {
    const before = world.stack.state();
    world.env.YOTI_SIGN_API_KEY = "other-key";
    await assertRefused(world.stack.refresh(), "answered 403", before.account, id);
    assert.deepEqual(world.stack.state(), before);
  });

  it("keeps its state when the service does not know the key", async () => {
    const before = world.stack.state();
    world.env.YOTI_SIGN_API_KEY = "wrong-key";
    await assertRefused(world.stack.refresh(), "answered 401", world.emulator.url);
    assert.deepEqual(world.stack.state(), before);
  });

  it("keeps its state when the service has revoked the key that sent it", async () => {
    const before = world.stack.state();
    world.emulator.control.addFault({ operation: "get", action: { kind: "status", status: 401 } });
    const { name } = await failureOf(world.stack.refresh());
    assert.equal(name, "UnauthorizedError");
    assert.deepEqual(world.stack.state(), before);
  });

  it("knows each of many at once, although their provider was configured only a moment ago", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `nda${index}`);
    await world.stack.up({
      nda: world.nda(),
      ...Object.fromEntries(names.map((name) => [name, world.nda()])),
    });
    const provider = world.provider();
    const held = [...world.stack.resources.values()];
    const read = await Promise.all(held.map(({ id, outputs }) => provider.read(id, outputs)));
    assert.deepEqual(
      read.map(({ id }) => id),
      held.map(({ id }) => id),
    );
  });
});
