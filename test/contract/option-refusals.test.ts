import assert from "node:assert/strict";
import type { WireOptions, WireRecipient, WireRule, WireTag } from "../../schema/generated/wire.ts";
import { ApiError } from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { cc, envelopeOf, optionsOf, signature, signer } from "./envelopes.ts";
import { openTarget, patience, type Target } from "./target.ts";

// What is wrong here has no type of ours on purpose.
const of = (change: object): Partial<WireOptions> => change as Partial<WireOptions>;
const who = (...changes: object[]): Partial<WireOptions> => ({
  recipients: changes.map((change, index) => signer(index + 1, change as Partial<WireRecipient>)),
});
const field = (name: string, change: object = {}): WireTag =>
  ({ ...signature, type: "text_field", width: 0.3, name, ...change }) as WireTag;
const mail = (change: object): Partial<WireOptions> => of({ emails: { ...optionsOf().emails, ...change } });

const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
const idv = { session_config_name: "HR" };
const merge_field = { source: "idv", field_name: "full_name" };
const on = (...names: string[]): object[] =>
  names.map((trigger_tag_name) => ({ trigger_tag_name, criteria: "has_value" }));
const fields = [
  ...[field("a"), field("b"), { ...signature, type: "date_signed_field", name: "date" }],
  ...["c", "d"].map((name) => field(name, { tag_group_name: "g" })),
];
const ruled = (...rules: object[]): Partial<WireOptions> =>
  who({
    tags: fields,
    rules: rules.map((rule) => ({ action: "show", conditions: on("a"), ...rule })) as WireRule[],
  });
const others = { affected_tag_names_other_recipients: ["later"] };
const affecting = (first: object, ...more: object[]): Partial<WireOptions> =>
  who(
    { sign_group: 1, tags: fields, rules: [{ action: "hide", conditions: on("a"), ...others }], ...first },
    ...more.map((one) => ({ sign_group: 2, tags: [field("later")], ...one })),
  );
const webhooks = { destination: "https://example.com/hook", subscriptions: ["envelope_ready"] };
const autotagged = (...changes: object[]): Partial<WireOptions> => ({
  autotagging: "GENERAL",
  ...who(...changes.map((change) => ({ role: "Signer 1", tags: [], ...change }))),
});

