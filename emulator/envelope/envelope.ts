import type { SigningProgress } from "../signing/progress.ts";
import type { EnvelopeOptions, RecipientOptions } from "./options.ts";

/** A moment: milliseconds since 1970 (UTC), by the emulator's clock. */
export type Instant = number;

/** Where an envelope stands; the API's words. */
export type EnvelopeStatus = "QUEUED" | "ACTIVE" | "ERRORED" | "ARCHIVED" | "COMPLETE";

/** What a signer put into a tag: a text, a ticked (true) or empty (false) box, or null for a tag left empty. */
export type TagValue = string | boolean | null;

/** An uploaded file; its bytes lie in the document store under their SHA-256 (hex). */
export interface EnvelopeFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What the service says of a file it could not use. */
export interface FileError {
  readonly file_name: string;
  readonly code: string;
}

/** A document that a recipient signed offline, as it was handed in. */
export interface SignedDocument {
  readonly name: string;
  readonly sha256: string;
  /** QUEUED until it is processed; then the recipient has signed, or it was refused for `error`. */
  readonly status: "QUEUED" | "ACCEPTED" | "ERRORED";
  readonly error?: string;
}

/** A person of an envelope: what was asked of them, and how far they are. */
export interface Recipient {
  readonly id: string;
  readonly asked: RecipientOptions;
  /** For a witness: the id of the signer who is watched. Null for everybody else. */
  readonly witnessOf: string | null;
  /** The secret of the signing link; null for a CC, who has none, and for a witness who is not named yet. */
  readonly token: string | null;
  /** When the link began to work: the moment the sign group's turn came, or of the latest invitation. */
  readonly openedAt: Instant | null;
  /** When the invitation was e-mailed. */
  readonly invitedAt: Instant | null;
  readonly lastEmailStatus: string | null;
  readonly signedAt: Instant | null;
  /** One per tag of `asked`, in the same order; empty until signed. */
  readonly values: readonly TagValue[];
  /** What they signed offline, if anything. */
  readonly signedDocument: SignedDocument | null;
  /** What they have done by their link so far. */
  readonly progress: SigningProgress;
  /** When the completion pack was sent again. */
  readonly packsResentAt: readonly Instant[];
}

/** One line of the audit trail. */
export interface AuditEntry {
  readonly at: Instant;
  readonly event:
    | "created"
    | "opened"
    | "failed"
    | "invited"
    | "invited-by-sms"
    | "edited"
    | "reminded"
    | "extended"
    | "resent"
    | "viewed"
    | "code-sent"
    | "code-refused"
    | "phone-verified"
    | "app-passed"
    | "app-failed"
    | "identity-passed"
    | "identity-failed"
    | "age-passed"
    | "age-failed"
    | "attached"
    | "attachment-removed"
    | "submitted"
    | "witness-named"
    | "signed"
    | "completed"
    | "archived";
  readonly recipientId?: string;
  /** Where somebody acted from by their link. */
  readonly ip?: string;
  /** Of a reminder that nobody asked for: `emails.reminders` did. */
  readonly automatic?: true;
}

/** An envelope as the emulator keeps it: a value of plain JSON that no function changes in place. */
export interface Envelope {
  readonly id: string;
  /** The name of the account whose key created it. */
  readonly account: string;
  readonly status: EnvelopeStatus;
  /** Whether it is signed on a page of the sender's. */
  readonly embedded: boolean;
  readonly options: Omit<EnvelopeOptions, "recipients">;
  readonly files: readonly EnvelopeFile[];
  readonly recipients: readonly Recipient[];
  readonly errors: readonly FileError[];
  readonly createdAt: Instant;
  readonly completedAt: Instant | null;
  readonly archivedAt: Instant | null;
  readonly audit: readonly AuditEntry[];
}

/** An e-mail the service would send. */
export interface Email {
  readonly kind: "invitation" | "reminder" | "withdrawal" | "completion";
  readonly to: string;
  /** Missing when it goes to the sender. */
  readonly recipientId?: string;
  readonly envelopeId: string;
  readonly subject: string;
  readonly at: Instant;
  /** The signing link's secret, in an invitation or a reminder. */
  readonly token?: string;
}

/** A text message the service would send to a phone. */
export interface TextMessage {
  readonly kind: "invitation" | "otp";
  /** The number, as in +447700900123. */
  readonly to: string;
  readonly recipientId: string;
  readonly envelopeId: string;
  readonly at: Instant;
  /** The signing link's secret, in an invitation. */
  readonly token?: string;
  /** The one-time password, in an otp. */
  readonly code?: string;
}

/** What a transition leads to: the envelope's next value, and the e-mails and texts that go out, in order. */
export interface Step {
  readonly envelope: Envelope;
  readonly emails: readonly Email[];
  /** Default: none. */
  readonly texts?: readonly TextMessage[];
}

/** Tells whether a person was asked to sign by the sender, as opposed to a witness or somebody who gets a copy. */
export const isSigner = (recipient: Recipient): boolean => recipient.asked.type === "SIGNER";

/** Tells whether a person fills in tags: a signer, or a signer's witness. */
export const signs = (recipient: Recipient): boolean => recipient.asked.type !== "CC";

/** Tells whether a person can be written to; a witness cannot before the signer has named one. */
export const isNamed = (recipient: Recipient): boolean => recipient.asked.email !== "";

/** The witness of a signer, if one was asked for. */
export const witnessOf = (envelope: Envelope, signer: Recipient): Recipient | undefined =>
  envelope.recipients.find((one) => one.witnessOf === signer.id);

/** Tells whether files of an envelope wait to be processed: its own, or one that was signed offline. */
export const isQueued = ({ status, recipients }: Envelope): boolean =>
  status === "QUEUED" || recipients.some(({ signedDocument }) => signedDocument?.status === "QUEUED");

/** The envelope with one recipient put in the place of the recipient with the same id. */
export function withRecipient(envelope: Envelope, changed: Recipient): Envelope {
  return {
    ...envelope,
    recipients: envelope.recipients.map((one) => (one.id === changed.id ? changed : one)),
  };
}

/** The envelope with one more line in its audit trail. */
export const withAudit = (envelope: Envelope, ...entries: AuditEntry[]): Envelope => ({
  ...envelope,
  audit: [...envelope.audit, ...entries],
});
