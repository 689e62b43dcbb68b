import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Agent } from "undici";
import { ConfigError, YotiSignClient } from "../../../../sdk/client/index.ts";
import { active, apiKey, id, newClient, rejection, startService } from "./test-service.ts";

describe("YotiSignClient", () => {
  const wrongOptions = [
    [{ apiKey: "" }, /There is no API key; set YOTI_SIGN_API_KEY/],
    [{ apiKey: undefined as unknown as string }, /There is no API key/],
    [{ apiKey: `${apiKey}\n` }, /a line break/],
    [{ apiKey: "k€y" }, /a letter no key has/],
    [{ baseUrl: "nowhere" }, /The base URL/],
    [{ attemptTimeoutSeconds: 0 }, /attemptTimeoutSeconds cannot be 0/],
    [{ totalTimeoutSeconds: Number.NaN }, /totalTimeoutSeconds cannot be NaN/],
    [{ totalTimeoutSeconds: 1e9 }, /totalTimeoutSeconds cannot be 1000000000/],
    [{ backOffSeconds: -1 }, /backOffSeconds cannot be -1/],
    [{ retries: 1.5 }, /retries cannot be 1.5/],
  ] as const;
  for (const [wrong, message] of wrongOptions)
    it(`refuses ${inspect(wrong)}`, () => {
      const { baseUrl = "https://api.example.com" } = wrong as { baseUrl?: string };
      assert.throws(
        () => newClient(baseUrl, wrong),
        (error) => {
          assert(error instanceof ConfigError);
          assert.match(error.message, message);
          assert(!error.message.includes(apiKey));
          return true;
        },
      );
    });

  it("sends the key, and paths below the base URL's own", async () => {
    await using service = await startService(active);
    await using client = newClient(`${service.url}/sign/`);
    await client.getEnvelope(id);
    const [request] = service.received;
    assert.equal(request?.url, `/sign/v2/envelopes/${id}`);
    assert.equal(request?.headers.authorization, `Bearer ${apiKey}`);
  });

  it("shows its base URL and nothing else, however it is looked at", async () => {
    await using client = newClient("https://api.example.com/");
    const shown = [
      inspect(client, { depth: null, showHidden: true }),
      inspect({ client }, { depth: null, showHidden: true }),
      JSON.stringify(client),
    ];
    assert.deepEqual(shown, [
      "YotiSignClient { baseUrl: 'https://api.example.com' }",
      "{ client: YotiSignClient { baseUrl: 'https://api.example.com' } }",
      '{"baseUrl":"https://api.example.com"}',
    ]);
  });

  it("hides the key from an inspection that ignores its own way of showing itself", async () => {
    await using service = await startService(active);
    await using client = newClient(service.url);
    await client.getEnvelope(id);
    assert(!inspect(client, { depth: null, showHidden: true, customInspect: false }).includes(apiKey));
  });

  it("refuses calls once it is closed", async () => {
    await using service = await startService(active);
    const client = newClient(service.url);
    await client.close();
    assert.throws(() => client.getEnvelope(id), ConfigError);
    assert.equal(service.received.length, 0);
  });

  it("lets a running call end when it is closed", async () => {
    await using service = await startService(active);
    const client = newClient(service.url);
    const [envelope] = await Promise.all([client.getEnvelope(id), client.close()]);
    assert.equal(envelope.status, "ACTIVE");
  });

  it("leaves a dispatcher open that it was given", async () => {
    await using service = await startService(active);
    const dispatcher = new Agent();
    await newClient(service.url, { dispatcher }).close();
    await using client = newClient(service.url, { dispatcher });
    assert.equal((await client.getEnvelope(id)).status, "ACTIVE");
    await dispatcher.close();
  });

  it("reuses connections", async () => {
    const ports = new Set<number | undefined>();
    await using service = await startService((response, request) => {
      ports.add(response.socket?.remotePort);
      active(response, request);
    });
    await using client = newClient(service.url);
    for (let call = 1; call <= 20; call += 1) await client.getEnvelope(id);
    // A call that comes right after another may find the connection not yet free.
    assert(ports.size <= 2, `${ports.size} connections`);
  });

  it("opens no more than 32 connections", async () => {
    const ports = new Set<number | undefined>();
    await using service = await startService((response, request) => {
      ports.add(response.socket?.remotePort);
      active(response, request);
    });
    await using client = newClient(service.url);
    await Promise.all(Array.from({ length: 100 }, () => client.getEnvelope(id)));
    assert.equal(service.received.length, 100);
    assert(ports.size <= 32, `${ports.size} connections`);
  });

  describe("with a proxy in the environment", () => {
    const names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"] as const;
    let before: Partial<Record<string, string>>;

    beforeEach(() => {
      before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
      for (const name of names) delete process.env[name];
    });

    afterEach(() => {
      for (const name of names) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });

    it("talks to this machine directly", async () => {
      await using service = await startService(active);
      process.env.http_proxy = "http://proxy.example.com:8080";
      await using client = newClient(service.url);
      assert.equal((await client.getEnvelope(id)).status, "ACTIVE");
    });

    it("asks the proxy for a connection to any other", async () => {
      const asked: string[] = [];
      const { createServer } = await import("node:http");
      const proxy = createServer().on("connect", (request, socket) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      });
      await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
      process.env.https_proxy = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`;
      await using client = newClient("https://api.example.com", { retries: 0 });
      const error = await rejection(client.archiveEnvelope(id));
      await new Promise((resolve) => proxy.close(resolve));
      assert.equal((error as Error).name, "ConnectionError");
      assert.deepEqual(asked, ["CONNECT api.example.com:443 undefined"]);
    });

    it("refuses one whose address is none, without repeating it", () => {
      process.env.https_proxy = "//ada:hunter2@";
      assert.throws(
        () => new YotiSignClient({ baseUrl: "https://api.example.com", apiKey }),
        (error) => {
          assert(error instanceof ConfigError);
          assert.match(error.message, /HTTPS_PROXY/);
          assert(!inspect(error, { depth: null, showHidden: true }).includes("hunter2"));
          return true;
        },
      );
    });
  });
});
