import assert from "node:assert/strict";
import { canonicalRequest, fingerprint } from "../../../schema/canonical.ts";
import type { WireOptions, WireRecipient, WireRule, WireTag } from "../../../schema/generated/wire.ts";

const signer: WireRecipient = { type: "SIGNER", name: "Pat Example", email: "pat@example.com" };
const options: WireOptions = { name: "Mutual NDA", recipients: [signer] };
const documents = [{ name: "nda.pdf", sha256: "a".repeat(64) }];
const field: WireTag = { type: "text_field", file_name: "nda.pdf", page_number: 1, x: 0, y: 0, width: 0.1 };

const canonical = (change: Partial<WireOptions>) => canonicalRequest({ ...options, ...change }, documents);
const fingerprintOf = (change: Partial<WireOptions>): string => fingerprint(canonical(change));
const withSigner = (change: Partial<WireRecipient>): string =>
  fingerprintOf({ recipients: [{ ...signer, ...change }] });

const png = "iVBORw0KGgo";
const rule: WireRule = {
  action: "show",
  conditions: [
    { trigger_tag_name: "a", criteria: "has_value" },
    { trigger_tag_name: "b", criteria: "no_value" },
  ],
  affected_tag_names: ["c", "d"],
};
const { idv } = {
  idv: {
    session_config_name: "HR",
    blocks_signing: ["deadend_errors" as const, "merge_field_not_resolved" as const],
  },
};
const hook = {
  destination: "https://example.com",
  subscriptions: ["envelope_ready" as const, "upload_errors" as const],
};

describe("the canonical request of a larger envelope", () => {
  it("has the logo by its SHA-256, and the default choice of a logo", () => {
    const branding = { logo_options: { logo_base64: png }, primary_color: "#000" };
    assert.deepEqual(canonical({ branding }).fields, {
      name: "Mutual NDA",
      branding: {
        primary_color: "#000",
        logo_options: {
          logo_choice: "yoti_sign",
          logo_sha256: "4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6",
        },
      },
    });
  });

  it("has witness, rules and checks among a signer's terms", () => {
    const [recipient] = canonical({
      recipients: [{ ...signer, witness: { tags: [field] }, rules: [rule], verification: { idv } }],
    }).recipients;
    assert.deepEqual(recipient?.contact, { name: "Pat Example", email: "pat@example.com" });
    assert.deepEqual(
      [recipient.terms.witness, recipient.terms.rules, recipient.terms.verification],
      [{ auth_type: "no-auth", tags: [field] }, [rule], { idv }],
    );
  });
});

describe("the fingerprint of a larger envelope", () => {
  for (const [what, one, other] of [
    ["no one-time passwords", fingerprintOf({}), fingerprintOf({ has_envelope_otps: false })],
    [
      "webhooks in any order",
      fingerprintOf({ notifications: hook }),
      fingerprintOf({ notifications: { ...hook, subscriptions: hook.subscriptions.toReversed() } }),
    ],
    [
      "an empty branding",
      fingerprintOf({ branding: {} }),
      fingerprintOf({ branding: { logo_options: { logo_choice: "yoti_sign" } } }),
    ],
    [
      "attributes in any order",
      withSigner({ yoti_attributes: ["photo", "gender"] }),
      withSigner({ yoti_attributes: ["gender", "photo"] }),
    ],
    ["no rules", withSigner({}), withSigner({ rules: [] })],
    [
      "rules, their conditions and what they affect in any order",
      withSigner({ rules: [rule, { ...rule, action: "hide" }] }),
      withSigner({
        rules: [
          { ...rule, action: "hide" },
          {
            ...rule,
            conditions: rule.conditions.toReversed(),
            affected_tag_names: ["d", "c"],
            affected_tag_group_names: [],
          },
        ],
      }),
    ],
    [
      "what blocks signing in any order",
      withSigner({ verification: { idv } }),
      withSigner({ verification: { idv: { ...idv, blocks_signing: idv.blocks_signing.toReversed() } } }),
    ],
    [
      "a witness's tags in any order, with their defaults",
      withSigner({ witness: { tags: [field, { ...field, x: 0.1 }] } }),
      withSigner({ witness: { auth_type: "no-auth", tags: [{ ...field, x: 0.1, readonly: false }, field] } }),
    ],
  ] as const)
    it(`is the same for ${what}`, () => {
      assert.equal(one, other);
    });

  it("is the same in every release for excluded files, sorted by their names alone", () => {
    assert.equal(
      withSigner({ excluded_files: ["b.pdf copy.pdf", "b.pdf"] }),
      "MdCEj6WtArHBOsCb8GEtRqG_xaFhEtBvF-yQwMaAQFM",
    );
  });

  it("is another one for every other content", () => {
    const others = [
      fingerprintOf({}),
      fingerprintOf({ has_envelope_otps: true }),
      fingerprintOf({ autotagging: "GENERAL" }),
      fingerprintOf({ notifications: hook }),
      fingerprintOf({ branding: {} }),
      fingerprintOf({ branding: { logo_options: { logo_base64: png } } }),
      fingerprintOf({ branding: { logo_options: { logo_base64: `${png}AAA` } } }),
      fingerprintOf({ parent_redirect_urls: { success: "https://example.com" } }),
      withSigner({ yoti_attributes: ["photo"] }),
      withSigner({ rules: [rule] }),
      withSigner({ rules: [{ ...rule, action: "hide" }] }),
      withSigner({ verification: { idv } }),
      withSigner({ witness: { tags: [field] } }),
      withSigner({ tags: [field] }),
      withSigner({ tags: [{ ...field, merge_field: { source: "idv", field_name: "full_name" } }] }),
    ];
    assert.equal(new Set(others).size, others.length);
  });
});
