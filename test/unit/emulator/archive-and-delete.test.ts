import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer } from "./api-caller.ts";

describe("archiving and deleting", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ processing: "manual" });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const active = async (): Promise<string> => {
    const id = await api.created(
      optionsFor(
        signer(),
        signer({ email: "bo@example.com", event_notifications: [] }),
        signer({ email: "dee@example.com", sign_group: 2 }),
        { type: "CC", name: "Cy Example", email: "cy@example.com" },
      ),
    );
    await emulator.control.process(id);
    emulator.control.emptyOutbox();
    return id;
  };
  const sent = (): string[] => emulator.control.outbox().map(({ kind, to }) => `${kind} ${to}`);
  const archive = async (id: string): Promise<number> =>
    (await api.call("PATCH", `/v2/envelopes/${id}`)).status;

  it("withdraws an ACTIVE envelope and tells every signer, signed or not, invited or not", async () => {
    const id = await active();
    emulator.control.sign({ envelopeId: id, email: "ada@example.com" });
    assert.equal(await archive(id), 204);
    assert.equal(emulator.control.envelope(id).status, "ARCHIVED");
    assert.deepEqual(sent(), [
      "withdrawal ada@example.com",
      "withdrawal bo@example.com",
      "withdrawal dee@example.com",
    ]);
  });

  it("archives once: a second time it answers 204 and tells nobody", async () => {
    const id = await active();
    await archive(id);
    const before = emulator.control.envelope(id);
    emulator.control.advance(60);
    emulator.control.emptyOutbox();
    assert.equal(await archive(id), 204);
    assert.deepEqual(sent(), []);
    assert.deepEqual(emulator.control.envelope(id), before);
  });

  it("archives a complete envelope without telling anybody, and keeps its documents", async () => {
    const id = await active();
    emulator.control.signAll(id);
    emulator.control.emptyOutbox();
    assert.equal(await archive(id), 204);
    assert.deepEqual(sent(), []);
    assert.equal((await api.send("GET", `/v2/envelopes/${id}/completed-documents`)).status, 200);
  });

  it("archives for a client that announces a JSON body and sends none", async () => {
    const id = await active();
    const response = await fetch(`${emulator.url}/v2/envelopes/${id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" },
    });
    assert.equal(response.status, 204);
  });

  it("deletes an envelope for good, telling nobody", async () => {
    const id = await active();
    assert.equal((await api.call("DELETE", `/v2/envelopes/${id}`)).status, 204);
    assert.equal((await api.get(`/v2/envelopes/${id}`)).status, 404);
    assert.equal((await api.call("DELETE", `/v2/envelopes/${id}`)).status, 404);
    assert.deepEqual(sent(), []);
  });
});
