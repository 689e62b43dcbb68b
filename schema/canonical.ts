import { createHash } from "node:crypto";
import type { WireBranding, WireOptions, WireRecipient, WireRule, WireTag } from "./generated/wire.ts";

/** A document as the canonical request knows it: its name, and the SHA-256 of its bytes in hex. */
export interface CanonicalDocument {
  name: string;
  sha256: string;
}

/** The part of a recipient that can be edited after sending: who the person is, and how they are reached. */
export interface Contact {
  name: string;
  email: string;
  iso_country_code?: string;
  mobile_number?: string;
}

/**
 * What is asked of the service, in one form for all spellings of the same request: defaults filled in, texts in
 * Unicode NFC and trimmed where the service cannot tell, lists without an order sorted, documents by their SHA-256.
 * Two programs that would send the same envelope have the same canonical request.
 */
export interface CanonicalRequest {
  documents: CanonicalDocument[];
  /** Every top-level option but the recipients. */
  fields: Record<string, unknown>;
  /** In the order given; {@link fingerprint} does not depend on it. `terms` is all that is not contact. */
  recipients: { contact: Contact; terms: Record<string, unknown> }[];
}

/**
 * Brings a valid request into its canonical form.
 *
 * @param options the options part, valid by schema and rules
 * @param documents the files in the order they are sent, which is part of the request
 * @param logoSha256 SHA-256, in hex, of a logo that is not in the options yet
 */
export function canonicalRequest(
  options: WireOptions,
  documents: CanonicalDocument[],
  logoSha256?: string,
): CanonicalRequest {
  const { recipients, ...fields } = options;
  return {
    documents: documents.map(({ name, sha256 }) => ({ name: name.normalize("NFC"), sha256 })),
    fields: canonicalFields(fields, logoSha256),
    recipients: recipients.map(canonicalRecipient),
  };
}

function canonicalFields(
  fields: Omit<WireOptions, "recipients">,
  logoSha256: string | undefined,
): Record<string, unknown> {
  const { emails: { reply_to, reminders, ...texts } = {}, ...rest } = fields;
  const { has_envelope_otps, notifications, branding } = fields;
  const emails = {
    ...texts,
    ...(reply_to && { reply_to: canonicalEmail(reply_to) }),
    // An absent frequency and 0 both mean: no reminders.
    ...(reminders?.frequency && { reminders }),
  };
  return tidy({
    ...rest,
    emails: Object.keys(emails).length > 0 ? emails : undefined,
    has_envelope_otps: has_envelope_otps || undefined,
    notifications: notifications && { ...notifications, subscriptions: sorted(notifications.subscriptions) },
    branding: branding && canonicalBranding(branding, logoSha256),
  }) as Record<string, unknown>;
}

function canonicalBranding(
  { logo_options = {}, ...colors }: WireBranding,
  logoSha256: string | undefined,
): Record<string, unknown> {
  const { logo_choice = "yoti_sign", logo_base64 } = logo_options;
  const logo_sha256 =
    logo_base64 === undefined ? logoSha256 : createHash("sha256").update(logo_base64, "base64").digest("hex");
  return {
    ...colors,
    logo_options: {
      logo_choice,
      ...(logo_sha256 !== undefined && { logo_sha256 }),
    },
  };
}

function canonicalRecipient(recipient: WireRecipient): CanonicalRequest["recipients"][number] {
  const { name, email, iso_country_code, mobile_number, ...terms } = recipient;
  const contact = tidy({
    name: name.trim(),
    email: canonicalEmail(email),
    iso_country_code: iso_country_code?.toUpperCase(),
    mobile_number: mobile_number?.toString(),
  }) as Contact;
  if (recipient.type === "CC") return { contact, terms: { type: "CC" } };
  return {
    contact,
    terms: tidy({ ...signerDefaults, ...terms, ...sortedLists(terms) }) as Record<string, unknown>,
  };
}

const signerDefaults = {
  auth_type: "no-auth",
  sign_group: 1,
  active_for_seconds: 172800,
  time_zone_name: "UTC",
  event_notifications: ["envelope_completion", "signer_invitation"],
};

function sortedLists(terms: Omit<WireRecipient, "name" | "email">): Record<string, unknown> {
  const { event_notifications, yoti_attributes, excluded_files, tags, witness, rules, verification } = terms;
  return {
    ...(event_notifications && { event_notifications: event_notifications.toSorted() }),
    yoti_attributes: sorted(yoti_attributes),
    excluded_files: sorted(excluded_files),
    tags: canonicalTags(tags),
    witness: witness && { auth_type: "no-auth", ...witness, tags: canonicalTags(witness.tags) },
    rules: sorted(rules?.map(canonicalRule)),
    verification: verification?.idv
      ? { idv: { ...verification.idv, blocks_signing: sorted(verification.idv.blocks_signing) } }
      : verification,
  };
}

const canonicalTags = (tags: WireTag[] | undefined): unknown =>
  sorted(
    tags?.map(({ optional, readonly, disable_resize, ...tag }) => ({
      ...tag,
      optional: optional || undefined,
      readonly: readonly || undefined,
      disable_resize: disable_resize || undefined,
    })),
  );

function canonicalRule({ action, ...lists }: WireRule): Record<string, unknown> {
  const named = Object.entries(lists).map(([name, list]) => [name, sorted<unknown>(list)]);
  return { action, ...Object.fromEntries(named) };
}

/** A list without an order, in one; undefined for an empty one. Items are sorted as they are compared: in NFC. */
const sorted = <Item>(list: Item[] | undefined): unknown[] | undefined =>
  list?.length ? (tidy(list) as unknown[]).toSorted((a, b) => compare(sortKey(a), sortKey(b))) : undefined;

const sortKey = (item: unknown): string => (typeof item === "string" ? item : stableJson(item));

/** The domain of an address does not know upper case; the part before it may. */
function canonicalEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return email.slice(0, at).trim() + email.slice(at).trim().toLowerCase();
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Drops undefined properties and brings texts into NFC. */
function tidy(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, tidy(v)]),
  );
}

/** JSON with sorted keys: equal values have equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, child: unknown) =>
    typeof child === "object" && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => compare(a, b)))
      : child,
  );
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * A short digest of a JSON value: 16 bytes of SHA-256 in 22 characters. It tells whether a value changed by accident
 * or on purpose by its owner; it is no defence against somebody who crafts a second value.
 */
export const digest = (value: unknown): string =>
  sha256(stableJson(value)).subarray(0, 16).toString("base64url");

/**
 * The fingerprint of a canonical request: SHA-256 in 43 characters (base64url). It stands for the whole request, down
 * to the bytes of its documents; the order in which recipients are listed does not change it.
 */
export function fingerprint(request: CanonicalRequest): string {
  const recipients = request.recipients.map(stableJson).toSorted(compare);
  return sha256(stableJson({ ...request, recipients })).toString("base64url");
}
