import type { Envelope, EnvelopeFile, EnvelopeStatus, Recipient } from "../envelope/envelope.ts";
import { timestamp } from "../envelope/envelope-answer.ts";
import type { EnvelopeOptions, RecipientOptions } from "../envelope/options.ts";
import { linkExpiresAt } from "../envelope/sign-envelope.ts";

/** A recipient as the control API shows it; times in ISO 8601, null while they have not come. */
export interface EmulatedRecipient {
  recipientId: string;
  /** What the request asked of this recipient, edits included, in the API's own words. */
  options: RecipientOptions;
  invitedAt: string | null;
  signedAt: string | null;
  /** Null while the link does not work yet, and for a CC. */
  linkExpiresAt: string | null;
  lastEmailStatus: string | null;
  /** Of a witness alone: the recipient id of the signer who is watched. */
  witnessOf?: string;
}

/** An envelope as the control API shows it. */
export interface EmulatedEnvelope {
  envelopeId: string;
  /** Name of the account that created it. */
  account: string;
  status: EnvelopeStatus;
  createdAt: string;
  completedAt: string | null;
  archivedAt: string | null;
  /** The options as they were accepted, without the recipients, in the API's own words. */
  options: Omit<EnvelopeOptions, "recipients">;
  documents: Omit<EnvelopeFile, "id">[];
  recipients: EmulatedRecipient[];
  /** Of an ERRORED envelope: which file failed, and why. */
  errors: { fileName: string; code: string }[];
}

/** What the control API shows of an envelope. */
export function emulatedEnvelope(envelope: Envelope): EmulatedEnvelope {
  return {
    envelopeId: envelope.id,
    account: envelope.account,
    status: envelope.status,
    createdAt: new Date(envelope.createdAt).toISOString(),
    completedAt: timestamp(envelope.completedAt),
    archivedAt: timestamp(envelope.archivedAt),
    options: envelope.options,
    documents: envelope.files.map(({ name, contentType, bytes, sha256 }) => ({
      name,
      contentType,
      bytes,
      sha256,
    })),
    recipients: envelope.recipients.map(emulatedRecipient),
    errors: envelope.errors.map(({ file_name, code }) => ({ fileName: file_name, code })),
  };
}

const emulatedRecipient = (recipient: Recipient): EmulatedRecipient => ({
  recipientId: recipient.id,
  options: recipient.asked,
  invitedAt: timestamp(recipient.invitedAt),
  signedAt: timestamp(recipient.signedAt),
  linkExpiresAt: timestamp(linkExpiresAt(recipient)),
  lastEmailStatus: recipient.lastEmailStatus,
  ...(recipient.witnessOf !== null && { witnessOf: recipient.witnessOf }),
});
