import assert from "node:assert/strict";
import { archiveEnvelope } from "../../../../emulator/envelope/archive-envelope.ts";
import { extendTokens } from "../../../../emulator/envelope/extend-tokens.ts";
import { remindRecipient } from "../../../../emulator/envelope/remind-recipient.ts";
import { openSignedDocument, queueSignedDocument } from "../../../../emulator/envelope/signed-document.ts";
import { recordView } from "../../../../emulator/signing/record-view.ts";
import { refusal, SignedEnvelope, signer, tag } from "./signing-person.ts";

const bo = signer({ name: "Bo Example", email: "bo@example.com", sign_group: 2 });

describe("the stage of a signing link", () => {
  it("is sign, then signed, also once everybody has", () => {
    const signing = new SignedEnvelope([signer(), bo]);
    assert.equal(signing.stage(), "sign");
    signing.submit({ 0: "A" });
    assert.equal(signing.stage(), "signed");
    signing.submit({ 0: "B" }, 1);
    assert.deepEqual(
      [signing.envelope.status, signing.stage(0), signing.stage(1)],
      ["COMPLETE", "signed", "signed"],
    );
  });

  it("is waiting until the sign group's turn", () => {
    const signing = new SignedEnvelope([signer(), bo]);
    assert.equal(signing.stage(1), "waiting");
    assert.deepEqual(
      refusal(() => signing.submit({ 0: "B" }, 1)),
      ["not_now"],
    );
    signing.submit({ 0: "A" });
    assert.equal(signing.stage(1), "sign");
  });

  it("is expired after the link's life, which an extension gives anew and a reminder does not", () => {
    const signing = new SignedEnvelope([signer({ active_for_seconds: 60 })]);
    signing.now += 60_000;
    assert.equal(signing.stage(), "expired");
    assert.deepEqual(
      refusal(() => signing.submit({ 0: "A" })),
      ["link_expired"],
    );
    signing.take(remindRecipient(signing.envelope, signing.person(0), signing.now));
    assert.equal(signing.stage(), "expired");
    signing.take(extendTokens(signing.envelope, [signing.person(0).token ?? ""], signing.now));
    assert.equal(signing.stage(), "sign");
    assert.equal(signing.view().expiresAt, "2026-01-31T12:02:00.000Z");
  });

  it("is closed once the envelope is archived, for those who have signed too", () => {
    const signing = new SignedEnvelope([signer(), bo]);
    signing.submit({ 0: "A" });
    signing.take(archiveEnvelope(signing.envelope, signing.now));
    assert.deepEqual([signing.stage(0), signing.stage(1)], ["closed", "closed"]);
    assert.equal(signing.view(1).reason, "The sender has withdrawn the documents.");
    assert.deepEqual(
      refusal(() => signing.submit({ 0: "B" }, 1)),
      ["not_now"],
    );
  });

  it("is closed for the witness of somebody who signed offline, once everybody has signed", () => {
    const signing = new SignedEnvelope([signer({ witness: { tags: [tag()] } })]);
    const document = { name: "signed.pdf", sha256: "b".repeat(64) };
    signing.take(queueSignedDocument(signing.envelope, signing.person(0), document));
    signing.take(openSignedDocument(signing.envelope, signing.person(0), undefined, signing.now));
    assert.deepEqual(
      [signing.envelope.status, signing.stage(0), signing.stage(1)],
      ["COMPLETE", "signed", "closed"],
    );
  });

  it("shows documents and tags from sign on, and not before or by a dead link", () => {
    const signing = new SignedEnvelope([signer({ active_for_seconds: 60 }), bo]);
    const seen = (index: number) => [signing.view(index).files.length, signing.view(index).tags.length];
    assert.deepEqual(
      [seen(0), seen(1)],
      [
        [1, 1],
        [0, 0],
      ],
    );
    signing.submit({ 0: "A" });
    assert.deepEqual(seen(0), [1, 1]);
    signing.now += 60_000;
    assert.deepEqual(seen(0), [1, 1]);
    signing.take(archiveEnvelope(signing.envelope, signing.now));
    assert.deepEqual(seen(0), [0, 0]);
  });

  it("notes the first time that the documents are shown", () => {
    const signing = new SignedEnvelope([signer(), bo]);
    signing
      .take(recordView(signing.link(1)))
      .take(recordView(signing.link(0)))
      .take(recordView(signing.link(0)));
    signing.submit({ 0: "A" });
    assert.deepEqual(signing.trail(), ["invited 0", "viewed 0", "signed 0", "invited 1"]);
  });
});
