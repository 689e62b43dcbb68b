import assert from "node:assert/strict";
import { startEmulator } from "../../../../emulator/index.ts";
import { Limiter, RateLimitError, TimeoutError, type YotiSignClient } from "../../../../sdk/client/index.ts";
import { type Capacity, startBusyService } from "./busy-service.ts";
import { newEnvelope, newFolder } from "./test-files.ts";
import {
  type Answer,
  accepted,
  active,
  apiKey,
  id,
  json,
  newClient,
  recipientId,
  rejection,
  silence,
  startService,
} from "./test-service.ts";

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const noWait = async (): Promise<void> => {};

/** Makes calls, so many at once. */
async function callAll(client: YotiSignClient, calls: number, atOnce: number): Promise<void> {
  let left = calls;
  const callOn = async (): Promise<void> => {
    for (; left > 0; await client.getEnvelope(id)) left -= 1;
  };
  await Promise.all(Array.from({ length: atOnce }, callOn));
}

/** What a service does of which 64 callers ask 2,000 questions: figures of the first quarter, and of the last. */
async function crowded(capacity: Capacity) {
  await using service = await startBusyService(capacity);
  await using client = newClient(service.url, { limiter: service.limiter, wait: noWait });
  await callAll(client, 2000, 64);
  const quarter = Math.floor(service.statuses.length / 4);
  const refusals = (statuses: number[]): number => statuses.filter((status) => status === 429).length;
  const crowds = service.crowds.slice(-service.crowds.length / 4);
  const figures = {
    answered: service.statuses.filter((status) => status === 200).length,
    earlyRefusals: refusals(service.statuses.slice(0, quarter)),
    lateRefusals: refusals(service.statuses.slice(-quarter)),
    meanCrowd: crowds.reduce((sum, crowd) => sum + crowd, 0) / crowds.length,
  };
  console.log(`      ${JSON.stringify({ ...capacity, ...figures })}`);
  return figures;
}

describe("a service that refuses more than so many at once", () => {
  for (const [name, headers] of [
    ["with Retry-After", { "retry-after": "2" }],
    ["without", {}],
  ] as const)
    for (const most of [1, 4, 16])
      it(`(${most}, ${name}) is asked for hardly more than that soon, and every call is answered`, async () => {
        const figures = await crowded({ asFastAsOne: most, most, seconds: 0.2, headers });
        assert.equal(figures.answered, 2000);
        assert(figures.earlyRefusals <= 32, `${figures.earlyRefusals} refusals at first`);
        assert(figures.lateRefusals <= 10, `${figures.lateRefusals} of 500 refused at last`);
        assert(figures.meanCrowd > most * 0.8 && figures.meanCrowd <= most + 0.2, `${figures.meanCrowd}`);
      });
});

describe("a service that copes", () => {
  it("with the 8 calls at once that Pulumi makes lets none of them wait", async () => {
    const emulator = await startEmulator({ processing: "manual" });
    try {
      let waited = 0;
      const limiter = new Limiter({ now: () => 0 });
      await using folder = await newFolder();
      await using client = newClient(emulator.url, { apiKey: emulator.apiKey, limiter });
      const envelope = await newEnvelope(folder);
      let left = 200;
      const callOn = async (): Promise<void> => {
        for (; left > 0; waited += limiter.waiting) {
          left -= 1;
          const { envelopeId } = await client.createEnvelope(envelope);
          waited += limiter.waiting;
          await client.getEnvelope(envelopeId);
        }
      };
      await Promise.all(Array.from({ length: 8 }, callOn));
      assert.deepEqual([waited, emulator.control.envelopes().length], [0, 200]);
    } finally {
      await emulator.close();
    }
  });
});

describe("a service that becomes slower with more than so many at once", () => {
  it("is asked for about as many, and is not brought to refuse any", async () => {
    const figures = await crowded({ asFastAsOne: 6, most: 24, seconds: 0.5 });
    assert.deepEqual([figures.answered, figures.lateRefusals], [2000, 0]);
    assert(figures.meanCrowd >= 5 && figures.meanCrowd < 9, `${figures.meanCrowd}`);
  });

  it("is asked for more again once it has become faster", async () => {
    await using service = await startBusyService({ asFastAsOne: 6, most: 100, seconds: 0.5 });
    await using client = newClient(service.url, { limiter: service.limiter });
    await callAll(client, 1000, 64);
    const before = service.limiter.limit;
    service.capacity = { asFastAsOne: 100, most: 100, seconds: 0.5 };
    await callAll(client, 1000, 64);
    assert(before <= 12, `${before} before`);
    assert.equal(service.limiter.limit, 32);
  });
});

