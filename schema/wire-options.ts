import { referredFileName, soleFileName } from "./document-names.ts";
import type {
  BrandingInputs,
  DocumentInputs,
  EmailsInputs,
  EmbeddedEnvelopeInputs,
  EnvelopeInputs,
} from "./envelope-inputs.ts";
import { envelopeKind } from "./envelope-kind.ts";
import type { WireOptions } from "./generated/wire.ts";
import { encode } from "./wire.ts";

/** The API's options of an envelope, but the recipients, as programs name them. */
export const optionNames = [
  "name",
  "emails",
  "sender",
  "hasEnvelopeOtps",
  "autotagging",
  "notifications",
  "branding",
  "parentRedirectUrls",
] as const;

/** Days between reminders, by the words for them. */
export const reminderDays = { never: 0, daily: 1, "every 2 days": 2, weekly: 7 } as const;

/** An envelope's declaration, of any validity. */
export type Declaration = EnvelopeInputs & { identity?: string };

/**
 * The `options` part for an envelope: provider settings left out, friendly forms and defaults that only exist in
 * programs written out. A logo is not in it: its file is read when it is sent.
 *
 * @param inputs the declared envelope, of any validity
 */
export function wireOptions(inputs: Declaration): WireOptions {
  const { recipients } = inputs;
  const { branding, ...options } = Object.fromEntries(
    optionNames.map((name) => [name, (inputs as EmbeddedEnvelopeInputs)[name]]),
  );
  return encode<WireOptions>({
    ...options,
    emails: wireEmails(inputs),
    branding: isObject(branding) ? wireBranding(branding as BrandingInputs) : branding,
    recipients: Array.isArray(recipients)
      ? recipients.map((recipient) => (isObject(recipient) ? wireRecipient(recipient, inputs) : recipient))
      : recipients,
  });
}

function wireEmails({ emails, message }: Declaration): unknown {
  if (emails !== undefined && !isObject(emails)) return emails;
  const { reminders, ...rest } = (emails ?? {}) as EmailsInputs;
  const days = typeof reminders === "string" && reminderDays[reminders];
  return emails === undefined && message === undefined
    ? undefined
    : {
        ...(message !== undefined && { invitation: { body: { message } } }),
        ...rest,
        ...(reminders !== undefined && {
          reminders: days === undefined || days === false ? reminders : { frequency: days },
        }),
      };
}

/** A logo of one's own is there to be shown. */
const wireBranding = ({ logo, ...branding }: BrandingInputs): unknown =>
  logo === undefined
    ? branding
    : { ...branding, logoOptions: { logoChoice: "brand_powered_by_yoti", ...branding.logoOptions } };

function wireRecipient(recipient: object, inputs: Declaration): unknown {
  const {
    key: _,
    activeForDays,
    excludedFiles,
    tags,
    witness,
    ...rest
  } = recipient as Record<string, unknown>;
  const signer = (rest.type ?? "SIGNER") === "SIGNER";
  const documents = Array.isArray(inputs.documents) ? inputs.documents : [];
  return {
    type: "SIGNER",
    // An embedded envelope must say it; its signers are told by the page they sign on.
    ...(signer && envelopeKind(inputs) === "embedded" && { eventNotifications: [] }),
    ...(typeof activeForDays === "number" && { activeForSeconds: Math.round(activeForDays * 86_400) }),
    ...rest,
    excludedFiles: mapped(excludedFiles, (file) =>
      isObject(file) ? referredFileName(file, documents) : file,
    ),
    // The reference asks for an empty list where the documents carry the tags.
    tags: wireTags(tags ?? (signer && inputs.autotagging !== undefined ? [] : undefined), documents),
    witness: isObject(witness)
      ? { ...witness, tags: wireTags((witness as typeof rest).tags, documents) }
      : witness,
  };
}

function wireTags(tags: unknown, documents: DocumentInputs[]): unknown {
  return mapped(tags, (tag) => {
    if (!isObject(tag)) return tag;
    const { place: _, document, ...rest } = tag as Record<string, unknown>;
    const fileName = isObject(document) ? referredFileName(document, documents) : soleFileName(documents);
    return { fileName, ...rest };
  });
}

const mapped = (value: unknown, change: (item: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(change) : value;

/** Whether a value has fields. */
export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
