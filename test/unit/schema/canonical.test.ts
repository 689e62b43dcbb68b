import assert from "node:assert/strict";
import {
  type CanonicalDocument,
  canonicalRequest,
  digest,
  fingerprint,
  stableJson,
} from "../../../schema/canonical.ts";
import type { WireOptions, WireRecipient } from "../../../schema/generated/wire.ts";

const documents: CanonicalDocument[] = [
  { name: "nda.pdf", sha256: "a".repeat(64) },
  { name: "annex.pdf", sha256: "b".repeat(64) },
];

const signature = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 } as const;

const signer: WireRecipient = {
  type: "SIGNER",
  name: "Pat Example",
  email: "pat@example.com",
  tags: [signature],
};

const options: WireOptions = {
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  recipients: [signer, { type: "CC", name: "Ari Copy", email: "archive@example.com" }],
};

const fingerprintOf = (change: Partial<WireOptions> = {}): string =>
  fingerprint(canonicalRequest({ ...options, ...change }, documents));

const withSigner = (change: Partial<WireRecipient>): string =>
  fingerprintOf({ recipients: [{ ...signer, ...change }, ...options.recipients.slice(1)] });

describe("the canonical request", () => {
  it("has the defaults filled in, contact and terms apart", () => {
    assert.deepEqual(canonicalRequest(options, documents), {
      documents,
      fields: { name: "Mutual NDA", emails: { invitation: { body: { message: "Please sign." } } } },
      recipients: [
        {
          contact: { name: "Pat Example", email: "pat@example.com" },
          terms: {
            type: "SIGNER",
            auth_type: "no-auth",
            sign_group: 1,
            active_for_seconds: 172_800,
            time_zone_name: "UTC",
            event_notifications: ["envelope_completion", "signer_invitation"],
            tags: [signature],
          },
        },
        { contact: { name: "Ari Copy", email: "archive@example.com" }, terms: { type: "CC" } },
      ],
    });
  });
});

describe("the fingerprint of a request", () => {
  it("is the same in every release: state and journals of earlier ones have it", () => {
    assert.equal(fingerprintOf(), "txSAcv073asISjgLq77i4O5Xvdg9SVnfqOT6ffyXfrA");
  });

  it("does not depend on the order in which recipients are listed", () => {
    assert.equal(fingerprintOf({ recipients: options.recipients.toReversed() }), fingerprintOf());
  });

  it("depends on the order of the documents, and on their bytes", () => {
    const reversed = canonicalRequest(options, documents.toReversed());
    const other = canonicalRequest(options, documents.with(0, { name: "nda.pdf", sha256: "c".repeat(64) }));
    assert.equal(new Set([fingerprintOf(), fingerprint(reversed), fingerprint(other)]).size, 3);
  });

  for (const [what, change] of [
    ["the type of link", { auth_type: "no-auth" }],
    ["the sign group", { sign_group: 1 }],
    ["the life of the link", { active_for_seconds: 172_800 }],
    ["the time zone", { time_zone_name: "UTC" }],
    [
      "the notifications, in any order",
      { event_notifications: ["signer_invitation", "envelope_completion"] },
    ],
    ["no excluded files", { excluded_files: [] }],
    ["a required tag", { tags: [{ ...signature, optional: false }] }],
  ] as const)
    it(`is the same with the default of ${what} spelled out`, () => {
      assert.equal(withSigner(change as Partial<WireRecipient>), withSigner({}));
    });

  it("is the same with the defaults of a text field spelled out", () => {
    const field = { ...signature, type: "text_field", width: 0.2 } as const;
    const spelledOut = { ...field, optional: false, readonly: false, disable_resize: false };
    assert.equal(withSigner({ tags: [spelledOut] }), withSigner({ tags: [field] }));
  });

  it("is the same without reminders, with a frequency of 0, and with e-mails of which nothing is said", () => {
    const { invitation } = options.emails ?? {};
    assert.equal(
      fingerprintOf({ emails: { ...options.emails, reminders: { frequency: 0 } } }),
      fingerprintOf(),
    );
    assert.ok(invitation);
    const [none, empty, zero] = [undefined, {}, { reminders: { frequency: 0 as const } }].map((emails) =>
      fingerprint(canonicalRequest({ ...options, ...(emails ? { emails } : { emails: {} }) }, documents)),
    );
    assert.equal(empty, none);
    assert.equal(zero, none);
  });

  it("is the same however a text is composed in Unicode", () => {
    assert.equal(withSigner({ name: "Re\u0301ne\u0301e" }), withSigner({ name: "Rénée" }));
    const files = ["z.pdf", "e\u0301.pdf"];
    assert.equal(
      withSigner({ excluded_files: files.map((file) => file.normalize("NFC")) }),
      withSigner({ excluded_files: files }),
    );
  });

  it("is the same however the domain of an address is written, and not the part before it", () => {
    assert.equal(withSigner({ email: "pat@EXAMPLE.com" }), withSigner({}));
    assert.notEqual(withSigner({ email: "PAT@example.com" }), withSigner({}));
    const replyTo = (reply_to: string) => fingerprintOf({ emails: { ...options.emails, reply_to } });
    assert.equal(replyTo("us@EXAMPLE.com"), replyTo("us@example.com"));
  });

  it("is the same for a phone as number or text, and its country in any case", () => {
    assert.equal(
      withSigner({ iso_country_code: "gb", mobile_number: 7_700_900_123 }),
      withSigner({ iso_country_code: "GB", mobile_number: "7700900123" }),
    );
  });

  it("is the same in whatever order tags are listed", () => {
    const other = { ...signature, type: "initials" as const };
    assert.equal(withSigner({ tags: [other, signature] }), withSigner({ tags: [signature, other] }));
  });

  it("is another one for every other content", () => {
    const others = [
      fingerprintOf(),
      fingerprintOf({ name: "Other" }),
      fingerprintOf({ sender: { event_notifications: [] } }),
      fingerprintOf({ emails: { ...options.emails, reminders: { frequency: 7 } } }),
      withSigner({ name: "Paula Example" }),
      withSigner({ role: "Partner" }),
      withSigner({ sign_group: 2 }),
      withSigner({ auth_type: "sign-auth" }),
      withSigner({ event_notifications: [] }),
      withSigner({ tags: [] }),
      withSigner({ tags: [{ ...signature, x: 0.2 }] }),
      withSigner({ tags: [signature, signature] }),
    ];
    assert.equal(new Set(others).size, others.length);
  });
});

describe("a digest", () => {
  it("is of the value, not of how its keys are ordered", () => {
    assert.equal(digest({ a: 1, b: [{ c: 2, d: 3 }] }), digest({ b: [{ d: 3, c: 2 }], a: 1 }));
    assert.notEqual(digest([1, 2]), digest([2, 1]));
  });

  it("is short, and the same in every release", () => {
    assert.equal(digest({ name: "Mutual NDA" }), "sfe9PU_YCE_ocLUJ0d3Mew");
  });
});

describe("stable JSON", () => {
  it("sorts keys at every depth, and keeps lists as they are", () => {
    assert.equal(stableJson({ b: [{ d: 1, c: null }], a: "x" }), '{"a":"x","b":[{"c":null,"d":1}]}');
  });
});
