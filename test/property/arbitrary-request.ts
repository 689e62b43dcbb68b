import fc, { type Arbitrary } from "fast-check";
import type {
  EmbeddedEnvelopeInputs,
  EnvelopeInputs,
  RecipientInputs,
  TagInputs,
} from "../../schema/envelope-inputs.ts";
import notifications from "../../schema/notifications.json" with { type: "json" };
import recipient from "../../schema/recipient.json" with { type: "json" };
import type { EnvelopeKind } from "../../schema/validate.ts";
import { envelopeArbitrary, optional, record } from "./arbitrary-envelope.ts";

const phones = fc.constantFrom(
  { isoCountryCode: "GB", mobileNumber: "7700900123" },
  { isoCountryCode: "us", mobileNumber: 2_125_550_123 },
);

const verification = fc.oneof(
  record({
    idv: fc
      .tuple(
        record({ sessionConfigName: fc.constantFrom("Real Estate", "Own") }),
        optional({
          when: fc.constantFrom("before_viewing", "after_submitting"),
          sessionLimit: fc.integer({ min: 1, max: 10 }),
          blocksSigning: fc.subarray(["deadend_errors", "merge_field_not_resolved"]),
        }),
      )
      .map(([required, rest]) => ({ ...required, ...rest })),
  }),
  record({ age: record({ ageEstimation: record({ allowed: fc.boolean() }) }) }),
) as Arbitrary<RecipientInputs["verification"] & object>;

/** Enumerations are read from the schema, so that none of their words is left out. */
const attributes = recipient.properties.yoti_attributes.items.enum;
const subscriptions = notifications.properties.subscriptions.items.enum;

