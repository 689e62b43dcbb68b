import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start } from "./api-caller.ts";

const day = 86_400;

describe("the emulator's time", () => {
  let emulator: Emulator;
  let api: ApiCaller;
  let base: number;

  beforeEach(async () => {
    base = start;
    emulator = await startEmulator({ clock: () => base, processing: "manual" });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const person = (name: string, more: object = {}): object =>
    signer({ name, email: `${name.toLowerCase()}@example.com`, active_for_seconds: 30 * day, ...more });
  const reminding = async (frequency: number, ...recipients: object[]): Promise<string> => {
    const options = optionsFor(...recipients);
    const id = await api.created({
      ...options,
      emails: { ...(options.emails as object), reminders: { frequency } },
    });
    await emulator.control.process(id);
    emulator.control.emptyOutbox();
    return id;
  };
  const sent = (): string[] =>
    emulator.control.outbox().map(({ kind, to, at }) => `${at.slice(0, 16)} ${kind} ${to}`);

  it("sends three reminders to a signer who has not signed, each when it is due", async () => {
    const id = await reminding(2, person("Ada"));
    emulator.control.advance(30 * day - 1);
    assert.deepEqual(sent(), [
      "2026-02-02T12:00 reminder ada@example.com",
      "2026-02-04T12:00 reminder ada@example.com",
      "2026-02-06T12:00 reminder ada@example.com",
    ]);
    const [email] = emulator.control.outbox();
    assert.match(email?.link ?? "", /\/sign\/[0-9a-f-]{36}$/);
    assert.equal((await api.get(`/v2/envelopes/${id}`)).body.details.recipients[0].last_email_status, "SENT");
  });

  for (const frequency of [1, 2, 7])
    it(`sends them every ${frequency} days where that is the frequency`, async () => {
      await reminding(frequency, person("Ada"));
      emulator.control.advance(frequency * day - 1);
      assert.deepEqual(sent(), []);
      emulator.control.advance(1);
      assert.equal(sent().length, 1);
    });

  it("sends none at a frequency of 0, or where none is given", async () => {
    await reminding(0, person("Ada"));
    const id = await api.created(optionsFor(person("Ada")));
    await emulator.control.process(id);
    emulator.control.emptyOutbox();
    emulator.control.advance(30 * day);
    assert.deepEqual(sent(), []);
  });

  it("reminds only those who were invited by e-mail and have not signed, of an envelope that is out", async () => {
    const id = await reminding(
      1,
      person("Ada"),
      person("Bo"),
      person("Cy", { event_notifications: [] }),
      person("Di", { sign_group: 2 }),
      { type: "CC", name: "Ed", email: "ed@example.com" },
    );
    emulator.control.sign({ envelopeId: id, email: "ada@example.com" });
    emulator.control.advance(day);
    assert.deepEqual(sent(), ["2026-02-01T12:00 reminder bo@example.com"]);
    emulator.control.sign({ envelopeId: id, email: "bo@example.com" });
    emulator.control.sign({ envelopeId: id, email: "cy@example.com" });
    emulator.control.emptyOutbox();
    emulator.control.advance(day);
    assert.deepEqual(sent(), ["2026-02-02T12:00 reminder di@example.com"]);
    await api.call("PATCH", `/v2/envelopes/${id}`);
    emulator.control.emptyOutbox();
    emulator.control.advance(9 * day);
    assert.deepEqual(sent(), []);
  });

  it("reminds nobody whose link has expired, and counts anew from an extension", async () => {
    const id = await reminding(2, person("Ada", { active_for_seconds: 3 * day }));
    emulator.control.advance(5 * day);
    assert.deepEqual(sent(), ["2026-02-02T12:00 reminder ada@example.com"]);
    const token = emulator.control.outbox()[0]?.link?.split("/").at(-1);
    await api.call("POST", `/v2/envelopes/${id}/extend-tokens`, { recipient_tokens: [token] });
    emulator.control.emptyOutbox();
    emulator.control.advance(9 * day);
    assert.deepEqual(sent(), ["2026-02-07T12:00 reminder ada@example.com"]);
  });

  it("neither counts nor moves a reminder for one that the sender asks for", async () => {
    const id = await reminding(1, person("Ada"));
    const [recipient] = emulator.control.envelope(id).recipients;
    emulator.control.advance(day / 2);
    await api.call("POST", `/v2/envelopes/${id}/recipients/${recipient?.recipientId}/send-reminder`);
    emulator.control.advance(9 * day);
    assert.deepEqual(
      sent().map((line) => line.slice(0, 16)),
      ["2026-02-01T00:00", "2026-02-01T12:00", "2026-02-02T12:00", "2026-02-03T12:00"],
    );
  });

  it("lets what is due happen in the order of its time, whichever envelope it is of", async () => {
    await reminding(2, person("Ada"));
    await reminding(1, person("Bo"));
    emulator.control.advance(2 * day);
    assert.deepEqual(sent(), [
      "2026-02-01T12:00 reminder bo@example.com",
      "2026-02-02T12:00 reminder ada@example.com",
      "2026-02-02T12:00 reminder bo@example.com",
    ]);
  });

  it("lets it happen also when the clock was not put forward, but goes on", async () => {
    await reminding(1, person("Ada"));
    base += 2 * day * 1000;
    const { body } = await api.get("/_emulator/outbox");
    assert.deepEqual(
      body.map(({ at }: { at: string }) => at.slice(0, 10)),
      ["2026-02-01", "2026-02-02"],
    );
  });

  it("forgets reminders of an envelope that was deleted, and after a reset", async () => {
    const id = await reminding(1, person("Ada"));
    await api.call("DELETE", `/v2/envelopes/${id}`);
    await reminding(1, person("Bo"));
    emulator.control.reset();
    emulator.control.advance(9 * day);
    assert.deepEqual(sent(), []);
  });

  it("is put forward to a moment, and never back", async () => {
    await reminding(1, person("Ada"));
    assert.equal(emulator.control.advanceTo("2026-02-01T13:00:00Z"), "2026-02-01T13:00:00.000Z");
    assert.equal(sent().length, 1);
    const clock = (now: string) => api.call("POST", "/_emulator/clock", { now });
    assert.deepEqual((await clock("2026-02-01T14:00:00Z")).body, { now: "2026-02-01T14:00:00.000Z" });
    assert.deepEqual(
      [(await clock("2026-02-01T13:59:00Z")).status, (await clock("tomorrow")).status],
      [409, 400],
    );
    assert.equal(emulator.control.now(), "2026-02-01T14:00:00.000Z");
  });
});
