import assert from "node:assert/strict";
import { archiveEnvelope } from "../../../../emulator/envelope/archive-envelope.ts";
import { editRecipient } from "../../../../emulator/envelope/edit-recipient.ts";
import { extendTokens } from "../../../../emulator/envelope/extend-tokens.ts";
import { remindRecipient } from "../../../../emulator/envelope/remind-recipient.ts";
import { nameWitness, type WitnessPerson } from "../../../../emulator/signing/name-witness.ts";
import { verifyIdentity } from "../../../../emulator/signing/verify-identity.ts";
import { refusal, SignedEnvelope, signer, tag } from "./signing-person.ts";

const wil: WitnessPerson = { name: "Wil Ness", email: "wil@example.com" };
const watched = signer({ sign_group: 1, witness: { tags: [tag()] } });
const bo = signer({ name: "Bo Example", email: "bo@example.com", sign_group: 2 });

/** Ada with a witness, then Bo; the witness is the third of three. */
const trio = (more: object = {}): SignedEnvelope => new SignedEnvelope([{ ...watched, ...more }, bo]);

const name = (signing: SignedEnvelope, person: WitnessPerson = wil): SignedEnvelope =>
  signing.take(nameWitness(signing.link(), person, "witness-token"));

describe("a witness", () => {
  it("is named once the signer has submitted, which signs", () => {
    const signing = trio();
    assert.deepEqual(signing.view().witness, { name: null, email: null, signedAt: null });
    assert.deepEqual(
      refusal(() => name(signing)),
      ["not_now"],
    );
    signing.submit({ 0: "A" });
    assert.deepEqual([signing.stage(), signing.person(0).signedAt], ["name-witness", null]);
    name(signing);
    assert.deepEqual([signing.stage(), signing.person(0).signedAt], ["signed", signing.now]);
    assert.deepEqual(signing.view().witness, { ...wil, signedAt: null });
  });

  it("is e-mailed a link of their own, and the next sign group waits for them", () => {
    const signing = name(trio().submit({ 0: "A" }));
    assert.deepEqual(signing.emails, ["invitation ada@example.com", "invitation wil@example.com"]);
    assert.deepEqual([signing.stage(2), signing.stage(1)], ["sign", "waiting"]);
    const { type, signsFor, name: own } = signing.view(2).recipient;
    assert.deepEqual({ type, signsFor, own }, { type: "WITNESS", signsFor: "Ada Example", own: "Wil Ness" });
    signing.submit({ 0: "W. Ness" }, 2);
    assert.deepEqual(signing.emails.slice(2), ["invitation bo@example.com"]);
    assert.deepEqual(signing.person(2).values, ["W. Ness"]);
    assert.deepEqual(signing.trail(), [
      ...["invited 0", "submitted 0", "witness-named 0", "invited 2", "signed 0", "signed 2", "invited 1"],
    ]);
  });

  it("is the last one an envelope may wait for, and gets no completion e-mail", () => {
    const signing = name(new SignedEnvelope([watched]).submit({ 0: "A" }));
    assert.equal(signing.envelope.status, "ACTIVE");
    signing.submit({ 0: "W" }, 1);
    assert.equal(signing.envelope.status, "COMPLETE");
    assert.deepEqual(signing.emails.slice(2), ["completion ada@example.com"]);
  });

  it("is not the signer", () => {
    const signing = trio().submit({ 0: "A" });
    assert.deepEqual(
      refusal(() => name(signing, { name: "Ada", email: "ADA@example.com" })),
      ["invalid_witness", "is the signer's own e-mail; somebody else has to watch"],
    );
    assert.equal(signing.stage(), "name-witness");
  });

  it("fills in all that is required of them", () => {
    const signing = name(trio().submit({ 0: "A" }));
    assert.deepEqual(
      refusal(() => signing.submit({}, 2)),
      ["invalid_values", "0 is required"],
    );
  });

  it("is nobody's where the request asks for none", () => {
    const signing = new SignedEnvelope([signer()]);
    assert.deepEqual(
      refusal(() => name(signing)),
      ["no_witness"],
    );
  });

  it("comes after an identity check that comes after submitting", () => {
    const verification = { idv: { session_config_name: "HR", when: "after_submitting" } } as const;
    const signing = trio({ verification }).submit({ 0: "A" });
    assert.equal(signing.stage(), "verify-identity");
    signing.take(verifyIdentity(signing.link(), "pass", "session").step);
    assert.equal(signing.stage(), "name-witness");
  });

  it("may have to scan with the Yoti app", () => {
    const signing = name(trio({ witness: { auth_type: "sign-auth", tags: [tag()] } }).submit({ 0: "A" }));
    assert.equal(signing.stage(2), "verify-identity");
    signing.take(verifyIdentity(signing.link(2), "pass", "session").step);
    assert.equal(signing.stage(2), "sign");
  });

  it("has a link that lives as long as the signer's, from being named, and can be reminded and extended", () => {
    const signing = trio({ active_for_seconds: 60 }).submit({ 0: "A" });
    signing.now += 30_000;
    name(signing);
    signing.now += 59_999;
    assert.equal(signing.stage(2), "sign");
    signing.now += 1;
    assert.equal(signing.stage(2), "expired");
    signing.take(remindRecipient(signing.envelope, signing.person(2), signing.now));
    signing.take(extendTokens(signing.envelope, ["witness-token"], signing.now));
    assert.equal(signing.stage(2), "sign");
    assert.equal(signing.emails.at(-1), "reminder wil@example.com");
  });

  it("can be corrected by the sender, and is told of a withdrawal", () => {
    const signing = name(trio().submit({ 0: "A" }));
    const edit = { email: "wilma@example.com" };
    signing.take(editRecipient(signing.envelope, signing.person(2), edit, "newer-token", signing.now));
    signing.take(archiveEnvelope(signing.envelope, signing.now));
    assert.deepEqual(signing.emails.slice(2), [
      "invitation wilma@example.com",
      "withdrawal ada@example.com",
      "withdrawal bo@example.com",
      "withdrawal wilma@example.com",
    ]);
  });

  it("who has no name cannot be written to", () => {
    const signing = trio();
    const unnamed = signing.person(2);
    const { envelope, now } = signing;
    assert.deepEqual(
      refusal(() => remindRecipient(envelope, unnamed, now)),
      ["not_named"],
    );
    assert.deepEqual(
      refusal(() => editRecipient(envelope, unnamed, { name: "Wil" }, "t", now)),
      ["not_named"],
    );
    signing.take(archiveEnvelope(envelope, now));
    assert.deepEqual(signing.emails.slice(1), ["withdrawal ada@example.com", "withdrawal bo@example.com"]);
  });
});
