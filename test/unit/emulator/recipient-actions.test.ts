import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start } from "./api-caller.ts";

describe("what the emulator does for one recipient", () => {
  let emulator: Emulator;
  let api: ApiCaller;
  let id: string;
  let recipient: string;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual", webhooks: "manual" });
    api = new ApiCaller(emulator);
    const verification = { idv: { session_config_name: "HR", session_limit: 3 } };
    id = await api.created(
      optionsFor(signer({ auth_type: "idv", verification }), signer({ email: "bo@example.com" })),
    );
    await emulator.control.process(id);
    emulator.control.emptyOutbox();
    recipient = emulator.control.envelope(id).recipients[0]?.recipientId ?? "";
  });
  afterEach(() => emulator.close());

  const path = (): string => `/v2/envelopes/${id}/recipients/${recipient}`;
  const upload = (files: [string, Uint8Array<ArrayBuffer>][]) => {
    const form = new FormData();
    for (const [name, content] of files) form.append("file", new Blob([content]), name);
    return api.call("POST", `${path()}/signed-documents`, form);
  };

  for (const [name, body, status] of [
    ["no body", undefined, 422],
    ["no list", { recipient_tokens: "all" }, 422],
    ["an empty list", { recipient_tokens: [] }, 422],
    ["a token of nobody", { recipient_tokens: [randomUUID()] }, 422],
  ] as const)
    it(`answers ${status} to an extension of ${name}`, async () => {
      const answer = await api.call("POST", `/v2/envelopes/${id}/extend-tokens`, body);
      assert.deepEqual(
        [answer.status, answer.body.errors[0].path.slice(0, 16)],
        [status, "recipient_tokens"],
      );
    });

  it("answers 409 to an extension once the envelope is archived", async () => {
    await api.call("PATCH", `/v2/envelopes/${id}`);
    const body = { recipient_tokens: [randomUUID()] };
    assert.equal((await api.call("POST", `/v2/envelopes/${id}/extend-tokens`, body)).status, 409);
  });

  it("answers 400 or 422 to a document signed offline that is not one PDF", async () => {
    const pdf = await pdfOf(1);
    const answers = [
      await upload([]),
      await upload([
        ["a.pdf", pdf],
        ["b.pdf", pdf],
      ]),
      await upload([["scan.jpg", pdf]]),
      await api.call("POST", `${path()}/signed-documents`, {}),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [400, 400, 422, 400],
    );
  });

  it("drops a document signed offline when the envelope is archived before it is processed", async () => {
    assert.deepEqual((await upload([["scan.pdf", await pdfOf(1)]])).body, { status: "QUEUED" });
    await api.call("PATCH", `/v2/envelopes/${id}`);
    assert.equal(await emulator.control.process(), 1);
    assert.equal(emulator.control.envelope(id).recipients[0]?.signedAt, null);
    assert.equal(await emulator.control.process(), 0);
  });

  it("reminds with the link the invitation had", async () => {
    assert.deepEqual((await api.call("POST", `${path()}/send-reminder`)).body, { recipient_id: recipient });
    const [{ kind, link } = {}] = emulator.control.outbox();
    assert.equal(kind, "reminder");
    assert.match(link ?? "", /\/sign\/[0-9a-f-]{36}$/);
  });

  it("takes a made-up identity verification over HTTP, and shows its result at both addresses", async () => {
    const choice = { envelopeId: id, recipientId: recipient };
    const result = { state: "COMPLETED", checks: [] };
    assert.equal((await api.call("POST", "/_emulator/idv-session", { ...choice, result })).status, 204);
    const sessions = `/v2/idv/recipients/${recipient}/sessions`;
    assert.deepEqual((await api.get(`${sessions}/signed/json`)).body, result);
    assert.deepEqual((await api.get(`${sessions}/signed`)).body, result);
    assert.deepEqual((await api.get(`${sessions}/reset-limit`)).body, { session_limit: 6 });
    assert.deepEqual((await api.call("POST", "/_emulator/idv-session-limit", choice)).body, {
      sessionLimit: 6,
    });
    assert.equal((await api.get(`${sessions}/signed/media/${randomUUID()}`)).status, 404);
  });

  it("verifies nobody whose envelope does not ask for it", async () => {
    const choice = { envelopeId: id, email: "bo@example.com" };
    const command = { ...choice, result: { state: "COMPLETED" } };
    assert.equal((await api.call("POST", "/_emulator/idv-session", command)).status, 404);
    assert.equal((await api.call("POST", "/_emulator/idv-session", choice)).status, 400);
  });

  it("knows one session configuration by each name", async () => {
    const config = { name: "HR", is_private: false, session_config: {} };
    assert.equal((await api.call("POST", "/v2/idv/sessions/configs", config)).status, 409);
    assert.equal(
      (await api.call("POST", "/v2/idv/sessions/configs", { ...config, name: "Own" })).status,
      201,
    );
    assert.equal((await api.call("POST", "/v2/idv/sessions/configs", { name: "Bare" })).status, 400);
  });
});
