import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, optionsFor, signer, start, tag } from "./api-caller.ts";

describe("signing in the emulator", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  const active = async (options: unknown): Promise<string> => {
    const id = await api.created(options);
    await emulator.control.process(id);
    return id;
  };
  const person = (name: string, more: object = {}): object =>
    signer({ name, email: `${name.toLowerCase()}@example.com`, ...more });
  const cc = (name: string): object => ({ type: "CC", name, email: `${name.toLowerCase()}@example.com` });
  const sign = (envelopeId: string, name: string, values: Record<string, string | boolean> = {}) =>
    emulator.control.sign({ envelopeId, email: `${name.toLowerCase()}@example.com`, values });
  const sent = (): string[] => emulator.control.outbox().map(({ kind, to }) => `${kind} ${to}`);
  const refusal = (status: number, code: string) => ({ name: "Refusal", status, code });

  describe("is refused", () => {
    it("before the files are processed", async () => {
      const id = await api.created(optionsFor(person("Ada")));
      assert.throws(() => sign(id, "Ada"), refusal(409, "not_active"));
      assert.throws(() => emulator.control.signAll(id), refusal(409, "not_active"));
    });

    it("before the sign group's turn", async () => {
      const id = await active(optionsFor(person("Ada"), person("Bo", { sign_group: 2 })));
      assert.throws(() => sign(id, "Bo"), refusal(409, "not_their_turn"));
    });

    it("a second time", async () => {
      const id = await active(optionsFor(person("Ada"), person("Bo")));
      sign(id, "Ada");
      assert.throws(() => sign(id, "Ada"), refusal(409, "already_signed"));
    });

    it("to a CC", async () => {
      const id = await active(optionsFor(person("Ada"), cc("Cy")));
      const recipientId = emulator.control.envelope(id).recipients[1]?.recipientId ?? "";
      assert.throws(
        () => emulator.control.sign({ envelopeId: id, recipientId }),
        refusal(409, "not_a_signer"),
      );
    });

    it("to somebody the envelope does not know", async () => {
      const id = await active(optionsFor(person("Ada")));
      assert.throws(() => sign(id, "Eve"), refusal(404, "unknown_recipient"));
    });

    it("by an e-mail several signers have", async () => {
      const id = await active(optionsFor(person("Ada"), person("Ada", { sign_group: 2 })));
      assert.throws(() => sign(id, "Ada"), refusal(409, "several_recipients"));
    });

    it("once the link has expired, by the emulator's clock", async () => {
      const id = await active(optionsFor(person("Ada", { active_for_seconds: 3600 })));
      emulator.control.advance(3600);
      assert.throws(() => sign(id, "Ada"), refusal(410, "link_expired"));
    });

    it("on an archived envelope", async () => {
      const id = await active(optionsFor(person("Ada")));
      await api.call("PATCH", `/v2/envelopes/${id}`);
      assert.throws(() => sign(id, "Ada"), refusal(409, "not_active"));
    });
  });

  it("invites those of sign group 1 who are notified, with all that their e-mail holds", async () => {
    const id = await active(
      optionsFor(person("Ada"), person("Bo", { event_notifications: [] }), person("Cy", { sign_group: 2 })),
    );
    const [ada] = emulator.control.envelope(id).recipients;
    const [email, ...more] = emulator.control.outbox();
    const { link, ...rest } = email ?? {};
    assert.deepEqual(more, []);
    assert.ok(link?.startsWith(`${emulator.url}/sign/`));
    assert.deepEqual(rest, {
      kind: "invitation",
      to: "ada@example.com",
      recipientId: ada?.recipientId,
      envelopeId: id,
      subject: "Mutual NDA",
      at: "2026-01-31T12:00:00.000Z",
    });
  });

  it("opens a link for two days by default", async () => {
    const id = await active(optionsFor(person("Ada"), person("Bo", { sign_group: 2 })));
    assert.deepEqual(
      emulator.control.envelope(id).recipients.map(({ linkExpiresAt }) => linkExpiresAt),
      ["2026-02-02T12:00:00.000Z", null],
    );
  });

  it("opens the next sign group when all of one have signed, counting its links from then", async () => {
    const id = await active(optionsFor(person("Bo", { sign_group: 2 }), person("Ada"), person("Abe")));
    emulator.control.emptyOutbox();
    emulator.control.advance(60);
    sign(id, "Ada");
    assert.deepEqual(sent(), []);
    sign(id, "Abe");
    assert.deepEqual(sent(), ["invitation bo@example.com"]);
    assert.equal(emulator.control.envelope(id).recipients[0]?.linkExpiresAt, "2026-02-02T12:01:00.000Z");
  });

  it("completes with the last signature, and tells recipients in their order, then the sender", async () => {
    const options = optionsFor(
      cc("Cy"),
      person("Ada"),
      person("Bo", { event_notifications: ["signer_invitation"] }),
      person("Dee", { event_notifications: ["envelope_completion"] }),
    );
    const id = await active({ ...options, sender: { event_notifications: ["envelope_completion"] } });
    emulator.control.emptyOutbox();
    emulator.control.signAll(id);
    assert.equal(emulator.control.envelope(id).status, "COMPLETE");
    assert.deepEqual(sent(), [
      "completion cy@example.com",
      "completion ada@example.com",
      "completion dee@example.com",
      "completion sender@example.com",
    ]);
  });

  it("signs as everybody who is left, sign group by sign group", async () => {
    const id = await active(
      optionsFor(person("Bo", { sign_group: 2 }), person("Ada"), person("Dee", { sign_group: 3 })),
    );
    sign(id, "Ada");
    const { status, recipients } = emulator.control.signAll(id);
    assert.equal(status, "COMPLETE");
    assert.ok(recipients.every(({ signedAt }) => signedAt !== null));
    assert.deepEqual(sent().slice(0, 3), [
      "invitation ada@example.com",
      "invitation bo@example.com",
      "invitation dee@example.com",
    ]);
  });

  describe("fills tags", () => {
    const text = (more: object = {}): object => tag({ type: "text_field", width: 0.3, ...more });
    const radio = (name: string, more: object = {}): object =>
      tag({ type: "radio_field", tag_group_name: "choice", name, ...more });

    const filled = async (
      tags: object[],
      values: Record<string, string | boolean> = {},
      more: object = {},
    ) => {
      const id = await active(optionsFor(person("Ada", { tags, ...more })));
      sign(id, "Ada", values);
      const { body } = await api.get(`/v2/envelopes/${id}`);
      return body.details.recipients[0].tags.map(({ value }: { value: unknown }) => value);
    };
    const refused = (tags: object[], values: Record<string, string | boolean>) =>
      assert.rejects(filled(tags, values), refusal(422, "invalid_value"));

    it("that are required with what is at hand", async () => {
      const tags = [
        tag(),
        tag({ type: "initials" }),
        text({ prefilled_value: "Acme" }),
        text({ name: "company" }),
        tag({ type: "checkbox_field" }),
        radio("a"),
        radio("b"),
        tag({ type: "date_signed_field" }),
        tag({ type: "attachment", name: "passport" }),
      ];
      const expected = ["Ada", "A", "Acme", "company", true, true, false, "2026-01-31", "passport.pdf"];
      assert.deepEqual(await filled(tags), expected);
    });

    it("that are optional not at all, but for a prefilled text", async () => {
      const kinds = ["signature", "initials", "checkbox_field", "radio_field", "attachment"];
      const tags = kinds.map((type) => tag({ type, optional: true }));
      const texts = [text({ optional: true }), text({ optional: true, prefilled_value: "Acme" })];
      assert.deepEqual(await filled([...tags, ...texts]), [null, null, false, false, null, null, "Acme"]);
    });

    it("with the values given, by name or by position", async () => {
      const tags = [
        tag({ name: "sig" }),
        tag({ type: "checkbox_field", optional: true }),
        radio("a"),
        radio("b"),
      ];
      assert.deepEqual(await filled(tags, { sig: "A. E.", 1: true, b: true }), ["A. E.", true, false, true]);
    });

    it("of any name, even one every object has", async () => {
      assert.deepEqual(await filled([tag({ name: "constructor" }), tag({ name: "toString" })]), [
        "Ada",
        "Ada",
      ]);
    });

    it("with the next button of a radio group when the first is turned down", async () => {
      assert.deepEqual(await filled([radio("a"), radio("b")], { a: false }), [false, true]);
    });

    it("with the day in the signer's time zone", async () => {
      const zone = { time_zone_name: "Pacific/Kiritimati" };
      assert.deepEqual(await filled([tag({ type: "date_signed_field" })], {}, zone), ["2026-02-01"]);
    });

    it("only with what their validation accepts", async () => {
      const code = text({ name: "code", validation: { regex: "^[a-z]{3}$", flags: "i" } });
      assert.deepEqual(await filled([code], { code: "ABC" }), ["ABC"]);
      await refused([code], { code: "ABCD" });
      await refused([code], {});
    });

    it("with no value that does not fit them", async () => {
      await refused([tag({ name: "sig" })], { name: "no such tag" });
      await refused([tag({ name: "sig" })], { sig: true });
      await refused([tag({ name: "sig" })], { sig: "" });
      await refused([tag({ name: "box", type: "checkbox_field" })], { box: "yes" });
      await refused([tag({ name: "box", type: "checkbox_field" })], { box: false });
      await refused([tag({ name: "day", type: "date_signed_field" })], { day: "2026-01-31" });
      await refused([text({ name: "t", prefilled_value: "a", readonly: true })], { t: "b" });
      await refused([radio("a"), radio("b")], { a: true, b: true });
      await refused([radio("a"), radio("b")], { a: false, b: false });
    });

    it("that only a rule asks for, and none that a rule hides", async () => {
      const rule = (action: string, name: string): object => ({
        action,
        conditions: [{ trigger_tag_name: "box", criteria: "has_value" }],
        affected_tag_names: [name],
      });
      const tags = [
        tag({ type: "checkbox_field", name: "box", optional: true }),
        text({ name: "why", optional: true }),
        text({ name: "else" }),
      ];
      const rules = [rule("make_required", "why"), rule("hide", "else")];
      assert.deepEqual(await filled(tags, { box: true }, { rules }), [true, "why", null]);
      assert.deepEqual(await filled(tags, {}, { rules }), [false, null, "else"]);
    });

    it("past one-time passwords and checks, which leave their result behind", async () => {
      const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
      const id = await active({ ...optionsFor(person("Ada", phone)), has_envelope_otps: true });
      assert.equal(emulator.control.signAll(id).status, "COMPLETE");
      const verification = { idv: { session_config_name: "HR" } };
      const verified = await active(optionsFor(person("Ada", { auth_type: "idv", verification })));
      const [ada] = emulator.control.signAll(verified).recipients;
      const { body } = await api.get(`/v2/idv/recipients/${ada?.recipientId}/sessions/signed/json`);
      assert.equal(body.checks[0].report.recommendation.value, "APPROVE");
      assert.deepEqual(emulator.control.texts(), []);
    });

    it("of an envelope that stays unsigned when a value does not fit", async () => {
      const id = await active(optionsFor(person("Ada", { tags: [tag()] })));
      assert.throws(() => sign(id, "Ada", { x: "y" }));
      assert.equal(emulator.control.envelope(id).recipients[0]?.signedAt, null);
    });
  });
});
