import assert from "node:assert/strict";
import {
  ConnectionError,
  Limiter,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitError,
  type Retry,
  ServerError,
} from "../../../../sdk/client/index.ts";
import { newEnvelope, newFolder } from "./test-files.ts";
import {
  type Answer,
  accepted,
  active,
  deadUrl,
  id,
  json,
  newClient,
  recipientId,
  rejection,
  reset,
  startService,
} from "./test-service.ts";

const busy = json(503, { code: "busy" });
const done: Answer = (response) => response.writeHead(204).end();
const tooMany = (retryAfter: string, headers: Record<string, string> = {}): Answer =>
  json(429, {}, { "retry-after": retryAfter, ...headers });

/**
 * Waits in the place of a clock: takes no time and remembers how long it would have been. The limiter, which holds all
 * requests back for as long as the service says, does not wait here.
 */
function fakeWait() {
  const waits: number[] = [];
  const wait = async (seconds: number) => void waits.push(seconds);
  return { waits, options: { wait, limiter: new Limiter({ wait: async () => {} }) } };
}

describe("repeating", () => {
  const questions = [
    ["getEnvelope", (client) => client.getEnvelope(id), active],
    ["getEnvelopeStatus", (client) => client.getEnvelopeStatus(id), active],
    ["findEnvelopes", (client) => client.findEnvelopes([id]), json(200, { envelopes: [] })],
    [
      "searchEnvelopes",
      (client) => Array.fromAsync(client.searchEnvelopes()),
      json(200, { envelopes: [], total: 0 }),
    ],
    ["deleteEnvelope", (client) => client.deleteEnvelope(id), done],
  ] satisfies [string, (client: ReturnType<typeof newClient>) => Promise<unknown>, Answer][];
  for (const [name, call, answer] of questions)
    it(`happens for ${name} after a lost connection and a 503`, async () => {
      await using service = await startService(reset, busy, answer);
      await using client = newClient(service.url);
      await call(client);
      assert.equal(service.received.length, 3);
    });

  const effects = [
    ["createEnvelope", (client, envelope) => client.createEnvelope(envelope), accepted],
    ["archiveEnvelope", (client) => client.archiveEnvelope(id), done],
    ["editRecipient", (client) => client.editRecipient(id, recipientId, { name: "Ada" }), done],
  ] satisfies [
    string,
    (
      client: ReturnType<typeof newClient>,
      envelope: Awaited<ReturnType<typeof newEnvelope>>,
    ) => Promise<unknown>,
    Answer,
  ][];
  for (const [name, call, answer] of effects) {
    it(`never happens for ${name} once bytes were sent`, async () => {
      await using folder = await newFolder();
      await using service = await startService(reset, answer);
      await using client = newClient(service.url);
      const error = await rejection(call(client, await newEnvelope(folder)));
      assert(error instanceof OutcomeUnknownError);
      assert.equal(service.received.length, 1);
    });

    it(`happens for ${name} while nobody listens`, async () => {
      await using folder = await newFolder();
      const retries: Retry[] = [];
      await using client = newClient(await deadUrl(), {
        retries: 3,
        onRetry: (retry) => retries.push(retry),
      });
      const error = await rejection(call(client, await newEnvelope(folder)));
      assert(error instanceof ConnectionError);
      assert.equal(error.reason, "ECONNREFUSED");
      assert.deepEqual(
        retries.map(({ operation, attempt, delaySeconds }) => ({ operation, attempt, delaySeconds })),
        [1, 2, 3].map((attempt) => ({ operation: name, attempt, delaySeconds: 0 })),
      );
    });

    it(`happens for ${name} when the service refused it for now (429)`, async () => {
      await using folder = await newFolder();
      await using service = await startService(tooMany("0"), tooMany("0"), answer);
      await using client = newClient(service.url);
      await call(client, await newEnvelope(folder));
      assert.equal(service.received.length, 3);
    });
  }

  for (const status of [408, 500, 502, 503, 504])
    it(`leaves a create in doubt that was answered ${status}, even with Retry-After`, async () => {
      await using folder = await newFolder();
      await using service = await startService(json(status, {}, { "retry-after": "0" }), accepted);
      await using client = newClient(service.url);
      const error = await rejection(client.createEnvelope(await newEnvelope(folder)));
      assert(error instanceof OutcomeUnknownError);
      assert.equal(error.status, status);
      assert.equal(service.received.length, 1);
    });

  it("sends a create anew, files and all", async () => {
    await using folder = await newFolder();
    await using service = await startService(tooMany("0"), accepted);
    await using client = newClient(service.url);
    await client.createEnvelope(await newEnvelope(folder, "x".repeat(200_000)));
    const [first, second] = service.received;
    assert(first?.body.equals(second?.body as Buffer));
  });

  it("reports an earlier refusal and a later failure to connect as nothing sent", async () => {
    await using folder = await newFolder();
    const service = await startService(tooMany("0"));
    const stop = async () => await service[Symbol.asyncDispose]();
    await using client = newClient(service.url, { wait: stop, retries: 1 });
    const error = await rejection(client.createEnvelope(await newEnvelope(folder)));
    assert(error instanceof ConnectionError, String(error));
  });

  it("gives up after the given number and throws the last error", async () => {
    await using service = await startService(busy, busy, json(502, {}));
    await using client = newClient(service.url, { retries: 2 });
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof ServerError);
    assert.equal(error.status, 502);
    assert.equal(service.received.length, 3);
  });

  it("ends when the client is closed meanwhile", async () => {
    const waits: number[] = [];
    await using service = await startService(busy);
    const client = newClient(service.url, {
      wait: async (seconds) => {
        waits.push(seconds);
        await client.close();
      },
    });
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof ConnectionError, String(error));
    assert.deepEqual([service.received.length, waits.length], [1, 1]);
  });

  for (const status of [400, 401, 403, 404, 409, 410, 413, 422, 501])
    it(`does not happen for a question answered ${status}`, async () => {
      await using service = await startService(json(status, {}), active);
      await using client = newClient(service.url);
      const error = await rejection(client.getEnvelope(id));
      assert.equal((error as ServerError).status, status);
      assert.equal(service.received.length, 1);
    });

  it("takes a 404 for a repeated delete as done", async () => {
    await using service = await startService(reset, json(404, {}));
    await using client = newClient(service.url);
    await client.deleteEnvelope(id);
    assert.equal(service.received.length, 2);
  });

  it("takes a 404 for a first delete as not found", async () => {
    await using service = await startService(json(404, {}));
    await using client = newClient(service.url);
    assert((await rejection(client.deleteEnvelope(id))) instanceof NotFoundError);
  });

  it("takes a 404 for a delete that was only refused before as not found", async () => {
    await using service = await startService(tooMany("0"), json(404, {}));
    await using client = newClient(service.url);
    assert((await rejection(client.deleteEnvelope(id))) instanceof NotFoundError);
  });
});

