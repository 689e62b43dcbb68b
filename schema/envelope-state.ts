/**
 * QUEUED, ACTIVE, ERRORED, ARCHIVED and COMPLETE as the service says; MISSING when it no longer knows the envelope
 * (deleted outside, or past its retention).
 */
export type EnvelopeStatus = "QUEUED" | "ACTIVE" | "ERRORED" | "ARCHIVED" | "COMPLETE" | "MISSING";

/** How far one recipient is. Times are ISO 8601, as the service gives them. */
export interface RecipientState {
  /** The recipient's key in the program. */
  key: string;
  /** The service's id of the recipient, a UUID. */
  id?: string;
  type: "SIGNER" | "CC";
  /** SIGNED or UNSIGNED; absent for a CC. */
  signStatus?: string;
  /** Sign group; absent for a CC. */
  signGroup?: number;
  /** Life of the signing link in seconds, from the invitation. */
  activeForSeconds?: number;
  /** When the invitation went out. */
  invitedAt?: string;
  /** When the signing link stops working: computed, since the service does not say. */
  linkExpiresAt?: string;
  signedAt?: string;
  /** What became of the last e-mail, for example SENT. */
  lastEmailStatus?: string;
  /** True: the service has another name or e-mail than was sent, so somebody changed it there. */
  changedOutside?: true;
  /** The key of the signer who turned out to be this signer's witness: somebody else was to be. */
  witnessIs?: string;
}

/** A document as it was sent. */
export interface DocumentState {
  name: string;
  sha256: string;
  pages?: number;
  bytes: number;
}

/** An envelope's outputs, and all that the provider may know of it when its inputs are gone. */
export interface EnvelopeState {
  envelopeId: string;
  status: EnvelopeStatus;
  recipients: RecipientState[];
  documents: DocumentState[];
  /**
   * Where the signed documents are: the API's own URL, which needs the key. Null until COMPLETE: Pulumi warns of an
   * exported value that is undefined, not of one that is null.
   */
  signedDocumentsUrl: string | null;
  completedAt: string | null;
  archivedAt: string | null;
  /**
   * Of an embedded envelope: where each signer signs, by recipient key. Whoever has such an address can sign as that
   * person, so it is a secret. Empty where they are not known: the service tells them once, when the envelope is sent.
   */
  signingUrls?: Record<string, string>;
  /** Of an ERRORED envelope: what was wrong, as `file: code`. */
  errors?: string[];
  identity: string;
  /** Origin of the service it was sent to, for example https://api.yotisign.com. */
  host: string;
  /** A short fingerprint of the key it was sent with, to tell one account's key from another's. */
  account: string;
  /** The name of that account, where the stack has several. */
  accountName?: string;
  onDelete?: "archive" | "delete" | "retain";
  /** Whether the stack keeps what is known of people encrypted; absent: it does not. */
  personalData?: "secret";
  sent: {
    /** When it was sent, ISO 8601. */
    at: string;
    /** Fingerprint of the canonical request. */
    fingerprint: string;
    /** What was put behind its name, if anything. */
    reference?: string;
    /** What was sent, field by field, so that a later change is found without keeping what was sent. */
    digests: RequestDigests;
  };
}

/** One digest per field that cannot change after sending, and per recipient one for each part that is edited alone. */
export interface RequestDigests {
  /** By field name in camelCase, `documents` among them. */
  fields: Record<string, string>;
  /** By recipient key. */
  recipients: Record<string, RecipientDigests>;
}

/** `terms`: all that is not contact; `person`: name and e-mail; `phone`: absent where none was given. */
export interface RecipientDigests {
  terms: string;
  person: string;
  phone?: string;
}
