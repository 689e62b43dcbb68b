import assert from "node:assert/strict";
import { reviewOf } from "../../../review/review-of.ts";
import type { ReviewSource } from "../../../review/review-source.ts";
import type { EnvelopeInputs, RecipientInputs } from "../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { created, edited, type Planned, removed, replaced, sentAs, sourceOf, urn } from "./planned.ts";

const id = "11111111-1111-4111-8111-111111111111";
const tags = [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.1 }];
const phone = { isoCountryCode: "GB", mobileNumber: "7700900123" };
const signer = (key: string, more: Partial<RecipientInputs> = {}): RecipientInputs => ({
  ...{ key, name: `${key} Example`, email: `${key}@example.com`, tags },
  ...more,
});
const copy: RecipientInputs = { key: "cc", type: "CC", name: "Cc Example", email: "cc@example.com" };
const nda = (...recipients: RecipientInputs[]): EnvelopeInputs => ({
  ...{ name: "NDA", documents: [{ path: "nda.pdf", sha256: "ab".repeat(32), pages: 1, bytes: 9 }] },
  recipients,
});

const mails = (source: ReviewSource): string[] =>
  reviewOf(source).emails.map(({ kind, recipient, by }) => `${kind} ${recipient} ${by.join("+")}`);
const of = (...planned: Planned[]): string[] => mails(sourceOf(planned, new Map()));

describe("who is e-mailed, as a review tells", () => {
  it("of what is sent: sign group 1 at once, others later, everyone of the completion", () => {
    assert.deepEqual(of(created("nda", nda(signer("a"), signer("b", { signGroup: 2 }), copy))), [
      "invitation a e-mail",
      "later b e-mail",
      "copy a e-mail",
      "copy b e-mail",
      "copy cc e-mail",
    ]);
  });

  it("goes by what each is told about, SMS too", () => {
    const quiet = signer("quiet", { eventNotifications: [] });
    const both = signer("both", {
      ...phone,
      eventNotifications: ["signer_invitation", "signer_invitation_sms"],
    });
    const sms = signer("sms", {
      ...phone,
      eventNotifications: ["signer_invitation_sms", "envelope_completion"],
    });
    assert.deepEqual(of(created("nda", nda(quiet, both, sms))), [
      "invitation both e-mail+sms",
      "invitation sms sms",
      "copy sms e-mail",
    ]);
  });

  it("of an embedded envelope: only who is to be told, and those who get copies", () => {
    const embedded = urn("nda", "pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope");
    const told = signer("told", { eventNotifications: ["signer_invitation"] });
    const { entries, steps } = created("nda", nda(signer("a"), told, copy));
    const moved = JSON.parse(JSON.stringify({ entries, steps }).replaceAll(urn("nda"), embedded)) as Planned;
    assert.deepEqual(of(moved), ["invitation told e-mail", "copy cc e-mail"]);
  });

  it("of what is adopted, or stands already: nobody", () => {
    assert.deepEqual(of(created("nda", { ...nda(signer("a")), adopt: id })), []);
    const { entries, steps } = created("nda", nda(signer("a")));
    assert.deepEqual(of({ entries: entries.filter((entry) => !("effect" in entry)), steps }), []);
  });

  it("of what is partly unknown: as far as it is known", () => {
    const inputs = nda(signer("a", { email: unknownValue }));
    const { emails, envelopes, effects } = reviewOf(sourceOf([created("nda", inputs)], new Map()));
    assert.deepEqual(
      emails.map(({ kind, email }) => [kind, email]),
      [
        ["invitation", "(not known yet)"],
        ["copy", "(not known yet)"],
      ],
    );
    assert.deepEqual([envelopes[0]?.unknown, effects], [["recipients[0].email"], []]);
  });

  it("of a withdrawal: every signer, signed or not, and no copies", () => {
    const before = nda(signer("a"), signer("b", { signGroup: 2, eventNotifications: [] }), copy);
    const sent = sentAs(before, id, { signed: ["a"] });
    assert.deepEqual(of(removed("nda", before, sent)), ["withdrawal a e-mail", "withdrawal b e-mail"]);
  });

  for (const status of ["COMPLETE", "ARCHIVED", "MISSING", "ERRORED"] as const)
    it(`of an envelope that is ${status} and no longer declared: nobody`, () => {
      const before = nda(signer("a"));
      assert.deepEqual(of(removed("nda", before, sentAs(before, id, { status }))), []);
    });

  it("of a withdrawal of whom nothing is at hand: every signer", () => {
    const before = nda(signer("a"));
    const { steps } = removed("nda", before, sentAs(before, id));
    const hidden = steps.map(({ oldState, ...step }) => ({
      ...step,
      oldState: {
        inputs: { recipients: "[secret]" },
        outputs: { ...oldState?.outputs, recipients: "[secret]", record: "[secret]" },
      },
    }));
    assert.deepEqual(of({ entries: [], steps: hidden }), ["withdrawal every signer e-mail"]);
  });

  it("of what Pulumi only forgets: nobody", () => {
    const before = nda(signer("a"));
    const { steps } = removed("nda", before, sentAs(before, id));
    const retained = steps.map((step) => ({ ...step, oldState: { ...step.oldState, retainOnDelete: true } }));
    assert.deepEqual(of({ entries: [], steps: retained }), []);
  });

  it("of a replacement: notices to those of before, invitations to those of now", () => {
    const before = nda(signer("a"));
    const now = { ...nda(signer("b")), supersedes: id };
    const sent = sentAs(before, id);
    assert.deepEqual(of(replaced("nda", { before, now, sent })), [
      "withdrawal a e-mail",
      "invitation b e-mail",
      "copy b e-mail",
    ]);
    assert.deepEqual(of(replaced("nda", { before, now, sent: { ...sent, status: "COMPLETE" } })), [
      "invitation b e-mail",
      "copy b e-mail",
    ]);
  });

  it("of a replacement that only Pulumi was asked for: nobody", () => {
    const before = nda(signer("a"));
    const { entries, steps } = replaced("nda", { before, now: before, sent: sentAs(before, id) });
    assert.deepEqual(of({ entries: entries.filter((entry) => !("effect" in entry)), steps }), []);
  });

  it("of an edited contact: who was invited anew, if the address is another", () => {
    const before = nda(signer("a"), signer("b", { signGroup: 2 }), signer("c"));
    const now = nda(
      signer("a", { email: "new@example.com" }),
      signer("b", { signGroup: 2, email: "later@example.com" }),
      signer("c", { name: "Another Name" }),
    );
    const sent = sentAs(before, id);
    assert.deepEqual(of(edited("nda", { before, now, sent })), [
      "reassignment a e-mail",
      "later b e-mail",
      "copy b e-mail",
    ]);
  });
});
