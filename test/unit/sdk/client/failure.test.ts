import assert from "node:assert/strict";
import { Agent } from "undici";
import {
  ConfigError,
  ConnectionError,
  OutcomeUnknownError,
  ResponseError,
  TimeoutError,
} from "../../../../sdk/client/index.ts";
import { newEnvelope, newFolder } from "./test-files.ts";
import {
  type Answer,
  accepted,
  active,
  id,
  json,
  newClient,
  rejection,
  reset,
  silence,
  startService,
  startTcpService,
} from "./test-service.ts";

/** Promises 100 bytes and resets the connection after a few. */
const cutOff: Answer = (response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"status":', () => response.socket?.resetAndDestroy());
};

const cutOffChunk: Answer = (response) => {
  response.writeHead(200);
  response.write('{"status":', () => response.socket?.end());
};

describe("a question whose connection fails", () => {
  for (const [name, answer] of [
    ["before the answer", reset],
    ["within an answer of known length", cutOff],
    ["within a chunked answer", cutOffChunk],
  ] as const)
    it(`${name} is a ConnectionError with the cause`, async () => {
      await using service = await startService(answer);
      await using client = newClient(service.url, { retries: 0 });
      const error = await rejection(client.getEnvelope(id));
      assert(error instanceof ConnectionError, String(error));
      assert(error.cause instanceof Error);
      assert.match(error.message, new RegExp(`GET /v2/envelopes/${id} failed \\(${error.reason}\\)`));
      assert(error.message.includes(service.url));
    });

  it("without any HTTP is a ConnectionError that does not repeat what came instead", async () => {
    await using service = await startTcpService((socket) =>
      socket.end("Ada Example, ada@example.com\r\n\r\n"),
    );
    await using client = newClient(service.url, { retries: 0 });
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof ConnectionError, String(error));
    assert.equal(error.cause, undefined);
    assert.equal(error.reason, "INVALID_HTTP");
  });

  it("at TLS is a ConnectionError that is not repeated", async () => {
    await using service = await startTcpService((socket) =>
      socket.once("data", () => socket.end("no TLS here")),
    );
    await using client = newClient(service.url.replace("http:", "https:"));
    const error = await rejection(client.archiveEnvelope(id));
    assert(error instanceof ConnectionError, String(error));
    assert.match(error.message, /TLS with https:\/\/127\.0\.0\.1:\d+ failed/);
    assert.equal(service.connections, 1);
  });
});

