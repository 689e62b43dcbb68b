import {
  affecting,
  autotagged,
  copy,
  idv,
  later,
  merged,
  on,
  phone,
  type Rule,
  rule,
  ruled,
  set,
  signer,
  signers,
  tagOn,
  witness,
} from "./broken-request.ts";

/** Rules of every envelope, each with a way to break it. */
export const either: Record<string, Rule> = {
  "one-time passwords or none": set({ hasEnvelopeOtps: "yes" }),
  "a phone for one-time passwords": [
    "].mobileNumber",
    (envelope) => ({
      ...envelope,
      hasEnvelopeOtps: true,
      recipients: envelope.recipients.map(({ isoCountryCode: _, mobileNumber: __, ...one }) => one),
    }),
  ],
  "a kind of autotagging that exists": set({ autotagging: "CAR_SALES" }),
  "a role that anchors can name": autotagged("].role", { role: "Buyer" }),
  "a role with a number up to 30": autotagged("].role", { role: "Signer 31" }),
  "a role of the kind of autotagging": autotagged("].role", { role: "Tenant 1" }),
  "roles that differ": autotagged("].role", {}, {}),
  "no tags beside those of the documents": autotagged("].tags", {
    tags: [{ type: "signature", fileName: "document-1.pdf", pageNumber: 1, x: 0, y: 0 }],
  }),
  "webhooks with https": set(
    { notifications: { destination: "http://example.com", subscriptions: [] } },
    "notifications.destination",
  ),
  "webhooks to an address": set(
    { notifications: { destination: "example", subscriptions: [] } },
    "notifications.destination",
  ),
  "webhooks that exist": set(
    { notifications: { destination: "https://example.com", subscriptions: ["all"] } },
    "notifications.subscriptions",
  ),
  "webhooks that are told of something": set(
    { notifications: { destination: "https://example.com" } },
    "notifications.subscriptions",
  ),
  "webhooks once each": set(
    { notifications: { destination: "https://example.com", subscriptions: Array(2).fill("upload_errors") } },
    "notifications.subscriptions",
  ),
  "webhooks to an address with slashes": set(
    { notifications: { destination: "https:example.com", subscriptions: [] } },
    "notifications.destination",
  ),
  "a time zone as the TZ database writes it": signer({ timeZoneName: "europe/london" }),
  "a time zone that is no offset": signer({ timeZoneName: "\u221201:00" }),
  "a number without the country's code": signer({ isoCountryCode: "GB", mobileNumber: "447700900123" }),
  "a country with numbers": signer({ mobileNumber: "7700900123", isoCountryCode: "XX" }),
  "a number of its country": signer({ isoCountryCode: "GB", mobileNumber: "77009" }),
  "attributes for the Yoti app alone": signer({ authType: "no-auth", yotiAttributes: ["photo"] }),
  "attributes that exist": signer({ authType: "sign-auth", yotiAttributes: ["shoe_size"] }),
  "attributes once each": signer({ authType: "sign-auth", yotiAttributes: ["photo", "photo"] }),
  "some check": signer({ verification: {} }),
  "an age check of a kind": signer({ verification: { age: {} } }, ".verification.age.ageEstimation"),
  "an age check that is allowed or not": signer(
    { verification: { age: { ageEstimation: { allowed: "yes" } } } },
    ".verification.age.ageEstimation.allowed",
  ),
  "one kind of check": signer({ verification: { idv, age: { ageEstimation: { allowed: true } } } }),
  "a check by a configuration": signer({ verification: { idv: {} } }, ".verification.idv.sessionConfigName"),
  "a check at a time that exists": signer(
    { verification: { idv: { ...idv, when: "later" } } },
    ".verification.idv.when",
  ),
  "a check of 1 to 10 sessions": signer(
    { verification: { idv: { ...idv, sessionLimit: 11 } } },
    ".verification.idv.sessionLimit",
  ),
  "a check of one session at least": signer(
    { verification: { idv: { ...idv, sessionLimit: 0 } } },
    ".verification.idv.sessionLimit",
  ),
  "blocks that exist": signer(
    { verification: { idv: { ...idv, blocksSigning: ["rain"] } } },
    ".verification.idv.blocksSigning",
  ),
  "a merge field after a check": signers("].tags[0].mergeField", (_, envelope) => ({
    authType: "no-auth",
    yotiAttributes: undefined,
    verification: undefined,
    excludedFiles: [],
    tags: [tagOn(envelope, merged)],
  })),
  "a merge field in a text field": signers("].tags[0].mergeField", (_, envelope) => ({
    verification: { idv },
    excludedFiles: [],
    tags: [tagOn(envelope, { ...merged, type: "signature", width: undefined })],
  })),
  "a merge field without one-time passwords": [
    "].tags[0].mergeField",
    (envelope) => ({
      ...{ ...envelope, hasEnvelopeOtps: true, autotagging: undefined },
      recipients: [
        {
          ...{ ...envelope.recipients[0], ...phone, signGroup: 1, rules: [], excludedFiles: [] },
          ...{ verification: { idv }, tags: [tagOn(envelope, merged)] },
        },
      ],
    }),
  ],
  "a merge field from a check": signers("].tags[0].mergeField.source", (_, envelope) => ({
    ...{ verification: { idv }, excludedFiles: [] },
    tags: [tagOn(envelope, { mergeField: { source: "app", fieldName: "full_name" } })],
  })),
  "a merge field by its name": signers("].tags[0].mergeField.fieldName", (_, envelope) => ({
    ...{ verification: { idv }, excludedFiles: [] },
    tags: [tagOn(envelope, { mergeField: { source: "idv" } })],
  })),
  "a witness with a tag": signer({ witness: { tags: [] } }, ".witness.tags"),
  "a witness with a way to prove who they are": signer(
    { witness: { authType: "idv", tags: [] } },
    ".witness.authType",
  ),
  "a witness's names that differ": signers(".witness.tags[1].name", witness({ name: "a" }, { name: "a" })),
  "a witness's groups of two or more": signers(
    ".witness.tags[0].tagGroupName",
    witness({ tagGroupName: "g" }),
  ),
  "a witness's text field on the page": signers(".witness.tags[0].width", witness({ x: 0.9 })),
  "a witness's merge field nowhere": signers(".witness.tags[0].mergeField", witness(merged)),
  "a witness's tags on pages that exist": signers(".witness.tags[0].pageNumber", witness({ pageNumber: 5 })),
  "a witness's tags on documents": signers(".witness.tags[0].fileName", witness({ fileName: "other.pdf" })),
  "a witness's dates that are never optional": signers(
    ".witness.tags[0].optional",
    witness({ type: "date_signed_field", width: undefined, optional: true }),
  ),
  "a copy without a witness": copy({ witness: { tags: [] } }),
  "a copy without a check": copy({ verification: { idv } }),
  "a copy without rules": copy({ rules: [] }),
  "a copy without the Yoti app": copy({ authType: "sign-auth" }),
  "a copy without a phone": copy({ ...phone }),
  "a copy without a time zone": copy({ timeZoneName: "UTC" }),
  "a copy without a link": copy({ activeForSeconds: 60 }),
  "a copy that chooses no e-mails": copy({ eventNotifications: [] }),
  "a copy that sees everything": copy({ excludedFiles: [] }),
  "actions that exist": ruled("0].action", rule({ action: "blink" })),
  "a rule with a condition": ruled("0].conditions", rule({ conditions: [] })),
  "criteria that exist": ruled(
    "0].conditions[0].criteria",
    rule({ conditions: [{ triggerTagName: "a", criteria: "is_empty" }] }),
  ),
  "names of at most 50 characters": ruled(
    "0].affectedTagNames[0]",
    rule({ affectedTagNames: ["x".repeat(51)] }),
  ),
  "groups without a trigger of the rule": ruled(
    "0].affectedTagGroupNames[0]",
    rule({ conditions: [on("c")], affectedTagGroupNames: ["g"] }),
  ),
  "triggers that exist": ruled("0].conditions[0]", rule({ conditions: [on("x")] })),
  "triggers that the signer fills in": ruled("0].conditions[0]", rule({ conditions: [on("date")] })),
  "triggers once in a rule": ruled("0].conditions[1]", rule({ conditions: [on("a"), on("a")] })),
  "affected tags that exist": ruled("0].affectedTagNames[0]", rule({ affectedTagNames: ["x"] })),
  "affected groups that exist": ruled("0].affectedTagGroupNames[0]", rule({ affectedTagGroupNames: ["a"] })),
  "tags that do not affect themselves": ruled("0].affectedTagNames[0]", rule({ affectedTagNames: ["a"] })),
  "tags affected by one rule": ruled(
    "1].affectedTagNames[0]",
    rule({ affectedTagNames: ["b"] }),
    rule({ affectedTagNames: ["b"] }),
  ),
  "groups affected by one rule": ruled(
    "0].affectedTagGroupNames[1]",
    rule({ affectedTagGroupNames: ["g", "g"] }),
  ),
  "names that another signer's tags have": affecting(
    "affectedTagNamesOtherRecipients[0]",
    rule({ affectedTagNamesOtherRecipients: ["b"] }),
    {},
  ),
  "groups that another signer's tags have": affecting(
    "affectedTagGroupNamesOtherRecipients[0]",
    rule({ affectedTagGroupNamesOtherRecipients: ["g"] }),
    {},
  ),
  "names of one other signer": affecting("affectedTagNamesOtherRecipients[0]", later, {}, {}),
  "names of the other signer alone": signers(
    "affectedTagNamesOtherRecipients[0]",
    (_, envelope) => ({
      ...{ excludedFiles: [], rules: [later] },
      tags: ["a", "later"].map((name) => tagOn(envelope, { name })),
    }),
    (_, envelope) => ({
      ...{ excludedFiles: [], signGroup: 2, role: undefined },
      tags: [tagOn(envelope, { name: "later" })],
    }),
  ),
  "names of one who signs later": affecting("affectedTagNamesOtherRecipients[0]", later, { signGroup: 1 }),
  "a sign group of everybody": affecting("recipients[1].signGroup", later, { signGroup: undefined }),
};

