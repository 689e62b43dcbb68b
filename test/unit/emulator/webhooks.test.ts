import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start, tag } from "./api-caller.ts";

describe("a webhook of the emulator", () => {
  let emulator: Emulator;
  let api: ApiCaller;
  let server: Server;
  let destination: string;
  let received: { subscription_name: string; [more: string]: unknown }[];
  /** Resolves when so many have come. */
  let come: (count: number) => Promise<void>;

  beforeEach(async () => {
    received = [];
    const waiting: { count: number; resolve: () => void }[] = [];
    come = (count) => {
      if (received.length >= count) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      return promise;
    };
    server = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
      received.push(JSON.parse(body.toString()));
      response.writeHead(202).end("thanks");
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    destination = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  });

  afterEach(async () => {
    await emulator?.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const begin = async (options: Parameters<typeof startEmulator>[0] = {}): Promise<void> => {
    emulator = await startEmulator({ clock: () => start, processing: "manual", ...options });
    api = new ApiCaller(emulator);
  };

  const everything = [
    "envelope_ready",
    "envelope_created",
    "signer_completion",
    "envelope_completion",
    "upload_errors",
    "sign_offline_upload_errors",
  ];

  const created = (recipients: object[], to = destination, subscriptions: string[] = everything) =>
    api.created({ ...optionsFor(...recipients), notifications: { destination: to, subscriptions } });

  it("goes out in the order of what it tells of, with the documented bodies", async () => {
    await begin();
    const id = await created([signer({ tags: [tag()] }), signer({ name: "Bo", email: "bo@example.com" })]);
    await emulator.control.process(id);
    const active = (await api.get(`/v2/envelopes/${id}`)).body;
    emulator.control.sign({ envelopeId: id, email: "ada@example.com" });
    const half = (await api.get(`/v2/envelopes/${id}`)).body;
    emulator.control.sign({ envelopeId: id, email: "bo@example.com" });
    const complete = (await api.get(`/v2/envelopes/${id}`)).body;
    await come(5);
    const about = { envelope_id: id, envelope_name: "Mutual NDA" };
    const [{ recipients } = { recipients: [] }] = received as unknown as [{ recipients: object[] }];
    assert.equal(active.status, "ACTIVE");
    assert.deepEqual(received, [
      { subscription_name: "envelope_ready", ...about, recipients },
      { subscription_name: "envelope_created", ...about, recipients },
      {
        subscription_name: "signer_completion",
        ...about,
        ...half,
        details: { ...half.details, recipients: half.details.recipients.slice(0, 1) },
      },
      {
        subscription_name: "signer_completion",
        ...about,
        ...complete,
        details: { ...complete.details, recipients: complete.details.recipients.slice(1) },
      },
      {
        subscription_name: "envelope_completion",
        ...about,
        ...complete,
        platform: { type: "API" },
        marked_for_deletion: false,
      },
    ]);
    assert.deepEqual(
      recipients.map((one) => [Object.keys(one), (one as { Email: string }).Email]),
      [
        [["Token", "Email"], "ada@example.com"],
        [["Token", "Email"], "bo@example.com"],
      ],
    );
  });

  it("tells of an envelope's files, and of one signed offline, that could not be used", async () => {
    await begin();
    const failed = await created([signer({ tags: [tag({ page_number: 2 })] })]);
    const id = await created([signer()]);
    await emulator.control.process();
    const [recipient] = emulator.control.envelope(id).recipients;
    const form = new FormData();
    form.append("file", new Blob(["a photo"]), "scan.pdf");
    await api.call("POST", `/v2/envelopes/${id}/recipients/${recipient?.recipientId}/signed-documents`, form);
    await emulator.control.process(id);
    await come(4);
    const errors = received.filter(({ subscription_name }) => subscription_name.endsWith("upload_errors"));
    assert.deepEqual(errors, [
      {
        subscription_name: "upload_errors",
        envelope_id: failed,
        envelope_name: "Mutual NDA",
        status: "ERRORED",
        details: { errors: [{ file_name: "nda.pdf", code: "PAGE_NOT_FOUND" }] },
      },
      {
        subscription_name: "sign_offline_upload_errors",
        envelope_id: id,
        envelope_name: "Mutual NDA",
        status: "ACTIVE",
        details: { errors: [{ file_name: "scan.pdf", code: "FILE_TYPE_MISMATCH" }] },
      },
    ]);
  });

  it("waits for the control in manual mode, which can repeat it, and put it after a later one", async () => {
    await begin({ webhooks: "manual" });
    const id = await created([signer()], destination, ["envelope_ready", "envelope_completion"]);
    await emulator.control.process(id);
    emulator.control.signAll(id);
    assert.deepEqual(received, []);
    const [ready, completion] = emulator.control.webhooks().map(({ webhookId }) => webhookId);
    for (const webhookId of [completion, ready, ready]) await emulator.control.deliver(webhookId ?? "");
    assert.deepEqual(
      received.map(({ subscription_name }) => subscription_name),
      ["envelope_completion", "envelope_ready", "envelope_ready"],
    );
    assert.deepEqual(
      emulator.control.webhooks().map(({ subscription, answers, at }) => ({ subscription, answers, at })),
      [
        { subscription: "envelope_ready", answers: [202, 202], at: "2026-01-31T12:00:00.000Z" },
        { subscription: "envelope_completion", answers: [202], at: "2026-01-31T12:00:00.000Z" },
      ],
    );
  });

  it("is never posted to another machine", async () => {
    await begin();
    const id = await created([signer()], "https://hooks.example.com/yoti");
    await emulator.control.process(id);
    const [webhook] = emulator.control.webhooks();
    const delivery = emulator.control.deliver(webhook?.webhookId ?? "");
    await assert.rejects(delivery, { status: 409, code: "not_loopback" });
    assert.deepEqual(webhook?.answers, []);
  });

  it("is refused a destination without TLS on another machine", async () => {
    await begin();
    const notifications = { destination: "http://hooks.example.com/", subscriptions: [] };
    const { status, body } = await api.create({ ...optionsFor(signer()), notifications });
    assert.deepEqual([status, body.errors[0].path], [422, "notifications.destination"]);
  });

  it("notes that nobody answered", async () => {
    await begin({ webhooks: "manual" });
    server.close();
    const id = await created([signer()], destination, ["envelope_ready"]);
    await emulator.control.process(id);
    const [webhook] = emulator.control.webhooks();
    assert.deepEqual((await emulator.control.deliver(webhook?.webhookId ?? "")).answers, [null]);
  });

  it("can be seen, posted and forgotten over HTTP", async () => {
    await begin({ webhooks: "manual" });
    const id = await created([signer()], destination, ["envelope_ready"]);
    await emulator.control.process(id);
    const { body: listed } = await api.get("/_emulator/webhooks");
    const posted = await api.call("POST", `/_emulator/webhooks/${listed[0].webhookId}/deliver`);
    const attempts = [{ at: "2026-01-31T12:00:00.000Z", answer: 202 }];
    assert.deepEqual(posted.body, { ...listed[0], answers: [202], attempts });
    assert.equal((await api.call("POST", `/_emulator/webhooks/${id}/deliver`)).status, 404);
    assert.equal((await api.call("DELETE", "/_emulator/webhooks")).status, 204);
    assert.deepEqual(emulator.control.webhooks(), []);
  });
});