describe("a request with an effect", () => {
  const broken: [string, Answer][] = [
    ["whose connection is reset after it arrived", reset],
    ["whose answer is cut off", cutOff],
    ["whose answer is cut off between chunks", cutOffChunk],
  ];
  for (const [name, answer] of broken)
    it(`${name} is in doubt, and sent once`, async () => {
      await using folder = await newFolder();
      await using service = await startService(answer, accepted);
      await using client = newClient(service.url);
      const error = await rejection(client.createEnvelope(await newEnvelope(folder)));
      assert(error instanceof OutcomeUnknownError, String(error));
      assert(!(error instanceof ConnectionError));
      assert.equal(error.status, undefined);
      assert(error.cause instanceof Error);
      assert.equal(service.received.length, 1);
    });

  it("whose connection is reset while it is being sent is in doubt", async () => {
    await using folder = await newFolder();
    await using service = await startTcpService((socket) =>
      socket.once("data", () => socket.resetAndDestroy()),
    );
    await using client = newClient(service.url);
    const error = await rejection(client.createEnvelope(await newEnvelope(folder, Buffer.alloc(5_000_000))));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(service.connections, 1);
  });

  it("that is answered with something else than an id is in doubt because of that", async () => {
    await using folder = await newFolder();
    await using service = await startService(json(202, { envelope_id: "" }), accepted);
    await using client = newClient(service.url);
    const error = await rejection(client.createEnvelope(await newEnvelope(folder)));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(error.status, 202);
    assert(error.cause instanceof ResponseError);
    assert.equal(service.received.length, 1);
  });

  it("that is refused before all of it was sent is refused, not in doubt", async () => {
    await using folder = await newFolder();
    await using service = await startTcpService((socket) => {
      socket.once("data", () => {
        socket
          .resume()
          .write("HTTP/1.1 413 Payload Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      });
    });
    await using client = newClient(service.url);
    const error = await rejection(client.createEnvelope(await newEnvelope(folder, Buffer.alloc(5_000_000))));
    assert.equal((error as Error).name, "PayloadTooLargeError");
    assert.equal(service.connections, 1);
  });
});

describe("a time limit", () => {
  it("ends a question that is not answered", async () => {
    await using service = await startService(silence);
    await using client = newClient(service.url, { attemptTimeoutSeconds: 0.05, retries: 0 });
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof TimeoutError, String(error));
    assert.equal(error.reason, "UND_ERR_HEADERS_TIMEOUT");
  });

  it("ends a question whose answer stops, and asks again", async () => {
    const stall: Answer = (response) => response.writeHead(200).write("{");
    await using service = await startService(stall, active);
    await using client = newClient(service.url, { attemptTimeoutSeconds: 0.05 });
    assert.equal((await client.getEnvelope(id)).status, "ACTIVE");
  });

  it("over the whole call ends it while an attempt still could go on", async () => {
    await using service = await startService(silence);
    await using client = newClient(service.url, { totalTimeoutSeconds: 0.05 });
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof TimeoutError, String(error));
    assert.equal(error.reason, "TOTAL_TIMEOUT");
  });

  for (const limit of ["attemptTimeoutSeconds", "totalTimeoutSeconds"] as const)
    it(`(${limit}) leaves a create in doubt that was sent`, async () => {
      await using folder = await newFolder();
      await using service = await startService(silence, accepted);
      await using client = newClient(service.url, { [limit]: 0.05 });
      const error = await rejection(client.createEnvelope(await newEnvelope(folder)));
      assert(error instanceof OutcomeUnknownError, String(error));
      assert.equal(service.received.length, 1);
    });
});

describe("an abort", () => {
  for (const reason of [new Error("enough"), "enough", { why: "enough" }])
    it(`ends a question with its reason, here ${JSON.stringify(reason)}`, async () => {
      const stop = new AbortController();
      await using service = await startService(() => stop.abort(reason));
      await using client = newClient(service.url);
      assert.equal(await rejection(client.getEnvelope(id, { signal: stop.signal })), reason);
    });

  it("within an answer ends a question with its reason", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const stall: Answer = (response) => response.writeHead(200).write("{", () => stop.abort(reason));
    await using service = await startService(stall);
    await using client = newClient(service.url);
    assert.equal(await rejection(client.getEnvelope(id, { signal: stop.signal })), reason);
  });

  it("that came before the call sends nothing", async () => {
    const reason = new Error("enough");
    await using service = await startService(active);
    await using client = newClient(service.url);
    assert.equal(await rejection(client.archiveEnvelope(id, { signal: AbortSignal.abort(reason) })), reason);
    assert.equal(service.received.length, 0);
  });

  for (const reason of [new Error("enough"), new ConfigError("enough, said one of ours")])
    it(`after sending began leaves a create in doubt, with its reason as the cause, here ${reason.name}`, async () => {
      await using folder = await newFolder();
      const stop = new AbortController();
      await using service = await startService(() => stop.abort(reason));
      await using client = newClient(service.url);
      const error = await rejection(
        client.createEnvelope(await newEnvelope(folder), { signal: stop.signal }),
      );
      assert(error instanceof OutcomeUnknownError, String(error));
      assert.equal(error.cause, reason);
    });

  it("while an effect waits for a connection ends it at once, and it is never sent", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const held: (() => void)[] = [];
    await using service = await startService((response, request) => {
      held.push(() => active(response, request));
      stop.abort(reason);
    });
    const dispatcher = new Agent({ connections: 1 });
    await using client = newClient(service.url, { dispatcher });
    const question = client.getEnvelope(id);
    const archive = rejection(client.archiveEnvelope(id, { signal: stop.signal }));
    assert.equal(await archive, reason);
    for (const answer of held) answer();
    await question;
    await dispatcher.close();
    assert.deepEqual(
      service.received.map(({ method }) => method),
      ["GET"],
    );
  });

  it("while the connection is being made ends an effect at once", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const dispatcher = new Agent({ connect: () => stop.abort(reason) });
    await using client = newClient("https://api.example.com", { dispatcher });
    assert.equal(await rejection(client.archiveEnvelope(id, { signal: stop.signal })), reason);
    await dispatcher.destroy();
  });
});
