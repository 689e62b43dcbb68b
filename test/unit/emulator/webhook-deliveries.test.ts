import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Emulator,
  type EmulatorOptions,
  startEmulator,
  type WebhookAction,
} from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start } from "./api-caller.ts";

describe("a webhook that goes out by itself", () => {
  let emulator: Emulator;
  let api: ApiCaller;
  let server: Server;
  let destination: string;
  let received: string[];
  /** What is answered, in turn; 202 when there is nothing left. */
  let answers: number[];
  let onReceived: () => void;

  beforeEach(async () => {
    received = [];
    answers = [];
    onReceived = () => {};
    server = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
      received.push(JSON.parse(body.toString()).subscription_name);
      response.writeHead(answers.shift() ?? 202).end();
      onReceived();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    destination = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  });

  afterEach(async () => {
    await emulator.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const begin = async (options: EmulatorOptions = {}): Promise<void> => {
    emulator = await startEmulator({ clock: () => start, processing: "manual", ...options });
    api = new ApiCaller(emulator);
  };

  /** An envelope that is out, and tells of it. */
  const out = async (subscriptions: string[] = ["envelope_ready"]): Promise<string> => {
    const id = await api.created({
      ...optionsFor(signer({ active_for_seconds: 864_000 })),
      notifications: { destination, subscriptions },
    });
    await emulator.control.process(id);
    await emulator.control.settled();
    return id;
  };
  const seconds = (at: string | null): number | null =>
    at === null ? null : (Date.parse(at) - start) / 1000;
  const attempts = () =>
    emulator.control.webhooks().map(({ attempts, nextAttemptAt }) => ({
      attempts: attempts.map(({ at, answer }) => [seconds(at), answer]),
      next: seconds(nextAttemptAt),
    }));

  it("is posted again, later and later, until it is received", async () => {
    await begin();
    answers = [500, 302, 404];
    await out();
    assert.deepEqual(attempts(), [{ attempts: [[0, 500]], next: 60 }]);
    emulator.control.advance(59);
    await emulator.control.settled();
    assert.equal(received.length, 1);
    emulator.control.advance(1);
    await emulator.control.settled();
    assert.deepEqual(attempts(), [
      {
        attempts: [
          [0, 500],
          [60, 302],
        ],
        next: 360,
      },
    ]);
    emulator.control.advance(86_400);
    assert.deepEqual((await api.get("/_emulator/settled")).body, { now: emulator.control.now() });
    assert.deepEqual(attempts(), [
      {
        attempts: [
          [0, 500],
          [60, 302],
          [360, 404],
          [2160, 202],
        ],
        next: null,
      },
    ]);
  });

  it("is given up after six posts", async () => {
    await begin();
    answers = Array.from({ length: 9 }, () => 500);
    await out();
    emulator.control.advance(864_000);
    await emulator.control.settled();
    assert.deepEqual(attempts(), [
      {
        attempts: [0, 60, 360, 2160, 9360, 52_560].map((at) => [at, 500]),
        next: null,
      },
    ]);
  });

  it("is posted again after the pauses the emulator was started with, or not at all", async () => {
    await begin({ webhookRetrySeconds: [5] });
    answers = [500, 500];
    await out();
    emulator.control.advance(5);
    await emulator.control.settled();
    assert.equal(attempts()[0]?.next, null);
    await emulator.close();
    await begin({ webhookRetrySeconds: [] });
    answers = [500];
    await out();
    assert.deepEqual(attempts(), [{ attempts: [[0, 500]], next: null }]);
  });

  it("is posted again in its time by the machine's clock, too", async () => {
    await begin({ clock: Date.now, webhookRetrySeconds: [0.001] });
    answers = [500];
    const { promise, resolve } = Promise.withResolvers<void>();
    onReceived = () => {
      if (received.length === 2) resolve();
    };
    await out();
    await promise;
    await emulator.control.settled();
    assert.deepEqual(emulator.control.webhooks()[0]?.answers, [500, 202]);
  });

  it("notes why nobody answered", async () => {
    await begin();
    await new Promise((resolve) => server.close(resolve));
    await out();
    const [webhook] = emulator.control.webhooks();
    assert.deepEqual(webhook?.attempts, [
      { at: "2026-01-31T12:00:00.000Z", answer: null, failure: "ECONNREFUSED" },
    ]);
  });

  it("is not posted again by itself once it was delivered by hand", async () => {
    await begin();
    answers = [500];
    await out();
    await emulator.control.deliver(emulator.control.webhooks()[0]?.webhookId ?? "");
    assert.equal(attempts()[0]?.next, null);
  });

  it("is left alone in manual mode", async () => {
    await begin({ webhooks: "manual" });
    await out();
    emulator.control.advance(864_000);
    await emulator.control.settled();
    assert.deepEqual(attempts(), [{ attempts: [], next: null }]);
  });

  describe("with a fault", () => {
    const everything = ["envelope_ready", "signer_completion", "envelope_completion"];
    const plan = (action: WebhookAction): void => emulator.control.addFault({ operation: "webhook", action });
    const signed = async (): Promise<void> => {
      emulator.control.signAll(await out(everything));
      await emulator.control.settled();
    };

    it("that drops it never comes, and the others do", async () => {
      await begin();
      plan({ kind: "drop" });
      await signed();
      emulator.control.advance(864_000);
      await emulator.control.settled();
      assert.deepEqual(received, ["signer_completion", "envelope_completion"]);
      assert.deepEqual(emulator.control.webhooks()[0]?.fault, { kind: "drop" });
    });

    it("that repeats it comes more often", async () => {
      await begin();
      plan({ kind: "repeat", times: 2 });
      await signed();
      assert.deepEqual(received, [
        "envelope_ready",
        "envelope_ready",
        "envelope_ready",
        "signer_completion",
        "envelope_completion",
      ]);
    });

    it("that puts it out of order comes after later ones", async () => {
      await begin();
      plan({ kind: "reorder" });
      await signed();
      assert.deepEqual(received, ["signer_completion", "envelope_ready", "envelope_completion"]);
      await emulator.close();
      received = [];
      await begin();
      plan({ kind: "reorder", behind: 2 });
      await signed();
      assert.deepEqual(received, ["signer_completion", "envelope_completion", "envelope_ready"]);
    });

    it("that puts it out of order comes a minute later where none follows", async () => {
      await begin();
      plan({ kind: "reorder" });
      await out();
      assert.deepEqual(received, []);
      emulator.control.advance(60);
      await emulator.control.settled();
      assert.deepEqual(received, ["envelope_ready"]);
    });
  });
});
