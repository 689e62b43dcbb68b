import fc, { type Arbitrary } from "fast-check";
import type {
  EmbeddedEnvelopeInputs,
  EnvelopeInputs,
  RecipientInputs,
  TagInputs,
} from "../../schema/envelope-inputs.ts";
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

/** What one signer gets beside what every envelope may have. */
const extras = record({
  phone: phones,
  verification: fc.option(verification),
  yotiAttributes: fc.subarray(["full_name", "photo", "phone_number"] as const),
  witness: fc.option(optional({ authType: fc.constantFrom("no-auth", "sign-auth") })),
  sms: fc.boolean(),
  mergesFields: fc.boolean(),
  action: fc.option(fc.constantFrom("show", "hide", "make_optional", "make_required")),
  criteria: fc.constantFrom("has_value", "no_value"),
});

type Extras = typeof extras extends Arbitrary<infer Value> ? Value : never;

const https = fc.webUrl({ validSchemes: ["https"], withQueryParameters: true });

const options = optional({
  hasEnvelopeOtps: fc.boolean(),
  autotagging: fc.constantFrom("GENERAL", "ALL"),
  notifications: record({
    destination: https,
    subscriptions: fc.subarray(["envelope_ready", "upload_errors", "idv_task_completion"]),
  }),
}) as Arbitrary<Partial<EnvelopeInputs>>;

const embeddedOptions = optional({
  branding: optional({
    logoOptions: optional({
      logoChoice: fc.constantFrom("no_logo", "yoti_sign", "powered_by_yoti", "brand_powered_by_yoti"),
      logoBase64: fc
        .uint8Array({ maxLength: 30 })
        .map((bytes) => Buffer.concat([Buffer.from("89504e470d0a1a0a00", "hex"), bytes]).toString("base64")),
    }),
    primaryColor: fc.constantFrom("#000", "#2d9fff"),
    secondaryColorHover: fc.constant("#d2691e"),
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
  };
  const named = last.tags.with(0, { ...last.tags[0], name: "Of the last alone" });
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
  const tag = { type: "signature", fileName: documents[0]?.fileName, pageNumber: 1, x: 0, y: 0 } as TagInputs;
  const changed: RecipientInputs = {
    ...signer,
    ...((hasEnvelopeOtps || bySms) && own.phone),
    ...(own.verification && { verification: own.verification }),
    ...(signer.authType === "sign-auth" && { yotiAttributes: own.yotiAttributes }),
    ...(own.witness && {
      witness: { ...own.witness, tags: [tag, tag] } as RecipientInputs["witness"] & object,
    }),
    ...(kind === "embedded" && { eventNotifications: signer.eventNotifications ?? [] }),
    ...(bySms && { eventNotifications: ["signer_invitation_sms", "envelope_completion"] }),
  };
  if (autotagging) return { ...changed, role: `Signer ${index + 1}`, tags: [] };
  const merges = own.mergesFields && own.verification && "idv" in own.verification && !hasEnvelopeOtps;
  const mergeField = { source: "idv" as const, fieldName: "full_name" };
  const tags = changed.tags?.map((one) =>
    merges && one.type === "text_field" ? { ...one, mergeField } : one,
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
  const groups = tags.flatMap(({ tagGroupName }) => tagGroupName ?? []);
  const rule = {
    ...{ action, conditions: [{ triggerTagName: trigger, criteria }], affectedTagNames: names },
    affectedTagGroupNames: [...new Set(groups)],
  };
  return { rules: [...rules, rule] };
}
