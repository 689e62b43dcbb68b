import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer } from "./api-caller.ts";

describe("the emulator refuses", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  before(async () => {
    const accounts = {
      "first-key": "one@example.com",
      "second-key": "one@example.com",
      other: "two@example.com",
    };
    emulator = await startEmulator({ accounts });
    api = new ApiCaller(emulator);
  });
  after(() => emulator.close());

  const withKey = (apiKey: string): ApiCaller => new ApiCaller({ url: emulator.url, apiKey });

  it("a call without a key with 401", async () => {
    const response = await fetch(`${emulator.url}/v2/envelopes/${randomUUID()}`);
    assert.equal(response.status, 401);
    assert.deepEqual(await response.json(), {
      code: "unauthorised",
      message: "The request has no bearer API key.",
    });
  });

  it("an unknown key with 401, whatever is sent along", async () => {
    const { status, body } = await withKey("wrong").create(optionsFor(signer()));
    assert.equal(status, 401);
    assert.deepEqual(body, { code: "unauthorised", message: "The API key belongs to no account." });
    assert.deepEqual(emulator.control.envelopes(), []);
  });

  it("another account's envelope with 403", async () => {
    const id = await api.created(optionsFor(signer()));
    const stranger = withKey("other");
    const [recipient] = emulator.control.envelope(id).recipients;
    const statuses = [
      await stranger.get(`/v2/envelopes/${id}`),
      await stranger.get(`/v2/envelopes/${id}/status`),
      await stranger.call("PATCH", `/v2/envelopes/${id}`),
      await stranger.call("DELETE", `/v2/envelopes/${id}`),
      await stranger.get(`/v2/envelopes/${id}/completed-documents`),
      await stranger.call("PATCH", `/v2/envelopes/${id}/recipients/${recipient?.recipientId}`, {
        name: "Eve",
      }),
    ].map(({ status }) => status);
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 403]);
    assert.equal(emulator.control.envelope(id).status, "ACTIVE");
  });

  it("nothing to a second key of the same account", async () => {
    const id = await api.created(optionsFor(signer()));
    assert.equal((await withKey("second-key").get(`/v2/envelopes/${id}`)).status, 200);
  });

  it("an id that is no UUID with 400", async () => {
    const { status, body } = await api.get("/v2/envelopes/17");
    assert.equal(status, 400);
    assert.equal(body.code, "malformed_id");
  });

  it("an unknown id with 404", async () => {
    const { status, body } = await api.get(`/v2/envelopes/${randomUUID()}`);
    assert.equal(status, 404);
    assert.equal(body.code, "unknown_envelope");
  });

  it("an unknown route with a 404 that names the route and where the list is", async () => {
    assert.deepEqual(await api.call("PUT", "/v2/envelopes?x=1", {}), {
      status: 404,
      body: {
        code: "unknown_route",
        message:
          "The emulator has no route PUT /v2/envelopes. GET / lists those it has, docs/emulator.md describes them.",
      },
    });
  });

  it("a body that is no JSON with 400, without repeating it", async () => {
    const response = await fetch(`${emulator.url}/v2/organisations/envelopes/find`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" },
      body: "{ada@example.com",
    });
    assert.equal(response.status, 400);
    assert.deepEqual(await response.json(), {
      code: "malformed_json",
      message: "The request's body is not valid JSON.",
    });
  });

  it("an answer on any address but the loopback one", () => {
    assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("to start on a port that is taken, and says so", async () => {
    const port = Number(new URL(emulator.url).port);
    await assert.rejects(startEmulator({ port }), {
      message: `Port ${port} of 127.0.0.1 is taken; choose another one, or 0 for any free one.`,
    });
  });

  it("to start without any key", async () => {
    await assert.rejects(startEmulator({ accounts: {} }), /needs at least one API key/);
  });
});
