import assert from "node:assert/strict";
import type { Issue } from "../../../schema/issue.ts";
import {
  envelopeIssues,
  envelopeSummaryIssues,
  optionsIssues,
  requestIssues,
} from "../../../schema/validate.ts";
import { toCamel } from "../../../schema/wire.ts";

const signature = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };
const signer = { type: "SIGNER", name: "Pat Example", email: "pat@example.com", tags: [signature] };
const options = { name: "Mutual NDA", recipients: [signer] };

const withSigner = (change: object): object => ({ ...options, recipients: [{ ...signer, ...change }] });
const withTag = (change: object): object => withSigner({ tags: [{ ...signature, ...change }] });

const pathsOf = (issues: Issue[]): string[] => issues.map(({ path }) => path.join("."));

describe("the schema of options", () => {
  it("accepts what is valid", () => {
    assert.deepEqual(optionsIssues(options), []);
  });

  it("names every field that is missing or of a wrong type at once", () => {
    assert.deepEqual(pathsOf(optionsIssues({ recipients: [{ type: "SIGNER", name: 5 }] })), [
      "name",
      "recipients.0.email",
      "recipients.0.name",
    ]);
  });

  it("does not stop at what is no object", () => {
    for (const value of [undefined, null, 5, "options", [], [[]]])
      assert.deepEqual(pathsOf(optionsIssues(value)).length > 0, true);
  });

  for (const [value, path, message] of [
    [
      withSigner({ phone: "1" }),
      "recipients.0.phone",
      /^is not a field here; there are: type, name, email, role,/,
    ],
    [withSigner({ email: "nobody" }), "recipients.0.email", /^is not a valid e-mail address\./],
    [
      withSigner({ name: "Pat/Example" }),
      "recipients.0.name",
      /^has a character or a form that is not allowed\./,
    ],
    [
      withSigner({ auth_type: "password" }),
      "recipients.0.auth_type",
      /^must be one of "no-auth", "sign-auth", "idv"\./,
    ],
    [withSigner({ sign_group: "1" }), "recipients.0.sign_group", /^must be an? integer\./],
    [withSigner({ mobile_number: "7700900123" }), "recipients.0.iso_country_code", /^is required$/],
    [
      withSigner({ event_notifications: ["envelope_completion", "envelope_completion"] }),
      "recipients.0.event_notifications",
      /^lists something twice; remove one$/,
    ],
    [withSigner({ type: "CC", tags: undefined, role: "Copy" }), "recipients.0.role", /^is not for a CC/],
    [withTag({ width: 0.1 }), "recipients.0.tags.0.width", /^is for tags of type text_field only/],
    [withTag({ type: "text_field" }), "recipients.0.tags.0.width", /^is required$/],
    [
      withTag({ type: "date_signed_field", optional: true }),
      "recipients.0.tags.0.optional",
      /^must not be true here: the service sets a date_signed_field/,
    ],
    [withTag({ x: 0.95 }), "recipients.0.tags.0.x", /^must be <= 0\.949\. Left edge as a fraction/],
  ] as const)
    it(`says of ${path} that it ${String(message).slice(2, 50)}…`, () => {
      const issues = optionsIssues(value);
      assert.deepEqual(pathsOf(issues), [path]);
      assert.match(issues[0]?.message ?? "", message);
    });

  it("lists field names as the caller writes them", () => {
    const [issue] = optionsIssues(withSigner({ phone: "1" }), toCamel);
    assert.match(issue?.message ?? "", /authType, signGroup/);
  });

  it("never repeats a value", () => {
    const secret = "zq-secret@example.com";
    const values = [
      { ...options, name: secret.repeat(9) },
      withSigner({ email: `${secret} ` }),
      withTag({ type: secret }),
      withTag({ x: secret }),
    ];
    for (const value of values)
      assert.doesNotMatch(JSON.stringify(optionsIssues(value).map(({ message }) => message)), /zq-secret/);
  });

  it("takes a hostile tag group name in stride", () => {
    assert.equal(optionsIssues(withTag({ tag_group_name: `${"a".repeat(200_000)}!` })).length > 0, true);
  });
});

describe("the schema of an envelope's state", () => {
  it("accepts the documented answers", () => {
    const recipient = {
      id: "5b0a2a3e-6f0e-4a86-9d3b-4c1f6d0f3c55",
      type: "CC",
      name: "Ari Copy",
      email: "archive@example.com",
      sign_group_order: "",
      sign_status: null,
      something_new: true,
    };
    assert.deepEqual(envelopeIssues({ envelope_id: "x", status: "QUEUED" }), []);
    assert.deepEqual(envelopeIssues({ status: "COMPLETED" }), []);
    assert.deepEqual(
      envelopeIssues({ status: "ACTIVE", details: { recipients: [recipient], completed_at: null } }),
      [],
    );
    assert.deepEqual(
      envelopeIssues({ status: "ERRORED", details: { errors: [{ file_name: "nda.pdf", code: "X" }] } }),
      [],
    );
  });

  it("refuses what is no state", () => {
    assert.deepEqual(pathsOf(envelopeIssues({})), ["status"]);
    assert.deepEqual(pathsOf(envelopeIssues({ status: "GONE" })), ["status"]);
    assert.deepEqual(pathsOf(envelopeIssues({ status: "ACTIVE", details: { recipients: {} } })), [
      "details.recipients",
    ]);
  });
});

describe("the schema of a request of either kind", () => {
  it("accepts what only one of the kinds may have", () => {
    const redirects = { parent_redirect_urls: { success: "https://example.com/signed" } };
    assert.deepEqual(pathsOf(optionsIssues({ ...options, ...redirects })), ["parent_redirect_urls"]);
    assert.deepEqual(requestIssues({ ...options, ...redirects }), []);
    assert.deepEqual(pathsOf(requestIssues({})), ["name", "recipients"]);
  });

  it("knows a field by the name that programs have for it", () => {
    assert.deepEqual(requestIssues(withSigner({ signGroup: 1 })), [
      { path: ["recipients", 0, "signGroup"], message: "is written sign_group here" },
    ]);
  });
});

describe("the schema of a summary", () => {
  it("accepts a summary, and refuses one without id or status", () => {
    assert.deepEqual(
      envelopeSummaryIssues({ envelope_id: "x", envelope: "NDA", status: "active", created_at: "" }),
      [],
    );
    assert.deepEqual(pathsOf(envelopeSummaryIssues({})), ["envelope_id", "status"]);
  });
});
