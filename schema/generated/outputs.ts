/* Generated from schema/*.json by `npm run generate`; edit those, not this file. */

/**
 * An envelope as the service reports it (GET /v2/envelopes/:id). While its files are processed there is no more than id and QUEUED.
 */
export interface Envelope {
  /**
   * The envelope's id, a UUID.
   */
  envelopeId?: string;
  /**
   * The envelope's name.
   */
  name?: string;
  /**
   * QUEUED while files are processed, then ACTIVE, ERRORED, ARCHIVED, or COMPLETE (COMPLETED in one answer).
   */
  status: "QUEUED" | "ACTIVE" | "ERRORED" | "ARCHIVED" | "COMPLETE" | "COMPLETED";
  details?: EnvelopeDetails;
}
/**
 * How signing goes.
 */
export interface EnvelopeDetails {
  /**
   * The people, one entry each.
   */
  recipients?: EnvelopeRecipient[];
  /**
   * The uploaded files; content and hash are not returned.
   */
  files?: EnvelopeFile[];
  /**
   * When the last person signed.
   */
  completedAt?: string | null;
  /**
   * When it was archived.
   */
  archivedAt?: string | null;
  /**
   * Of an ERRORED envelope: what was wrong with its files.
   */
  errors?: FileError[];
}
/**
 * One person's part in the envelope.
 */
export interface EnvelopeRecipient {
  /**
   * The recipient's id, a UUID; may be missing once archived.
   */
  id?: string;
  /**
   * SIGNER, CC or WITNESS.
   */
  type?: "SIGNER" | "CC" | "WITNESS";
  /**
   * Full name; null until a witness has one.
   */
  name?: string | null;
  /**
   * E-mail address; null until a witness has one.
   */
  email?: string | null;
  /**
   * What the person signs as.
   */
  role?: string | null;
  /**
   * How the signer proves who they are.
   */
  authType?: string | null;
  /**
   * SIGNED or UNSIGNED.
   */
  signStatus?: string | null;
  /**
   * When the person signed.
   */
  signedAt?: string | null;
  /**
   * When the invitation went out.
   */
  invitationEmailQueuedAt?: string | null;
  /**
   * Sign group; an empty text for a CC.
   */
  signGroupOrder?: number | string | null;
  /**
   * Address the person signed from.
   */
  ipAddress?: string | null;
  /**
   * What became of the last e-mail, for example SENT.
   */
  lastEmailStatus?: string | null;
  /**
   * Of a witness: the signer it belongs to.
   */
  signerId?: string | null;
  /**
   * Once complete: what was filled in.
   */
  tags?: FilledTag[];
}
/**
 * A filled-in tag.
 */
export interface FilledTag {
  /**
   * The tag's name.
   */
  name?: string | null;
  /**
   * The tag's group.
   */
  tagGroupName?: string | null;
  /**
   * Whether it could be left empty.
   */
  wasOptional?: boolean | null;
  /**
   * What was filled in.
   */
  value?: string | number | boolean | {} | unknown[] | null;
}
/**
 * An uploaded file.
 */
export interface EnvelopeFile {
  /**
   * The file's id.
   */
  id?: string;
  /**
   * The file's name.
   */
  name?: string;
}
/**
 * Why a file could not be used.
 */
export interface FileError {
  /**
   * The file.
   */
  fileName?: string | null;
  /**
   * The service's code for what is wrong.
   */
  code?: string | null;
}
/**
 * An envelope as find and search list it.
 */
export interface EnvelopeSummary {
  /**
   * The envelope's id, a UUID.
   */
  envelopeId: string;
  /**
   * The envelope's name.
   */
  envelope?: string;
  /**
   * As in an envelope's state, possibly in lower case.
   */
  status: string;
  /**
   * When it was created.
   */
  createdAt?: string;
}