const mergeField = fc
  .tuple(
    record({ source: fc.constant("idv" as const), fieldName: fc.constantFrom("full_name", "date_of_birth") }),
    optional({ idDoc: fc.constantFrom("PASSPORT", "DRIVING_LICENCE") }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

/** What one signer gets beside what every envelope may have. */
const extras = record({
  phone: phones,
  verification: fc.option(verification),
  byIdv: fc.boolean(),
  yotiAttributes: fc.subarray(attributes) as Arbitrary<RecipientInputs["yotiAttributes"] & object>,
  witness: fc.option(optional({ authType: fc.constantFrom("no-auth", "sign-auth") })),
  sms: fc.boolean(),
  mergeField: fc.option(mergeField),
  roleWord: fc.constantFrom("Tenant", "Landlord", "Agent", "Guarantor", "Contractor"),
  action: fc.option(fc.constantFrom("show", "hide", "make_optional", "make_required")),
  criteria: fc.constantFrom("has_value", "no_value"),
});

type Extras = typeof extras extends Arbitrary<infer Value> ? Value : never;

const https = fc.webUrl({ validSchemes: ["https"], withQueryParameters: true });

const options = optional({
  hasEnvelopeOtps: fc.boolean(),
  autotagging: fc.constantFrom("GENERAL", "REAL_ESTATE", "ALL"),
  notifications: record({
    destination: https,
    subscriptions: fc.subarray(subscriptions),
  }),
}) as Arbitrary<Partial<EnvelopeInputs>>;

const color = fc.constantFrom("#000", "#2d9fff", "chocolate");

const embeddedOptions = optional({
  branding: optional({
    logoOptions: optional({
      logoChoice: fc.constantFrom("no_logo", "yoti_sign", "powered_by_yoti", "brand_powered_by_yoti"),
      logoBase64: fc
        .uint8Array({ maxLength: 30 })
        .map((bytes) => Buffer.concat([Buffer.from("89504e470d0a1a0a00", "hex"), bytes]).toString("base64")),
    }),
    primaryColor: color,
    primaryColorHover: color,
    onPrimaryColor: color,
    secondaryColor: color,
    secondaryColorHover: color,
  }),
  parentRedirectUrls: optional({ success: https, failure: https }),
}) as Arbitrary<Partial<EmbeddedEnvelopeInputs>>;

/** Any envelope of a kind, with everything the API has; its documents carry what check finds out about them. */
export const requestArbitrary = (kind: EnvelopeKind): Arbitrary<EmbeddedEnvelopeInputs> =>
  fc
    .tuple(
      envelopeArbitrary,
      options,
      fc.array(extras, { minLength: 4, maxLength: 4 }),
      kind === "embedded" ? embeddedOptions : fc.constant({}),
    )
    .map(([plain, more, given, embedded]) => {
      const envelope = { ...plain, ...more, ...embedded };
      const recipients = affectingOthers(plain.recipients).map((one, index) => {
        const own = given[index];
        return one.type === "CC" || !own ? one : extended(one, own, { envelope, index, kind });
      });
      return { ...envelope, recipients };
    });

/** Where there are several sign groups, the first signer's rule affects a tag of the last, who alone has its name. */
function affectingOthers(recipients: RecipientInputs[]): RecipientInputs[] {
  const signers = recipients.filter(({ type }) => type !== "CC");
  const [first, last] = [signers[0], signers.at(-1)];
  const trigger = triggerOf(first);
  if (!trigger || !last?.tags?.[0] || (last.signGroup ?? 1) === 1) return recipients;
  const rule = {
    action: "show" as const,
    conditions: [{ triggerTagName: trigger, criteria: "has_value" as const }],
    affectedTagNamesOtherRecipients: ["Of the last alone"],
    affectedTagGroupNamesOtherRecipients: ["Group of the last"],
  };
  const { name: _, ...unnamed } = last.tags[0];
  const group = [1, 2].map(() => ({ ...unnamed, tagGroupName: "Group of the last" }));
  const named = [...last.tags.with(0, { ...last.tags[0], name: "Of the last alone" }), ...group];
  return recipients.map((one) =>
    one === first ? { ...one, rules: [rule] } : one === last ? { ...one, tags: named } : one,
  );
}

const triggerOf = (signer: RecipientInputs | undefined): string | undefined =>
  signer?.tags?.find(({ name, type }) => name !== undefined && type !== "date_signed_field")?.name;

function extended(
  signer: RecipientInputs,
  own: Extras,
  { envelope, index, kind }: { envelope: EmbeddedEnvelopeInputs; index: number; kind: EnvelopeKind },
): RecipientInputs {
  const { hasEnvelopeOtps, autotagging, documents } = envelope;
  const bySms = own.sms && kind === "standard";
  const at = { fileName: documents[0]?.fileName, pageNumber: 1, x: 0, y: 0 };
  // Names and groups are each person's own: the witness may have those of the signer.
  const witnessed = [
    { ...at, type: "signature" },
    { ...at, type: "text_field", width: 0.5, name: triggerOf(signer) },
    ...[1, 2].map(() => ({ ...at, type: "radio_field", tagGroupName: "Group 1" })),
  ].map((one) => JSON.parse(JSON.stringify(one)) as TagInputs);
  const changed: RecipientInputs = {
    ...signer,
    ...((hasEnvelopeOtps || bySms) && own.phone),
    ...(own.verification && { verification: own.verification }),
    ...(own.byIdv && signer.authType !== "sign-auth" && { authType: "idv" as const }),
    ...(signer.authType === "sign-auth" && { yotiAttributes: own.yotiAttributes }),
    ...(own.witness && {
      witness: { ...own.witness, tags: witnessed } as RecipientInputs["witness"] & object,
    }),
    ...(kind === "embedded" && { eventNotifications: signer.eventNotifications ?? [] }),
    ...(bySms && { eventNotifications: ["signer_invitation_sms", "envelope_completion"] }),
  };
  const roleWord = autotagging === "REAL_ESTATE" ? own.roleWord : "Signer";
  if (autotagging) return { ...changed, role: `${roleWord} ${index + 1}`, tags: [] };
  const isChecked = changed.authType === "idv" || (changed.verification && "idv" in changed.verification);
  const mergeField = isChecked && !hasEnvelopeOtps ? own.mergeField : null;
  const tags = changed.tags?.map((one) =>
    mergeField && one.type === "text_field" ? { ...one, mergeField } : one,
  );
  return { ...changed, ...(tags && { tags }), ...ruled(changed, own) };
}

/** With a rule about all that the signer has, where there is something it can be about. */
function ruled(
  { rules = [], tags = [] }: RecipientInputs,
  { action, criteria }: Extras,
): Partial<RecipientInputs> {
  const trigger = triggerOf({ name: "", email: "", tags });
  if (!trigger || !action) return rules.length > 0 ? { rules } : {};
  const names = tags.flatMap(({ name }) => (name === undefined || name === trigger ? [] : [name]));
  const own = tags.find(({ name }) => name === trigger)?.tagGroupName;
  const groups = tags.flatMap(({ tagGroupName }) => tagGroupName ?? []).filter((group) => group !== own);
  const rule = {
    ...{ action, conditions: [{ triggerTagName: trigger, criteria }], affectedTagNames: names },
    affectedTagGroupNames: [...new Set(groups)],
  };
  return { rules: [...rules, rule] };
}
