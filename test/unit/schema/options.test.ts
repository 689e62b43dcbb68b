import assert from "node:assert/strict";
import { type EnvelopeKind, optionsIssues } from "../../../schema/validate.ts";
import { encode, toCamel } from "../../../schema/wire.ts";

const signer = {
  type: "SIGNER",
  name: "Pat Example",
  email: "pat@example.com",
  event_notifications: ["signer_invitation"],
};
const text = { type: "text_field", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8, width: 0.2 };
const signature = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };
const logo = Buffer.from("89504e470d0a1a0a0000000d", "hex").toString("base64");

const options = (change: object): object => ({ name: "NDA", recipients: [signer], ...change });
const withSigner = (change: object): object => options({ recipients: [{ ...signer, ...change }] });
const withTag = (change: object): object => withSigner({ tags: [{ ...text, ...change }] });

const wrong = (value: object, kind?: EnvelopeKind): string[] =>
  optionsIssues(value, undefined, kind).map(({ path, message }) => `${path.join(".")}: ${message}`);
const pathsOf = (value: object, kind?: EnvelopeKind): string[] =>
  optionsIssues(value, undefined, kind).map(({ path }) => path.join("."));

const webhooks = { destination: "https://example.com/hook", subscriptions: ["envelope_ready"] };
const idv = { session_config_name: "Real Estate" };
const rule = { action: "show", conditions: [{ trigger_tag_name: "a", criteria: "has_value" }] };

describe("the options of any envelope", () => {
  for (const [what, value] of [
    ["one-time passwords", options({ has_envelope_otps: true })],
    ["autotagging", options({ autotagging: "REAL_ESTATE" })],
    ["webhooks", options({ notifications: webhooks })],
    ["attributes of the Yoti app", withSigner({ auth_type: "sign-auth", yoti_attributes: ["photo"] })],
    [
      "an identity check",
      withSigner({
        auth_type: "idv",
        verification: {
          idv: {
            ...{ ...idv, when: "after_submitting", session_limit: 10 },
            blocks_signing: ["deadend_errors", "merge_field_not_resolved"],
          },
        },
      }),
    ],
    ["an age check", withSigner({ verification: { age: { age_estimation: { allowed: false } } } })],
    ["a witness", withSigner({ witness: { auth_type: "sign-auth", tags: [signature] } })],
    [
      "rules",
      withSigner({
        rules: [
          {
            ...rule,
            affected_tag_names: ["b"],
            affected_tag_group_names: [],
            affected_tag_names_other_recipients: ["c"],
            affected_tag_group_names_other_recipients: ["d"],
          },
        ],
      }),
    ],
    [
      "a merge field",
      withTag({ merge_field: { source: "idv", id_doc: "PASSPORT", field_name: "full_name" } }),
    ],
  ] as const)
    it(`may have ${what}`, () => {
      assert.deepEqual(wrong(value), []);
      assert.deepEqual(wrong(value, "embedded"), []);
    });

  for (const [value, ...paths] of [
    [options({ has_envelope_otps: "yes" }), "has_envelope_otps"],
    [options({ autotagging: "general" }), "autotagging"],
    [
      options({ notifications: { ...webhooks, destination: "http://example.com" } }),
      "notifications.destination",
    ],
    [options({ notifications: { ...webhooks, subscriptions: ["all"] } }), "notifications.subscriptions.0"],
    [options({ notifications: {} }), "notifications.destination", "notifications.subscriptions"],
    [withSigner({ yoti_attributes: ["email_address"] }), "recipients.0.yoti_attributes.0"],
    [withSigner({ verification: {} }), "recipients.0.verification"],
    [
      withSigner({ verification: { idv, age: { age_estimation: { allowed: true } } } }),
      "recipients.0.verification",
    ],
    [
      withSigner({ verification: { idv: { ...idv, session_limit: 11 } } }),
      "recipients.0.verification.idv.session_limit",
    ],
    [
      withSigner({ verification: { idv: { when: "later" } } }),
      "recipients.0.verification.idv.session_config_name",
      "recipients.0.verification.idv.when",
    ],
    [withSigner({ witness: { tags: [] } }), "recipients.0.witness.tags"],
    [withSigner({ witness: { auth_type: "idv", tags: [text] } }), "recipients.0.witness.auth_type"],
    [withSigner({ witness: { tags: [{ ...signature, width: 0.1 }] } }), "recipients.0.witness.tags.0.width"],
    [withSigner({ rules: [{ ...rule, action: "blink" }] }), "recipients.0.rules.0.action"],
    [withSigner({ rules: [{ ...rule, conditions: [] }] }), "recipients.0.rules.0.conditions"],
    [
      withSigner({ rules: [{ ...rule, conditions: [{ criteria: "maybe" }] }] }),
      "recipients.0.rules.0.conditions.0.trigger_tag_name",
      "recipients.0.rules.0.conditions.0.criteria",
    ],
    [
      withSigner({ tags: [{ ...signature, merge_field: { source: "idv", field_name: "x" } }] }),
      "recipients.0.tags.0.merge_field",
    ],
    [
      withTag({ merge_field: { source: "app" } }),
      "recipients.0.tags.0.merge_field.field_name",
      "recipients.0.tags.0.merge_field.source",
    ],
    [
      withSigner({ type: "CC", event_notifications: undefined, witness: { tags: [text] } }),
      "recipients.0.witness",
    ],
  ] as const)
    it(`are refused for ${paths.join(" and ")}`, () => {
      assert.deepEqual(pathsOf(JSON.parse(JSON.stringify(value))), paths);
    });

  it("say once what is wrong with a choice that is no text", () => {
    assert.deepEqual(
      wrong(withSigner({ event_notifications: [null] })).map((line) => line.split(".")[3]),
      ["0: must be a string"],
    );
  });

  it("take no address of a server that only a browser would understand", () => {
    for (const destination of ["https:example.com", "https:/example.com", " https://example.com", "https://"])
      assert.deepEqual(pathsOf(options({ notifications: { ...webhooks, destination } })), [
        "notifications.destination",
      ]);
  });

  it("say what an address of a server must be", () => {
    const [issue] = wrong(options({ notifications: { ...webhooks, destination: "ftp://example.com" } }));
    assert.match(issue ?? "", /destination: is not an https address\. Where they are sent/);
  });

  it("say which type decides where it decides", () => {
    const [width] = optionsIssues(withSigner({ witness: { tags: [{ ...signature, width: 0.1 }] } }));
    const [missing] = optionsIssues(withSigner({ tags: [{ ...text, width: undefined }] }));
    assert.deepEqual(width?.decidedBy, [["recipients", 0, "witness", "tags", 0, "type"]]);
    assert.deepEqual(missing?.decidedBy, [["recipients", 0, "tags", 0, "type"]]);
  });
});

