import assert from "node:assert/strict";
import {
  type Emulator,
  type EmulatorOptions,
  type Snapshot,
  startEmulator,
} from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start } from "./api-caller.ts";

describe("a snapshot of the emulator", () => {
  const emulators: Emulator[] = [];
  const begin = async (options: EmulatorOptions = {}) => {
    const emulator = await startEmulator({ clock: () => start, processing: "manual", seed: 3, ...options });
    emulators.push(emulator);
    return { emulator, control: emulator.control, api: new ApiCaller(emulator) };
  };
  afterEach(async () => {
    for (const emulator of emulators.splice(0)) await emulator.close();
  });
  const overJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot));

  /** What an emulator shows of all it knows; links have its own address in them. */
  const known = ({ url, control }: Emulator) =>
    JSON.parse(
      JSON.stringify([
        control.now(),
        control.envelopes(),
        control.outbox(),
        control.webhooks(),
        control.faults(),
        control.seed(),
        control.calls(),
      ]).replaceAll(url, ""),
    );

  it("lets another emulator go on where one was", async () => {
    const one = await begin();
    const verification = { idv: { session_config_name: "HR", session_limit: 2 } };
    const id = await one.api.created({
      ...optionsFor(
        signer({ auth_type: "idv", verification }),
        signer({ name: "Bo", email: "bo@example.com" }),
      ),
      notifications: { destination: "https://hooks.example.com", subscriptions: ["envelope_ready"] },
    });
    await one.control.process(id);
    await one.api.created(optionsFor(signer({ tags: [] })));
    const [{ recipientId = "" } = {}] = one.control.envelope(id).recipients;
    const media = { a: { contentType: "image/png", base64: "AAEC" } };
    one.control.setIdvSession({ envelopeId: id, recipientId, result: { state: "COMPLETED" }, media });
    one.control.sign({ envelopeId: id, email: "bo@example.com" });
    one.control.addFaults([
      { operation: "search", probability: 0.5, action: { kind: "status", status: 500 } },
      { operation: "create", after: 1, action: { kind: "search-lag", seconds: 9 } },
    ]);
    one.control.advance(90);
    const other = await begin({ snapshot: overJson(one.control.snapshot()), seed: 99 });
    assert.deepEqual(known(other.emulator), known(one.emulator));
    const paths = [
      `/v2/envelopes/${id}`,
      `/v2/idv/recipients/${recipientId}/sessions/signed/json`,
      ...Array.from({ length: 9 }, () => "/v2/organisations/envelopes/search"),
    ];
    for (const path of paths) assert.deepEqual(await other.api.get(path), await one.api.get(path), path);
    const medium = `/v2/idv/recipients/${recipientId}/sessions/signed/media/a`;
    assert.deepEqual(
      Buffer.from(await (await other.api.send("GET", medium)).arrayBuffer()),
      Buffer.from([0, 1, 2]),
    );
    assert.deepEqual(await other.control.process(), 1);
  });

  it("shares nothing with the emulator it was taken of", async () => {
    const { api, control } = await begin();
    await api.created(optionsFor(signer()));
    const snapshot = control.snapshot();
    const before = overJson(snapshot);
    await control.process();
    control.restore(snapshot);
    await control.process();
    assert.deepEqual(snapshot, before);
  });

  it("is given and taken over HTTP", async () => {
    const { api, control } = await begin();
    const id = await api.created(optionsFor(signer()));
    const { body } = await api.get("/_emulator/snapshot");
    assert.deepEqual([body.snapshotVersion, body.takenAt], [1, "2026-01-31T12:00:00.000Z"]);
    control.reset();
    assert.equal((await api.call("PUT", "/_emulator/snapshot", body)).status, 204);
    assert.deepEqual(
      control.envelopes().map(({ envelopeId }) => envelopeId),
      [id],
    );
  });

  it("with QUEUED files lets them be processed as if they had just come", async () => {
    const one = await begin();
    const id = await one.api.created(optionsFor(signer()));
    const { control } = await begin({ processing: "immediate", snapshot: one.control.snapshot() });
    await control.settled();
    assert.equal(control.envelope(id).status, "ACTIVE");
  });

  it("lets happen what has fallen due since", async () => {
    const one = await begin();
    const emails = { invitation: { body: { message: "Please sign." } }, reminders: { frequency: 1 } };
    await one.api.created({ ...optionsFor(signer()), emails });
    await one.control.process();
    const later = await begin({ clock: () => start + 90_000_000, snapshot: one.control.snapshot() });
    assert.deepEqual(
      later.control.outbox().map(({ kind, at }) => `${at} ${kind}`),
      ["2026-01-31T12:00:00.000Z invitation", "2026-02-01T12:00:00.000Z reminder"],
    );
  });

  it("of an older emulator empties what it knows nothing of", async () => {
    const { control } = await begin();
    control.addFault({ operation: "get", action: { kind: "hold" } });
    control.restore({ snapshotVersion: 1, takenAt: "", state: {} });
    assert.deepEqual(control.faults(), []);
  });

  it("is refused when it is none, or newer, or damaged, and then all is as it was", async () => {
    const { api, control, emulator } = await begin();
    await api.created(optionsFor(signer()));
    const before = known(emulator);
    const { state } = control.snapshot();
    const wrong: [unknown, string][] = [
      [null, "no_snapshot"],
      [{ faults: [] }, "no_snapshot"],
      [{ snapshotVersion: 2, state }, "newer_snapshot"],
      [{ snapshotVersion: 1, state: { ...state, dreams: [] } }, "newer_snapshot"],
      [{ snapshotVersion: 1, state: { ...state, envelopes: "all" } }, "damaged_snapshot"],
      [{ snapshotVersion: 1, state: { ...state, faults: null } }, "damaged_snapshot"],
    ];
    for (const [snapshot, code] of wrong)
      assert.throws(() => control.restore(snapshot as Snapshot), { name: "Refusal", status: 422, code });
    assert.deepEqual(known(emulator), before);
    await assert.rejects(begin({ snapshot: {} as Snapshot }), { name: "Refusal", code: "no_snapshot" });
  });
});