describe("while the service wants to be left alone", () => {
  it("none of 64 callers asks it, whichever key is theirs, after a 503", async () => {
    const meanwhile: number[] = [];
    let refused = false;
    await using service = await startService((response, request) => {
      const answer = refused ? active : json(503, {}, { "retry-after": "60" });
      refused = true;
      answer(response, request);
    });
    const limiter = new Limiter({
      maxConcurrent: 1,
      async wait() {
        for (let turn = 1; turn <= 20; turn += 1) await settle();
        meanwhile.push(service.received.length);
      },
    });
    await using one = newClient(service.url, { limiter, wait: noWait });
    await using two = newClient(service.url, { limiter, wait: noWait, apiKey: "other-key" });
    await Promise.all([callAll(one, 32, 32), callAll(two, 32, 32)]);
    assert.deepEqual([meanwhile, service.received.length], [[1], 65]);
  });

  it("only the account waits that a 429 was said to", async () => {
    const hold = Promise.withResolvers<void>();
    const keyed: Answer = (response, request) => {
      const isFirst = service.received.length === 1;
      (isFirst ? json(429, {}, { "retry-after": "60" }) : active)(response, request);
    };
    await using service = await startService(keyed);
    const limiter = new Limiter({ wait: () => hold.promise });
    await using one = newClient(service.url, { limiter, wait: noWait });
    await using two = newClient(service.url, { limiter, apiKey: "other-key" });
    const held = one.getEnvelope(id);
    while (limiter.waiting === 0) await settle();
    await callAll(two, 10, 2);
    const keys = service.received.map(({ headers }) => headers.authorization);
    hold.resolve();
    await held;
    assert.deepEqual(keys, [`Bearer ${apiKey}`, ...Array(10).fill("Bearer other-key")]);
  });

  it("a call that cannot wait as long ends at once, and says that it was not sent", async () => {
    await using folder = await newFolder();
    await using service = await startService(json(429, {}, { "retry-after": "3600" }));
    const limiter = new Limiter({ wait: () => new Promise(() => {}) });
    await using client = newClient(service.url, { limiter });
    const refused = await rejection(client.getEnvelope(id));
    const error = await rejection(client.createEnvelope(await newEnvelope(folder)));
    assert(refused instanceof RateLimitError, String(refused));
    assert(error instanceof TimeoutError, String(error));
    assert.deepEqual([error.reason, service.received.length], ["HELD_BACK", 1]);
    assert.match(error.message, /It was not sent: .* left alone for another 300 s/);
  });

  it("a recipient's own limit holds nothing else back", async () => {
    await using service = await startService(json(429, {}, { "retry-after": "300" }), active);
    const limiter = new Limiter({ wait: () => new Promise(() => {}) });
    await using client = newClient(service.url, { limiter, totalTimeoutSeconds: 100 });
    assert((await rejection(client.resendCompletionPack(id, recipientId))) instanceof RateLimitError);
    assert.equal((await client.getEnvelope(id)).status, "ACTIVE");
    assert.equal(limiter.limit, 8);
  });
});