describe("the options of a standard envelope", () => {
  it("have neither branding nor redirect URLs", () => {
    const message = "is for embedded envelopes only; remove it, or declare an embedded envelope";
    assert.deepEqual(wrong(options({ branding: {}, parent_redirect_urls: {} })), [
      `branding: ${message}`,
      `parent_redirect_urls: ${message}`,
    ]);
  });

  it("may leave open what a signer is told about, and tell by SMS", () => {
    assert.deepEqual(wrong(withSigner({ event_notifications: undefined })), []);
    assert.deepEqual(wrong(withSigner({ event_notifications: ["signer_invitation_sms"] })), []);
  });
});

describe("the options of an embedded envelope", () => {
  it("may have branding and redirect URLs", () => {
    const branding = { logo_options: { logo_choice: "no_logo", logo_base64: logo }, primary_color: "#000" };
    const parent_redirect_urls = { success: "https://example.com/ok", failure: "https://example.com/no" };
    assert.deepEqual(wrong(options({ branding, parent_redirect_urls }), "embedded"), []);
  });

  it("ask for a logo that is a PNG of at most 200 kB", () => {
    const ofBytes = (bytes: number): string =>
      Buffer.concat([Buffer.from(logo, "base64"), Buffer.alloc(bytes - 12)]).toString("base64");
    const branded = (logo_base64: string) => options({ branding: { logo_options: { logo_base64 } } });
    for (const bytes of [12, 13, 14, 199_999, 200_000])
      assert.deepEqual(wrong(branded(ofBytes(bytes)), "embedded"), []);
    const padding = ofBytes(13).replace(/=+$/, "");
    for (const logo_base64 of ["", "R0lGODlh", `${logo}!`, padding, ofBytes(200_001), ofBytes(10_000_000)])
      assert.deepEqual(pathsOf(branded(logo_base64), "embedded"), ["branding.logo_options.logo_base64"]);
  });

  it("ask for redirect URLs with https", () => {
    assert.deepEqual(
      pathsOf(options({ parent_redirect_urls: { success: "http://example.com" } }), "embedded"),
      ["parent_redirect_urls.success"],
    );
  });

  it("ask of every signer what they are told about, and not of a copy", () => {
    const copy = { type: "CC", name: "Ari Copy", email: "ari@example.com" };
    const { event_notifications: _, ...silent } = signer;
    assert.deepEqual(wrong(options({ recipients: [silent, copy] }), "embedded"), [
      "recipients.0.event_notifications: is required. An embedded envelope says what each signer is told about; an empty list is nothing.",
    ]);
    assert.deepEqual(wrong(withSigner({ event_notifications: [] }), "embedded"), []);
  });

  it("tell nobody by SMS", () => {
    assert.deepEqual(wrong(withSigner({ event_notifications: ["signer_invitation_sms"] }), "embedded"), [
      "recipients.0.event_notifications.0: is not for embedded envelopes, which invite nobody by SMS; remove it",
    ]);
  });
});

describe("a name that a program writes as the API does", () => {
  it("is refused with the name that programs have for it", () => {
    const { type: _, ...person } = signer;
    const value = encode({ name: "NDA", recipients: [{ ...person, type: "SIGNER", signGroup: 1 }] });
    assert.deepEqual(
      optionsIssues(value, toCamel).map(({ path, message }) => [path.map(String).map(toCamel), message]),
      [[["recipients", "0", "event_notifications"], "is written eventNotifications in a program"]],
    );
  });
});
