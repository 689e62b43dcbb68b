import assert from "node:assert/strict";
import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fastify } from "fastify";
import {
  ConfigError,
  type WebhookHandlerOptions,
  type WebhookReport,
  webhookHandler,
  webhookReceiver,
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

  it("ends with the server's patience for a body that does not come", async () => {
    const url = await serve();
    const before = server?.listeners("request")[0] as (...given: unknown[]) => Promise<void>;
    await new Promise((resolve) => server?.close(resolve));
    const ended = Promise.withResolvers<void>();
    const patience = { requestTimeout: 50, headersTimeout: 50, connectionsCheckingInterval: 10 };
    server = createServer(patience, (...given) => void before(...given).then(ended.resolve, ended.reject));
    await new Promise<void>((resolve) => server?.listen(Number(new URL(url).port), "127.0.0.1", resolve));
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    const answer = await Array.fromAsync(socket as AsyncIterable<Buffer>);
    await ended.promise;
    assert.match(Buffer.concat(answer).toString(), /^(HTTP\/1\.1 408 |$)/);
    assert.deepEqual([service.received, reports], [[], []]);
  });

  it("answers 500 and says what to do where something has read the body before it", async () => {
    const errors: unknown[] = [];
    const client = newClient(service.url, { retries: 0 });
    const handle = webhookHandler(client, {
      onEnvelope: () => assert.fail("reported"),
      onError: (error) => void errors.push(error),
    });
    server = createServer(async (request, response) => {
      await Array.fromAsync(request);
      await handle(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    assert.equal(await post(url, JSON.stringify(body)), 500);
    assert(errors.length === 1 && errors[0] instanceof ConfigError);
    assert.match(errors[0].message, /webhookReceiver/);
  });

  it("does not answer a second time where somebody has answered", async () => {
    const handle = webhookHandler(newClient(service.url), { onEnvelope: () => {} });
    const handled = Promise.withResolvers<void>();
    server = createServer((request, response) => {
      response.writeHead(202).end();
      handle(request, response).then(handled.resolve, handled.reject);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    assert.equal(await post(url, JSON.stringify(body)), 202);
    await handled.promise;
  });

  it("answers 500 although telling of the failure fails too", async () => {
    const url = await serve({
      onEnvelope: () => Promise.reject(new Error("no database")),
      onError() {
        throw new RangeError("no log");
      },
    });
    const lines: string[] = [];
    const { write } = process.stderr;
    process.stderr.write = (line: string | Uint8Array) => lines.push(String(line)) > 0;
    try {
      assert.equal(await post(url, JSON.stringify(body)), 500);
    } finally {
      process.stderr.write = write;
    }
    assert.deepEqual(lines, ["A webhook was answered with 500: Error\n"]);
  });

  it("stands behind middleware that hands requests on", async () => {
    const handle = webhookHandler(newClient(service.url), {
      pathSecret,
      onEnvelope: (report) => void reports.push(report),
    });
    // As Express and Connect do it: the mount's path is cut off.
    server = createServer(async (request, response) => {
      request.url = request.url?.replace("/hooks", "");
      await new Promise((next) => setImmediate(next));
      await handle(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/${pathSecret}`;
    assert.equal(await post(url, JSON.stringify(body)), 200);
    assert.equal(reports.length, 1);
  });

  it("stands behind Fastify, with the body as its parser leaves it", async () => {
    const receive = webhookReceiver(newClient(service.url), {
      onEnvelope: (report) => void reports.push(report),
    });
    const app = fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, bytes, done) => done(null, bytes));
    app.post("/yoti-sign", async (request, reply) =>
      reply.code(await receive(request.body as Buffer)).send(),
    );
    try {
      const url = await app.listen({ port: 0, host: "127.0.0.1" });
      assert.equal(await post(`${url}/yoti-sign`, JSON.stringify(body)), 200);
      assert.equal(await post(`${url}/yoti-sign`, "{"), 400);
      assert.equal(reports.length, 1);
    } finally {
      await app.close();
    }
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
