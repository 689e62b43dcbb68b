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

/** A signer's witness: nobody in particular until the signer names them. */
export interface Witness {
  readonly id: string;
  readonly person: WitnessPerson | null;
}

/** Who a witness is. */
export interface WitnessPerson {
  readonly name: string;
  readonly email: string;
}

/** A person of an envelope: what was asked of them, and how far they are. */
export interface Recipient {
  readonly id: string;
  readonly asked: RecipientOptions;
  /** The secret of the signing link; null for a CC, who has none. */
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
  /** Null: nobody was asked to watch them sign. */
  readonly witness: Witness | null;
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
    | "edited"
    | "reminded"
    | "extended"
    | "resent"
    | "signed"
    | "completed"
    | "archived";
  readonly recipientId?: string;
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

/** What a transition leads to: the envelope's next value, and the e-mails that go out, in order. */
export interface Step {
  readonly envelope: Envelope;
  readonly emails: readonly Email[];
}

/** Tells whether a person signs, as opposed to getting a copy. */
export const isSigner = (recipient: Recipient): boolean => recipient.asked.type === "SIGNER";

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
