import assert from "node:assert/strict";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ConfigError,
  type WebhookHandlerOptions,
  type WebhookReport,
  webhookHandler,
} from "../../../../sdk/client/index.ts";
import { active, id, json, newClient, startService, type TestService } from "./test-service.ts";

const body = { subscription_name: "envelope_completion", envelope_id: id, status: "COMPLETE" };
const pathSecret = "a-secret-of-the-path";

describe("webhookHandler", () => {
  let service: TestService;
  let server: Server | undefined;
  let reports: WebhookReport[];

  beforeEach(async () => {
    service = await startService(active);
    reports = [];
  });

  afterEach(async () => {
    await service[Symbol.asyncDispose]();
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  /** Serves a handler and says where. */
  async function serve(options: Partial<WebhookHandlerOptions> = {}): Promise<string> {
    const client = newClient(service.url, { retries: 0 });
    const onEnvelope = (report: WebhookReport) => void reports.push(report);
    server = createServer(webhookHandler(client, { onEnvelope, ...options }));
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const post = async (url: string, text: string): Promise<number> =>
    (await fetch(url, { method: "POST", body: text })).status;

  it("reports the envelope as the service tells it, whatever the webhook says", async () => {
    const url = await serve();
    assert.equal(await post(url, JSON.stringify(body)), 200);
    assert.deepEqual(reports, [
      { subscription: "envelope_completion", envelope: { envelope_id: id, status: "ACTIVE" } },
    ]);
  });

  it("answers 405 to anything but POST, and asks nothing", async () => {
    const response = await fetch(await serve());
    assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"]);
    assert.deepEqual([service.received, reports], [[], []]);
  });

  for (const [name, text] of [
    ["nothing", ""],
    ["no JSON", "{ada@example.com"],
    ["no object", "[]"],
    ["null", "null"],
    ["no envelope", JSON.stringify({ ...body, envelope_id: undefined })],
    ["an envelope's id that is none", JSON.stringify({ ...body, envelope_id: "../organisations" })],
    ["no subscription", JSON.stringify({ ...body, subscription_name: undefined })],
    ["a subscription that does not exist", JSON.stringify({ ...body, subscription_name: "lunch" })],
  ] as const)
    it(`answers 400 to ${name}, and asks nothing`, async () => {
      assert.equal(await post(await serve(), text), 400);
      assert.deepEqual([service.received, reports], [[], []]);
    });

  it("answers 413 to a length over 4 MiB before the body comes", async () => {
    const url = await serve();
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const request = httpRequest(url, { method: "POST", headers: { "content-length": 4 * 1024 * 1024 + 1 } });
    request.on("response", (response) => resolve(response.resume().statusCode)).on("error", () => {});
    request.flushHeaders();
    assert.equal(await promise, 413);
    request.destroy();
    assert.deepEqual([service.received, reports], [[], []]);
  });

  it("answers 413 to a body of no said length once it is over 4 MiB", async () => {
    const url = await serve();
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const request = httpRequest(url, { method: "POST" });
    request.on("response", (response) => resolve(response.resume().statusCode)).on("error", () => {});
    request.write(Buffer.alloc(4 * 1024 * 1024 + 1, " "));
    assert.equal(await promise, 413);
    request.destroy();
    assert.deepEqual([service.received, reports], [[], []]);
  });

  it("survives a sender who breaks off", async () => {
    const url = await serve();
    const { promise, resolve } = Promise.withResolvers<void>();
    server?.once("request", (request) => request.once("data", () => broken.destroy()).once("close", resolve));
    const broken = httpRequest(url, { method: "POST" }).on("error", () => {});
    broken.write("{");
    await promise;
    assert.equal(await post(url, JSON.stringify(body)), 200);
  });

  describe("with a secret in its path", () => {
    it("takes webhooks there, with a query too", async () => {
      const url = await serve({ pathSecret });
      assert.equal(await post(`${url}/yoti-sign/${pathSecret}?x=1`, JSON.stringify(body)), 200);
      assert.equal(reports.length, 1);
    });

    for (const path of ["", "/", "/yoti-sign", `/${pathSecret}/`, `/x${pathSecret}`, `/?${pathSecret}`])
      it(`answers 404 at ${JSON.stringify(path)}, and asks nothing`, async () => {
        const url = await serve({ pathSecret });
        assert.equal(await post(url + path, JSON.stringify(body)), 404);
        assert.deepEqual([service.received, reports], [[], []]);
      });

    for (const wrong of ["", "short", "with/a/slash/in/it"])
      it(`refuses ${JSON.stringify(wrong)} as one`, () => {
        const make = () => webhookHandler(newClient(service.url), { onEnvelope() {}, pathSecret: wrong });
        assert.throws(make, ConfigError);
      });
  });

  it("answers 500 when the report fails, so that the service may send it again", async () => {
    const errors: unknown[] = [];
    const failure = new Error("no database");
    const url = await serve({
      onEnvelope: () => Promise.reject(failure),
      onError: (error) => void errors.push(error),
    });
    assert.equal(await post(url, JSON.stringify(body)), 500);
    assert.deepEqual(errors, [failure]);
  });

  it("answers 200 and reports nothing for an envelope that the account does not have", async () => {
    for (const status of [404, 403]) {
      await service[Symbol.asyncDispose]();
      service = await startService(json(status, {}));
      assert.equal(await post(await serve(), JSON.stringify(body)), 200, String(status));
      server?.close();
    }
    assert.deepEqual(reports, []);
  });
});