describe("a create that waits for its turn", () => {
  /** A client whose only turn is taken until `release` is called. */
  async function blocked(options: Parameters<typeof newClient>[1] = {}) {
    const held: (() => void)[] = [];
    const service = await startService((response, request) => {
      if (request.method === "GET") held.push(() => active(response, request));
      else accepted(response, request);
    });
    const limiter = new Limiter({ maxConcurrent: 1 });
    const before = newClient(service.url, { limiter });
    const question = before.getEnvelope(id);
    while (held.length === 0) await settle();
    return {
      service,
      limiter,
      client: newClient(service.url, { limiter, ...options }),
      async release() {
        for (const answer of held) answer();
        await question;
      },
      async [Symbol.asyncDispose]() {
        await service[Symbol.asyncDispose]();
      },
    };
  }

  it("ends when its time is up, and says that it was not sent", async () => {
    await using folder = await newFolder();
    await using setting = await blocked({ totalTimeoutSeconds: 0.05 });
    const error = await rejection(setting.client.createEnvelope(await newEnvelope(folder)));
    await setting.release();
    assert(error instanceof TimeoutError, String(error));
    assert.deepEqual([error.reason, setting.service.received.length], ["NO_TURN", 1]);
    assert.match(error.message, /It was not sent/);
    assert.equal(setting.limiter.waiting, 0);
  });

  it("ends when it is aborted, with the reason, and is never sent", async () => {
    await using folder = await newFolder();
    await using setting = await blocked();
    const stop = new AbortController();
    const aborted = rejection(
      setting.client.createEnvelope(await newEnvelope(folder), { signal: stop.signal }),
    );
    while (setting.limiter.waiting === 0) await settle();
    stop.abort("enough");
    await setting.release();
    assert.deepEqual([await aborted, setting.service.received.length], ["enough", 1]);
  });

  it("is sent before its client closes", async () => {
    await using folder = await newFolder();
    await using setting = await blocked();
    const created = setting.client.createEnvelope(await newEnvelope(folder));
    while (setting.limiter.waiting === 0) await settle();
    const closed = setting.client.close();
    await setting.release();
    await closed;
    assert.deepEqual(await created, { envelopeId: id });
  });

  it("is not aborted by others that are refused while it is on its way", async () => {
    await using folder = await newFolder();
    const create = Promise.withResolvers<void>();
    await using service = await startService(async (response, request) => {
      if (request.method === "GET") return json(503, {}, { "retry-after": "60" })(response, request);
      await create.promise;
      accepted(response, request);
    });
    await using client = newClient(service.url, { wait: noWait, retries: 1 });
    const created = client.createEnvelope(await newEnvelope(folder));
    while (service.received.length === 0) await settle();
    await rejection(client.getEnvelope(id));
    create.resolve();
    assert.deepEqual(await created, { envelopeId: id });
  });
});

describe("a request that stood still", () => {
  it("counts as too much at once", async () => {
    await using service = await startService(silence);
    const limiter = new Limiter();
    await using client = newClient(service.url, { limiter, retries: 0, attemptTimeoutSeconds: 0.05 });
    await rejection(client.getEnvelope(id));
    assert.equal(limiter.limit, 4);
  });

  it("does not where the caller's own time was up", async () => {
    await using service = await startService(silence);
    const limiter = new Limiter();
    await using client = newClient(service.url, { limiter, totalTimeoutSeconds: 0.05 });
    await rejection(client.getEnvelope(id));
    assert.equal(limiter.limit, 8);
  });
});

describe("a storm", () => {
  const plans = [
    ["429 with Retry-After", { status: 429, retryAfterSeconds: 3 }, 0.3],
    ["429 without Retry-After", { status: 429 }, 0.3],
  ] as const;
  for (const [name, action, probability] of plans)
    it(`of ${name} loses and doubles none of 100 envelopes`, async () => {
      await using folder = await newFolder();
      const emulator = await startEmulator({
        processing: "manual",
        seed: 7,
        faults: [{ operation: "*", probability, action: { kind: "status", ...action } }],
      });
      try {
        let waited = 0;
        const wait = async (seconds: number): Promise<void> => {
          waited += seconds;
        };
        const limiter = new Limiter({ wait });
        await using client = newClient(emulator.url, {
          apiKey: emulator.apiKey,
          limiter,
          wait: noWait,
          retries: 20,
        });
        const envelope = await newEnvelope(folder);
        const created = await Promise.all(Array.from({ length: 100 }, () => client.createEnvelope(envelope)));
        console.log(`      ${emulator.control.calls().create} requests, held back for ${waited} s`);
        assert.equal(new Set(created.map(({ envelopeId }) => envelopeId)).size, 100);
        assert.equal(emulator.control.envelopes().length, 100);
      } finally {
        await emulator.close();
      }
    });

  it("of 503 leaves those creates in doubt that met it, and sends each other once", async () => {
    await using folder = await newFolder();
    const emulator = await startEmulator({ processing: "manual" });
    try {
      const action = { kind: "status", status: 503 } as const;
      emulator.control.addFault({ operation: "create", after: 20, count: 10, action });
      const limiter = new Limiter();
      await using client = newClient(emulator.url, { apiKey: emulator.apiKey, limiter, wait: noWait });
      const envelope = await newEnvelope(folder);
      const results = await Promise.allSettled(
        Array.from({ length: 100 }, () => client.createEnvelope(envelope)),
      );
      const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason.name] : []));
      assert.deepEqual(
        [failed, emulator.control.envelopes().length, emulator.control.calls().create],
        [Array(10).fill("OutcomeUnknownError"), 90, 100],
      );
    } finally {
      await emulator.close();
    }
  });
});
