import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { type Answer, ApiCaller, optionsFor, signer, start } from "./api-caller.ts";

describe("PATCH /v2/envelopes/:id/recipients/:rid", () => {
  let emulator: Emulator;
  let api: ApiCaller;
  let id: string;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    api = new ApiCaller(emulator);
    const cc = (name: string): object => ({ type: "CC", name, email: `${name}@example.com` });
    const options = optionsFor(
      signer(),
      signer({ email: "bo@example.com", sign_group: 2 }),
      signer({ email: "dee@example.com", event_notifications: [] }),
      cc("cy"),
      cc("di"),
    );
    id = await api.created(options);
    await emulator.control.process(id);
    emulator.control.emptyOutbox();
  });
  afterEach(() => emulator.close());

  const recipient = (index: number) => {
    const found = emulator.control.envelope(id).recipients[index];
    assert.ok(found);
    return found;
  };
  const edit = (index: number, body?: object): Promise<Answer> =>
    api.call("PATCH", `/v2/envelopes/${id}/recipients/${recipient(index).recipientId}`, body);
  const refused = async (answer: Promise<Answer>, status: number, code: string): Promise<void> => {
    const { status: got, body } = await answer;
    assert.deepEqual([got, body.code], [status, code]);
    assert.deepEqual(emulator.control.outbox(), []);
  };

  it("refuses an id that is no UUID with 400, and an unknown one with 404", async () => {
    await refused(api.call("PATCH", `/v2/envelopes/${id}/recipients/1`, { name: "X" }), 400, "malformed_id");
    const unknown = api.call("PATCH", `/v2/envelopes/${id}/recipients/${randomUUID()}`, { name: "X" });
    await refused(unknown, 404, "unknown_recipient");
  });

  it("refuses a request without a body with 400", () => refused(edit(0), 400, "no_body"));

  it("refuses an edit of nothing it knows", () =>
    refused(edit(0, { role: "Buyer" }), 422, "nothing_to_edit"));

  it("refuses half a phone number, and a field that is wrong", async () => {
    await refused(edit(0, { mobile_number: "7700900000" }), 422, "invalid_body");
    await refused(edit(0, { email: "nobody" }), 422, "invalid_body");
  });

  it("refuses the e-mail of another CC", () =>
    refused(edit(3, { email: "DI@example.com" }), 422, "invalid_recipient"));

  it("refuses to edit somebody who has signed", async () => {
    emulator.control.sign({ envelopeId: id, email: "ada@example.com" });
    await refused(edit(0, { name: "Adam" }), 409, "already_signed");
  });

  it("refuses to edit anybody of an envelope that is not ACTIVE", async () => {
    emulator.control.signAll(id);
    emulator.control.emptyOutbox();
    await refused(edit(3, { name: "Cyd" }), 409, "not_active");
  });

  it("changes name and phone without telling anybody", async () => {
    const phone = { iso_country_code: "GB", mobile_number: "7700900000" };
    const before = recipient(0);
    assert.equal((await edit(0, { name: "Adam Example", ...phone })).status, 204);
    assert.deepEqual(recipient(0), {
      ...before,
      options: { ...before.options, name: "Adam Example", ...phone },
    });
    assert.deepEqual(emulator.control.outbox(), []);
  });

  it("invites at the new address somebody already invited, by a new link that counts from now", async () => {
    emulator.control.advance(3600);
    assert.equal((await edit(0, { email: "adam@example.com" })).status, 204);
    const { invitedAt, linkExpiresAt } = recipient(0);
    assert.deepEqual([invitedAt, linkExpiresAt], ["2026-01-31T13:00:00.000Z", "2026-02-02T13:00:00.000Z"]);
    assert.deepEqual(
      emulator.control.outbox().map(({ kind, to }) => [kind, to]),
      [["invitation", "adam@example.com"]],
    );
  });

  it("replaces the link that was sent to the old address", async () => {
    await edit(0, { email: "adam@example.com" });
    await edit(0, { email: "adah@example.com" });
    const [first, second] = emulator.control.outbox().map(({ link }) => link);
    assert.ok(first);
    assert.notEqual(second, first);
  });

  it("invites nobody whose e-mail stays, whose turn has not come, who is not notified or who gets a copy", async () => {
    await edit(0, { email: "ada@example.com", name: "Adam Example" });
    await edit(1, { email: "ben@example.com" });
    await edit(2, { email: "dan@example.com" });
    await edit(3, { email: "cyd@example.com" });
    assert.deepEqual(emulator.control.outbox(), []);
  });

  it("decides where later invitations go", async () => {
    await edit(1, { email: "ben@example.com" });
    emulator.control.sign({ envelopeId: id, email: "ada@example.com" });
    emulator.control.sign({ envelopeId: id, email: "dee@example.com" });
    assert.deepEqual(
      emulator.control.outbox().map(({ to }) => to),
      ["ben@example.com"],
    );
  });
});
