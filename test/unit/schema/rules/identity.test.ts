import assert from "node:assert/strict";
import type { WireRecipient, WireTag } from "../../../../schema/generated/wire.ts";
import { field, signature, signer, wrong } from "./sample-options.ts";

const merged: WireTag = { ...field, merge_field: { source: "idv", field_name: "full_name" } };
const verification = { idv: { session_config_name: "Real Estate" } };

describe("a signer's identity", () => {
  it("gives attributes of the Yoti app to those who sign with it", () => {
    const shares: WireRecipient = { ...signer, yoti_attributes: ["full_name"] };
    assert.deepEqual(wrong([{ ...shares, auth_type: "sign-auth" }]), []);
    for (const one of [shares, { ...shares, auth_type: "idv" as const }])
      assert.deepEqual(wrong([one]), [
        'recipients.0.yoti_attributes: is for signers who sign with the Yoti app (auth type "sign-auth"); remove it, or let the signer do so',
      ]);
  });

  it("fills merge fields once it is checked", () => {
    assert.deepEqual(wrong([{ ...signer, auth_type: "idv", tags: [merged] }]), []);
    assert.deepEqual(wrong([{ ...signer, verification, tags: [merged] }]), []);
    const age = { age: { age_estimation: { allowed: true } } };
    assert.deepEqual(wrong([{ ...signer, verification: age, tags: [signature, merged] }]), [
      'recipients.0.tags.1.merge_field: needs an identity check of the signer: auth type "idv", or a verification by idv; add one, or remove it',
    ]);
  });

  it("fills no merge field of an envelope with one-time passwords", () => {
    const phone = { iso_country_code: "US", mobile_number: 2_125_550_123 };
    const one: WireRecipient = { ...signer, ...phone, verification, tags: [merged] };
    assert.deepEqual(wrong([one], { has_envelope_otps: true }), [
      "recipients.0.tags.0.merge_field: cannot be in an envelope with one-time passwords; remove one of the two",
    ]);
  });

  it("fills no merge field of a witness", () => {
    assert.deepEqual(wrong([{ ...signer, verification, witness: { tags: [merged] } }]), [
      "recipients.0.witness.tags.0.merge_field: is not for witnesses, whose identity is not checked; remove it",
    ]);
  });
});

describe("a witness", () => {
  it("has tags by the same rules as the signer, with names of their own", () => {
    const tags = [{ ...signature, name: "a" }];
    assert.deepEqual(wrong([{ ...signer, tags, witness: { auth_type: "sign-auth", tags } }]), []);
    const odd: WireTag[] = [
      { ...signature, name: "a", file_name: "other.pdf" },
      { ...signature, name: "a", page_number: 3 },
      { ...field, x: 0.9, tag_group_name: "alone" },
      { ...field, validation: { regex: "[" } },
    ];
    assert.deepEqual(wrong([{ ...signer, witness: { tags: odd } }]), [
      "recipients.0.witness.tags.1.name: is the name of tags[0] too; a recipient's tags need different names",
      "recipients.0.witness.tags.2.tag_group_name: names a group of one tag; a group needs two or more",
      "recipients.0.witness.tags.3.validation: is no regular expression, or has flags that there are not",
      'recipients.0.witness.tags.0.file_name: is not a document of this envelope; there are: "nda.pdf"',
      'recipients.0.witness.tags.1.page_number: is 3, but "nda.pdf" has 2 pages',
      "recipients.0.witness.tags.2.width: reaches past the page's right edge: x + width must be less than 1",
    ]);
  });
});