const refused: Record<string, Partial<WireOptions>> = {
  "a reply address that is none": mail({ reply_to: "nobody" }),
  "a sender's name with a slash": mail({ name: "a/b" }),
  "an empty message": mail({ invitation: { body: { message: "" } } }),
  "a sender told of the unknown": of({ sender: { event_notifications: ["lunch"] } }),
  "webhooks without https": of({ notifications: { ...webhooks, destination: "http://example.com/hook" } }),
  "webhooks of an unknown kind": of({ notifications: { ...webhooks, subscriptions: ["lunch"] } }),
  "31 copies": { recipients: [signer(0), ...Array.from({ length: 31 }, (_, at) => cc(at + 1))] },
  "a copy with a role": { recipients: [signer(1), { ...cc(2), role: "Copy" }] },
  "a name of 101 characters": who({ name: "x".repeat(101) }),
  "a name with a colon": who({ name: "a:b" }),
  "a role of 51 characters": who({ role: "x".repeat(51) }),
  "a role with a bar": who({ role: "a|b" }),
  "an unknown way to prove who one is": who({ auth_type: "password" }),
  "attributes of the Yoti app without it": who({ auth_type: "no-auth", yoti_attributes: ["photo"] }),
  "an unknown attribute": who({ auth_type: "sign-auth", yoti_attributes: ["shoe_size"] }),
  "a link that never lives": who({ active_for_seconds: 0 }),
  "a time zone that does not exist": who({ time_zone_name: "Europe/Atlantis" }),
  "an unknown notification": who({ event_notifications: ["lunch"] }),
  "an SMS without a phone": who({ event_notifications: ["signer_invitation", "signer_invitation_sms"] }),
  "an SMS without an e-mail": who({ ...phone, event_notifications: ["signer_invitation_sms"] }),
  "one-time passwords without a phone": { has_envelope_otps: true },
  "a phone with a leading zero": who({ ...phone, mobile_number: "07700900123" }),
  "a phone with the country's code": who({ ...phone, mobile_number: "447700900123" }),
  "a phone in a country that is none": who({ ...phone, iso_country_code: "XX" }),
  "tags on an excluded file": who({ excluded_files: ["nda.pdf"] }),
  "a witness without tags": who({ witness: { tags: [] } }),
  "a witness whose tags share a name": who({ witness: { tags: [field("a"), field("a")] } }),
  "a check without a configuration": who({ verification: { idv: {} } }),
  "a check of 11 sessions": who({ verification: { idv: { ...idv, session_limit: 11 } } }),
  "a check at an unknown time": who({ verification: { idv: { ...idv, when: "later" } } }),
  "a check that blocks for an unknown reason": who({
    verification: { idv: { ...idv, blocks_signing: ["rain"] } },
  }),
  "two checks": who({ verification: { idv, age: { age_estimation: { allowed: true } } } }),
  "an age check of no kind": who({ verification: { age: {} } }),
  "an unknown type of tag": who({ tags: [{ ...signature, type: "stamp" }] }),
  "a tag on page 0": who({ tags: [{ ...signature, page_number: 0 }] }),
  "a tag below the page": who({ tags: [{ ...signature, y: 0.95 }] }),
  "a signature with a width": who({ tags: [{ ...signature, width: 0.3 }] }),
  "a signature with a prefilled value": who({ tags: [{ ...signature, prefilled_value: "x" }] }),
  "a text field without extent": who({ tags: [field("a", { width: 0 })] }),
  "a prefilled value with a backslash": who({ tags: [field("a", { prefilled_value: "a\\b" })] }),
  "a help text of 256 characters": who({ tags: [field("a", { help_text: "x".repeat(256) })] }),
  "a tag's name of 51 characters": who({ tags: [field("x".repeat(51))] }),
  "a group's name with a dash": who({
    tags: ["a", "b"].map((name) => field(name, { tag_group_name: "a-b" })),
  }),
  "a group of two types": who({
    tags: [signature, field("a")].map((tag) => ({ ...tag, tag_group_name: "g" })),
  }),
  "a group of optional and required tags": who({
    tags: [true, false].map((optional) => ({ ...signature, optional, tag_group_name: "g" })),
  }),
  "201 tags": who({ tags: Array(201).fill(signature) }),
  "a merge field without a check": who({ tags: [field("a", { merge_field })] }),
  "a merge field with one-time passwords": {
    has_envelope_otps: true,
    ...who({ ...phone, verification: { idv }, tags: [field("a", { merge_field })] }),
  },
  "an unknown action": ruled({ action: "blink" }),
  "an unknown criterion": ruled({ conditions: [{ trigger_tag_name: "a", criteria: "maybe" }] }),
  "a trigger that is no tag": ruled({ conditions: on("x") }),
  "a date as a trigger": ruled({ conditions: on("date") }),
  "a trigger twice in a rule": ruled({ conditions: on("a", "a") }),
  "an affected name that is no tag": ruled({ affected_tag_names: ["x"] }),
  "an affected name twice": ruled({ affected_tag_names: ["b"] }, { affected_tag_names: ["b"] }),
  "a tag that affects itself": ruled({ affected_tag_names: ["a"] }),
  "a tag that affects its own group": ruled({ conditions: on("c"), affected_tag_group_names: ["g"] }),
  "an affected group that is none": ruled({ affected_tag_group_names: ["x"] }),
  "a rule about nobody's tag": affecting({}, { tags: [signature] }),
  "a rule about two other signers' tag": affecting({}, {}, {}),
  "a rule about one who does not sign later": affecting({}, { sign_group: 1 }),
  "a rule about others, and a signer without a sign group": affecting({ sign_group: undefined }, {}),
  "autotagging of an unknown kind": of({ autotagging: "CARS" }),
  "autotagging and a role that anchors cannot name": autotagged({ role: "Buyer" }),
  "autotagging and two signers of one role": autotagged({}, {}),
  "autotagging and tags": autotagged({ tags: [signature] }),
};

const standardAlone: Record<string, Partial<WireOptions>> = {
  branding: { branding: {} },
  "redirect URLs": { parent_redirect_urls: {} },
};

const embeddedAlone: Record<string, Partial<WireOptions>> = {
  "an unknown logo": of({ branding: { logo_options: { logo_choice: "mine" } } }),
  "a logo that is no PNG": of({ branding: { logo_options: { logo_base64: "R0lGODlh" } } }),
  "a redirect URL without https": of({ parent_redirect_urls: { success: "http://example.com" } }),
};

for (const [kind, wrong] of [
  ["createEnvelope", { ...refused, ...standardAlone }],
  ["createEmbeddedEnvelope", { ...refused, ...embeddedAlone }],
] as const)
  describe(`contract: ${kind} is refused`, function () {
    this.timeout(patience);
    let target: Target;
    let folder: TestFolder;

    before(async () => {
      target = await openTarget();
      folder = await newFolder();
    });

    after(async () => {
      const made = target.control?.envelopes() ?? [];
      await target.close();
      await folder[Symbol.asyncDispose]();
      assert.deepEqual(made, []);
    });

    for (const [name, options] of Object.entries(wrong))
      it(`for ${name}`, async () => {
        const envelope = await envelopeOf(folder, options);
        if (kind === "createEmbeddedEnvelope")
          for (const one of envelope.options.recipients)
            if (one.type === "SIGNER") one.event_notifications ??= [];
        const error = await rejection(target.client[kind](envelope));
        assert(error instanceof ApiError, String(error));
        assert([400, 422].includes(error.status), String(error));
      });
  });
