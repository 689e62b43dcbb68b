import assert from "node:assert/strict";
import {
  NotFoundError,
  UnauthorizedError,
  type WebhookReport,
  webhookReceiver,
} from "../../../../sdk/client/index.ts";
import { type Answer, id, json, newClient, recipientId, rejection, startService } from "./test-service.ts";

const webhook = (subscription_name: string, more: object = {}): string =>
  JSON.stringify({ subscription_name, envelope_id: id, ...more });

const state = (status: string): Answer => json(200, { envelope_id: id, status });

describe("webhookReceiver", () => {
  it("reports one state once, however often it is called", async () => {
    const reports: WebhookReport[] = [];
    await using service = await startService(state("COMPLETE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, { onEnvelope: (report) => void reports.push(report) });
    const repeats = [1, 2, 3].map(() => receive(webhook("envelope_completion")));
    assert.deepEqual(
      [...(await Promise.all(repeats)), await receive(webhook("envelope_completion"))],
      [200, 200, 200, 200],
    );
    assert.equal(reports.length, 1);
    assert.equal(service.received.length, 4);
  });

  it("reports a state again to another subscription, and a new state to the same one", async () => {
    const reports: string[] = [];
    await using service = await startService(state("ACTIVE"), state("ACTIVE"), state("COMPLETE"));
    await using client = newClient(service.url);
    const onEnvelope = ({ subscription, envelope }: WebhookReport) =>
      void reports.push(`${subscription} ${envelope.status}`);
    const receive = webhookReceiver(client, { onEnvelope });
    for (const name of ["envelope_ready", "signer_completion", "signer_completion"])
      await receive(webhook(name));
    assert.deepEqual(reports, [
      "envelope_ready ACTIVE",
      "signer_completion ACTIVE",
      "signer_completion COMPLETE",
    ]);
  });

  it("believes the service, not the webhook, when they come out of order", async () => {
    const reports: string[] = [];
    await using service = await startService(state("COMPLETE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, {
      onEnvelope: ({ envelope }) => void reports.push(envelope.status),
    });
    await receive(webhook("envelope_completion", { status: "COMPLETE" }));
    await receive(webhook("signer_completion", { status: "ACTIVE" }));
    assert.deepEqual(reports, ["COMPLETE", "COMPLETE"]);
  });

  it("asks for one envelope at a time, so that no older state comes after a newer one", async () => {
    const reports: string[] = [];
    const held = Promise.withResolvers<void>();
    let asked = 0;
    await using service = await startService(async (response, request) => {
      if (!request.url.endsWith(id)) return state("ERRORED")(response, request);
      asked += 1;
      if (asked > 1) return state("COMPLETE")(response, request);
      await held.promise;
      state("ACTIVE")(response, request);
    });
    await using client = newClient(service.url);
    const onEnvelope = ({ envelope }: WebhookReport) => void reports.push(envelope.status);
    const receive = webhookReceiver(client, { onEnvelope });
    const calls = [receive(webhook("signer_completion")), receive(webhook("envelope_completion"))];
    // Another envelope does not wait.
    await receive(webhook("upload_errors", { envelope_id: recipientId }));
    assert.equal(asked, 1);
    held.resolve();
    await Promise.all(calls);
    assert.deepEqual(reports, ["ERRORED", "ACTIVE", "COMPLETE"]);
  });

  it("reports again what could not be reported", async () => {
    const errors: unknown[] = [];
    const failures = [new NotFoundError({ ...request, operation: "x" }, { status: 404 }, "")];
    await using service = await startService(state("ACTIVE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, {
      onEnvelope() {
        const failure = failures.pop();
        if (failure) throw failure;
      },
      onError: (error) => void errors.push(error),
    });
    assert.deepEqual(
      [await receive(webhook("envelope_ready")), await receive(webhook("envelope_ready"))],
      [500, 200],
    );
    assert(errors.length === 1 && errors[0] instanceof NotFoundError);
  });

  it("answers 500 when the service cannot be asked, and says why", async () => {
    const errors: unknown[] = [];
    await using service = await startService(json(401, {}));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, {
      onEnvelope: () => assert.fail("reported"),
      onError: (error) => void errors.push(error),
    });
    assert.equal(await receive(webhook("envelope_ready")), 500);
    assert(errors.length === 1 && errors[0] instanceof UnauthorizedError);
  });

  it("reports every step of an identity verification, of which the envelope's state shows nothing", async () => {
    const reports: string[] = [];
    await using service = await startService(state("ACTIVE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, {
      onEnvelope: ({ subscription }) => void reports.push(subscription),
    });
    for (const check of ["one", "two", "two"]) await receive(webhook("idv_check_completion", { check }));
    assert.deepEqual(reports, ["idv_check_completion", "idv_check_completion"]);
  });

  it("takes an id in capitals for the same envelope", async () => {
    const reports: string[] = [];
    await using service = await startService(state("ACTIVE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, {
      onEnvelope: ({ envelope }) => void reports.push(envelope.envelope_id),
    });
    await receive(webhook("envelope_ready"));
    await receive(webhook("envelope_ready", { envelope_id: id.toUpperCase() }));
    assert.deepEqual(reports, [id]);
  });

  it("takes a body as text or bytes", async () => {
    await using service = await startService(state("ACTIVE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, { onEnvelope() {} });
    assert.equal(await receive(new TextEncoder().encode(webhook("envelope_ready"))), 200);
    assert.equal(await receive(" ".repeat(4 * 1024 * 1024) + webhook("envelope_ready")), 400);
  });

  it("does not hide that it was given no body at all", async () => {
    await using service = await startService(state("ACTIVE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, { onEnvelope() {} });
    assert((await rejection(receive({} as string))) instanceof TypeError);
  });

  it("prints one line for a failure, without the words of others' errors", async () => {
    await using service = await startService(state("ACTIVE"));
    await using client = newClient(service.url);
    const receive = webhookReceiver(client, {
      onEnvelope() {
        throw new RangeError("ada@example.com");
      },
    });
    const lines: string[] = [];
    const { write } = process.stderr;
    process.stderr.write = (line: string | Uint8Array) => lines.push(String(line)) > 0;
    try {
      await receive(webhook("envelope_ready"));
    } finally {
      process.stderr.write = write;
    }
    assert.deepEqual(lines, ["A webhook was answered with 500: RangeError\n"]);
  });
});

const request = { goal: "read", method: "GET", path: "/", origin: "https://api.example.com" };