/** Rules of standard envelopes alone. */
export const standard: Record<string, Rule> = {
  "no branding": set({ branding: {} }),
  "no redirect URLs": set({ parentRedirectUrls: {} }),
  "an SMS beside an e-mail": signer({ ...phone, eventNotifications: ["signer_invitation_sms"] }),
  "a phone for an SMS": signer({
    isoCountryCode: undefined,
    eventNotifications: ["signer_invitation_sms", "signer_invitation"],
    mobileNumber: undefined,
  }),
};

/** Rules of embedded envelopes alone. */
export const embedded: Record<string, Rule> = {
  "what each signer is told about": signer({ eventNotifications: undefined }),
  "no SMS": signer({ ...phone, eventNotifications: ["signer_invitation", "signer_invitation_sms"] }),
  "a choice of logo that exists": set(
    { branding: { logoOptions: { logoChoice: "mine" } } },
    "branding.logoOptions.logoChoice",
  ),
  "a logo that is a PNG": set(
    { branding: { logoOptions: { logoBase64: "R0lGODlh" } } },
    "branding.logoOptions.logoBase64",
  ),
  "a logo of at most 200 kB": set(
    { branding: { logoOptions: { logoBase64: "iVBORw0KGgo".padEnd(266_672, "A") } } },
    "branding.logoOptions.logoBase64",
  ),
  "a logo in whole Base64": set(
    { branding: { logoOptions: { logoBase64: "iVBORw0KGgoA/" } } },
    "branding.logoOptions.logoBase64",
  ),
  colours: set({ branding: { primaryColor: "" } }, "branding.primaryColor"),
  "a redirect URL with https after signing": set(
    { parentRedirectUrls: { success: "http://example.com" } },
    "parentRedirectUrls.success",
  ),
  "redirect URLs with https": set(
    { parentRedirectUrls: { failure: "http://example.com" } },
    "parentRedirectUrls.failure",
  ),
};
