import assert from "node:assert/strict";
import { join } from "node:path";
import type { EmulatorControl } from "../../emulator/index.ts";
import { OutcomeUnknownError, RateLimitError } from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { envelopeOf, signer } from "./envelopes.ts";
import { need, openTarget, patience, person, type Target } from "./target.ts";

describe("contract: interruptions", function () {
  this.timeout(patience);
  let target: Target;
  let control: EmulatorControl;
  let folder: TestFolder;

  before(async function () {
    target = await openTarget();
    folder = await newFolder();
    control = need(this, target.control, "control API");
  });

  beforeEach(() => {
    control.reset();
    control.clearCalls();
  });

  after(async () => {
    await target.close();
    await folder[Symbol.asyncDispose]();
  });

  it("leave a create in doubt whose answer was lost, and it was sent once", async () => {
    control.addFault({ operation: "create", action: { kind: "reset-after" } });
    const error = await rejection(target.create(await envelopeOf(folder)));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(control.envelopes().length, 1);
    assert.equal(control.calls().create, 1);
  });

  it("leave a create in doubt that did not happen, since nobody can tell", async () => {
    control.addFault({ operation: "create", action: { kind: "reset-before" } });
    const error = await rejection(target.create(await envelopeOf(folder)));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(control.envelopes().length, 0);
    assert.equal(control.calls().create, 1);
  });

  it("do not keep the envelope of a lost answer from being found", async () => {
    control.addFault({ operation: "create", action: { kind: "reset-after" } });
    await rejection(target.create(await envelopeOf(folder, { name: "Lost" })));
    const listed = await Array.fromAsync(target.client.searchEnvelopes(), ({ envelope }) => envelope);
    assert.deepEqual(listed, ["Lost"]);
  });

  it("in the middle of an answer leave a create in doubt, and it was sent once", async () => {
    for (const chunked of [false, true])
      control.addFault({ operation: "create", action: { kind: "truncate", bytes: 10, chunked } });
    for (let sent = 1; sent <= 2; sent += 1) {
      const error = await rejection(target.create(await envelopeOf(folder)));
      assert(error instanceof OutcomeUnknownError, String(error));
      assert.deepEqual([control.envelopes().length, control.calls().create], [sent, sent]);
    }
  });

  it("by a gateway leave a create in doubt", async () => {
    control.addFault({ operation: "create", action: { kind: "status", status: 502 } });
    const error = await rejection(target.create(await envelopeOf(folder)));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(error.status, 502);
  });

  it("by a rate limit are waited out, and one envelope is sent", async () => {
    const action = { kind: "status", status: 429, retryAfterSeconds: 0 } as const;
    control.addFault({ operation: "create", count: 3, action });
    await target.create(await envelopeOf(folder));
    assert.deepEqual([control.envelopes().length, control.calls().create], [1, 4]);
  });

  it("by a rate limit that does not end are reported with it, and nothing is sent", async () => {
    const action = { kind: "status", status: 429, retryAfterSeconds: 86_400 } as const;
    control.addFault({ operation: "create", action });
    // A client of its own, since this one leaves the service alone from now on.
    const error = await rejection(target.newClient().createEnvelope(await envelopeOf(folder)));
    assert(error instanceof RateLimitError, String(error));
    assert.equal(error.retryAfterSeconds, 86_400);
    assert.equal(control.envelopes().length, 0);
  });

  it("while a create waits for its answer keep the reason as the cause", async () => {
    control.addFault({ operation: "create", action: { kind: "hold" } });
    const stop = new AbortController();
    const reason = new Error("enough");
    const create = rejection(target.client.createEnvelope(await envelopeOf(folder), { signal: stop.signal }));
    await control.held();
    stop.abort(reason);
    const error = await create;
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(error.cause, reason);
    assert.equal(control.envelopes().length, 1);
  });

  it("leave an archiving in doubt, and everybody is told once", async () => {
    const recipients = [signer(1), signer(2)];
    const { envelope_id } = await target.processed(await envelopeOf(folder, { recipients }));
    control.emptyOutbox();
    control.addFault({ operation: "archive", action: { kind: "reset-after" } });
    const error = await rejection(target.client.archiveEnvelope(envelope_id));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal((await target.client.getEnvelope(envelope_id)).status, "ARCHIVED");
    assert.deepEqual(
      control.outbox().map(({ kind, to }) => `${kind} ${to}`),
      [`withdrawal ${person(1).email}`, `withdrawal ${person(2).email}`],
    );
  });

  it("leave an edit in doubt, and the new address is invited once", async () => {
    const { envelope_id, details } = await target.processed(await envelopeOf(folder));
    control.emptyOutbox();
    control.addFault({ operation: "editRecipient", action: { kind: "reset-after" } });
    const edit = target.client.editRecipient(envelope_id, details?.recipients?.[0]?.id ?? "", person(5));
    const error = await rejection(edit);
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.deepEqual(
      control.outbox().map(({ kind, to }) => `${kind} ${to}`),
      [`invitation ${person(5).email}`],
    );
  });

  it("leave a reminder in doubt, and it is e-mailed once", async () => {
    const { envelope_id, details } = await target.processed(await envelopeOf(folder));
    control.emptyOutbox();
    control.addFault({ operation: "sendReminder", action: { kind: "reset-after" } });
    const call = target.client.sendReminder(envelope_id, details?.recipients?.[0]?.id ?? "");
    const error = await rejection(call);
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.deepEqual(
      control.outbox().map(({ kind, to }) => `${kind} ${to}`),
      [`reminder ${person(1).email}`],
    );
  });

  it("leave a completion pack in doubt, and it is e-mailed once", async () => {
    const { envelope_id, details } = await target.processed(await envelopeOf(folder));
    control.signAll(envelope_id);
    control.emptyOutbox();
    control.addFault({ operation: "resendCompletionPack", action: { kind: "status", status: 502 } });
    control.addFault({ operation: "resendCompletionPack", action: { kind: "reset-after" } });
    const resend = () => target.client.resendCompletionPack(envelope_id, details?.recipients?.[0]?.id ?? "");
    const errors = [await rejection(resend()), await rejection(resend())];
    assert(errors.every((error) => error instanceof OutcomeUnknownError));
    assert.deepEqual(
      control.outbox().map(({ kind, to }) => `${kind} ${to}`),
      [`completion ${person(1).email}`],
    );
  });

  it("leave an embedded envelope in doubt, and it is created once", async () => {
    control.addFault({ operation: "createEmbedded", action: { kind: "reset-after" } });
    const recipients = [signer(1, { event_notifications: [] })];
    const error = await rejection(
      target.client.createEmbeddedEnvelope(await envelopeOf(folder, { recipients })),
    );
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.deepEqual([control.envelopes().length, control.calls().createEmbedded], [1, 1]);
  });

  it("do not hinder a deletion", async () => {
    const { envelope_id } = await target.processed(await envelopeOf(folder));
    control.addFault({ operation: "delete", action: { kind: "reset-after" } });
    await target.client.deleteEnvelope(envelope_id);
    assert.deepEqual([control.envelopes(), control.calls().delete], [[], 2]);
  });

  it("do not hinder reading", async () => {
    const { envelope_id } = await target.processed(await envelopeOf(folder));
    control.signAll(envelope_id);
    for (const operation of ["get", "status", "find", "search", "completedDocuments"] as const) {
      control.addFault({ operation, action: { kind: "reset-after" } });
      control.addFault({ operation, action: { kind: "truncate", bytes: 10 } });
    }
    control.clearCalls();
    await target.client.getEnvelope(envelope_id);
    await target.client.getEnvelopeStatus(envelope_id);
    await target.client.findEnvelopes([envelope_id]);
    await Array.fromAsync(target.client.searchEnvelopes());
    await target.client.downloadCompletedDocuments(envelope_id, join(folder.path, "signed.zip"));
    const { get, status, find, search, completedDocuments } = control.calls();
    assert.deepEqual([get, status, find, search, completedDocuments], [3, 3, 3, 3, 3]);
  });
});
