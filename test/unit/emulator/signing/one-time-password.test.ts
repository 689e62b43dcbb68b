import assert from "node:assert/strict";
import { editRecipient } from "../../../../emulator/envelope/edit-recipient.ts";
import { extendTokens } from "../../../../emulator/envelope/extend-tokens.ts";
import { sendCode, tryCode } from "../../../../emulator/signing/one-time-password.ts";
import { recordView } from "../../../../emulator/signing/record-view.ts";
import { refusal, SignedEnvelope, signer } from "./signing-person.ts";

const phone = { iso_country_code: "GB", mobile_number: "7700900123" };

describe("a one-time password", () => {
  let signing: SignedEnvelope;
  beforeEach(() => {
    signing = new SignedEnvelope([signer(phone)], { has_envelope_otps: true });
  });

  const open = () => signing.take(recordView(signing.link()));
  const resend = () => signing.take(sendCode(signing.link()));
  const sent = () => signing.texts.at(-1)?.code ?? "";
  const wrong = () => (sent() === "000000" ? "111111" : "000000");
  /** What a try is answered with; undefined: the phone is verified. */
  const attempt = (code: string): string | undefined => {
    const { step, refusal } = tryCode(signing.link(), code);
    signing.take(step);
    return refusal?.code;
  };

  it("is texted when the link is opened, once", () => {
    open();
    open();
    const { code, ...text } = signing.texts[0] ?? {};
    assert.match(code ?? "", /^\d{6}$/);
    assert.deepEqual(text, {
      kind: "otp",
      to: "+447700900123",
      recipientId: signing.person(0).id,
      envelopeId: signing.envelope.id,
      at: signing.now,
    });
    assert.equal(signing.texts.length, 1);
    assert.deepEqual(signing.view().otp, {
      sentTo: "••••0123",
      triesLeft: 5,
      resendsLeft: 4,
      expiresAt: "2026-01-31T12:10:00.000Z",
    });
  });

  it("shows the documents once it is given, and nothing before", () => {
    open();
    assert.equal(signing.stage(), "verify-phone");
    assert.deepEqual(signing.view().files, []);
    assert.deepEqual(
      refusal(() => signing.submit({ 0: "A" })),
      ["not_now"],
    );
    assert.equal(attempt(` ${sent()} `), undefined);
    assert.equal(signing.stage(), "sign");
    assert.deepEqual(signing.trail(), ["invited 0", "code-sent 0", "phone-verified 0"]);
  });

  it("dies of five wrong tries", () => {
    open();
    const code = sent();
    const answers = [1, 2, 3, 4, 5, 6].map(() => attempt(wrong()));
    assert.deepEqual(answers, [...Array(4).fill("wrong_code"), "too_many_tries", "too_many_tries"]);
    assert.equal(attempt(code), "too_many_tries");
    resend();
    assert.equal(attempt(sent()), undefined);
  });

  it("works for ten minutes", () => {
    open();
    signing.now += 599_999;
    assert.equal(attempt(wrong()), "wrong_code");
    signing.now += 1;
    assert.equal(attempt(sent()), "code_expired");
  });

  it("takes the place of the one before", () => {
    open();
    const first = sent();
    resend();
    assert.notEqual(sent(), first);
    assert.equal(attempt(first), "wrong_code");
    assert.equal(attempt(sent()), undefined);
  });

  it("is sent five times by one link, and then it takes the sender to go on", () => {
    open();
    for (let time = 2; time <= 5; time += 1) resend();
    assert.deepEqual(refusal(resend), ["too_many_codes"]);
    assert.equal(signing.stage(), "verify-phone");
    signing.now += 600_000;
    assert.equal(signing.stage(), "cannot-sign");
    assert.match(signing.view().reason ?? "", /codes/);
    signing.take(extendTokens(signing.envelope, [signing.person(0).token ?? ""], signing.now));
    open();
    assert.equal(attempt(sent()), undefined);
  });

  it("is wanted anew of another phone or address", () => {
    open();
    attempt(sent());
    const number = { iso_country_code: "GB", mobile_number: "7700900456" };
    signing.take(editRecipient(signing.envelope, signing.person(0), number, "unused", signing.now));
    assert.equal(signing.stage(), "verify-phone");
    open();
    assert.equal(signing.texts.at(-1)?.to, "+447700900456");
  });

  it("is not asked of a witness, whose number nobody has", () => {
    const watched = new SignedEnvelope([signer({ ...phone, witness: { tags: [] } })], {
      has_envelope_otps: true,
    });
    const witness = { ...watched.person(1), token: "t", openedAt: watched.now };
    const recipients = [
      watched.person(0),
      { ...witness, asked: { ...witness.asked, name: "W", email: "w@example.com" } },
    ];
    watched.envelope = { ...watched.envelope, recipients };
    assert.equal(watched.stage(1), "sign");
  });

  it("has nothing to do with an envelope without them", () => {
    const plain = new SignedEnvelope([signer(phone)]);
    plain.take(recordView(plain.link()));
    assert.deepEqual([plain.stage(), plain.texts], ["sign", []]);
  });
});

describe("an invitation by SMS", () => {
  it("is texted beside the e-mail, when the sign group opens", () => {
    const about = ["signer_invitation", "signer_invitation_sms"] as const;
    const bo = { ...phone, email: "bo@example.com", sign_group: 2 };
    const signing = new SignedEnvelope([
      signer({ ...phone, event_notifications: about }),
      signer({ ...bo, event_notifications: ["signer_invitation_sms", "envelope_completion"] }),
    ]);
    const invited = () => signing.texts.map(({ kind, to, token }) => [kind, to, token]);
    const ada = ["invitation", "+447700900123", signing.person(0).token];
    assert.deepEqual([invited(), signing.emails], [[ada], ["invitation ada@example.com"]]);
    signing.submit({ 0: "A" });
    assert.deepEqual(invited(), [ada, ["invitation", "+447700900123", signing.person(1).token]]);
    assert.deepEqual(signing.emails, ["invitation ada@example.com"]);
    assert.deepEqual(signing.trail(), ["invited-by-sms 0", "invited 0", "signed 0", "invited-by-sms 1"]);
  });

  it("comes again with a new link", () => {
    const about = ["signer_invitation", "signer_invitation_sms"] as const;
    const signing = new SignedEnvelope([signer({ ...phone, event_notifications: about })]);
    const edit = { email: "ada.new@example.com" };
    signing.take(editRecipient(signing.envelope, signing.person(0), edit, "new-token", signing.now));
    assert.deepEqual(signing.texts.map(({ token }) => token).at(-1), "new-token");
  });
});