describe("waiting before a repetition", () => {
  it("lasts as many seconds as Retry-After says", async () => {
    const { waits, options } = fakeWait();
    await using service = await startService(tooMany("7"), active);
    await using client = newClient(service.url, options);
    await client.getEnvelope(id);
    assert.deepEqual(waits, [7]);
  });

  it("lasts until the date in Retry-After, by the service's clock", async () => {
    const { waits, options } = fakeWait();
    const date = "Thu, 01 Jan 2026 00:00:00 GMT";
    await using service = await startService(tooMany("Thu, 01 Jan 2026 00:00:09 GMT", { date }), active);
    await using client = newClient(service.url, options);
    await client.getEnvelope(id);
    assert.deepEqual(waits, [9]);
  });

  it("lasts until that date by our clock where the service shows none", async () => {
    const { waits, options } = fakeWait();
    const refuse: Answer = (response, request) => {
      response.sendDate = false;
      tooMany("Thu, 01 Jan 2026 00:00:09 GMT")(response, request);
    };
    await using service = await startService(refuse, active);
    await using client = newClient(service.url, { ...options, now: () => Date.UTC(2026, 0, 1, 0, 0, 5) });
    await client.getEnvelope(id);
    assert.deepEqual(waits, [4]);
  });

  for (const [header, text] of [
    ["a date that is over", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ["nonsense", "soon"],
  ] as const)
    it(`lasts no time for ${header} in Retry-After`, async () => {
      const { waits, options } = fakeWait();
      await using service = await startService(tooMany(text), active);
      await using client = newClient(service.url, options);
      await client.getEnvelope(id);
      assert.deepEqual(waits, [0]);
    });

  it("is not begun when it would outlast the call's time", async () => {
    const { waits, options } = fakeWait();
    await using service = await startService(tooMany("300"), active);
    await using client = newClient(service.url, { ...options, totalTimeoutSeconds: 300 });
    const error = await rejection(client.getEnvelope(id));
    assert(error instanceof RateLimitError);
    assert.equal(error.retryAfterSeconds, 300);
    assert.deepEqual(waits, []);
  });

  it("doubles each time, is at most halved by chance, and is added to Retry-After", async () => {
    const { waits, options } = fakeWait();
    await using service = await startService(busy, busy, tooMany("100"), busy);
    await using client = newClient(service.url, { ...options, backOffSeconds: 2 });
    await rejection(client.getEnvelope(id));
    const least = [1, 2, 100 + 4, 8];
    const inRange = waits.map((seconds, index) => {
      const low = least[index] as number;
      return seconds >= low && seconds <= low + 2 ** index;
    });
    assert.deepEqual(inRange, [true, true, true, true], String(waits));
  });

  it("does not exceed 30 seconds of its own", async () => {
    const { waits, options } = fakeWait();
    await using service = await startService(busy);
    await using client = newClient(service.url, { ...options, backOffSeconds: 1000, retries: 1 });
    await rejection(client.getEnvelope(id));
    assert(waits[0] !== undefined && waits[0] >= 15 && waits[0] <= 30, String(waits));
  });

  it("ends at once when the call is aborted, with the reason", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    await using service = await startService(busy);
    await using client = newClient(service.url, { backOffSeconds: 30, onRetry: () => stop.abort(reason) });
    assert.equal(await rejection(client.getEnvelope(id, { signal: stop.signal })), reason);
    assert.equal(service.received.length, 1);
  });
});
