import type { Options, Recipient, Tag, Witness } from "./generated/inputs.ts";

/** A document to send. `sha256`, `pages` and `bytes` are the provider's findings, kept with the inputs. */
export interface DocumentInputs {
  /** Where the file is, relative to the program's folder. */
  path: string;
  /** The name signers see, extension included. Default: the path's last part. */
  fileName?: string;
  /** SHA-256 of the file in hex. Given by a program, the file must have it. */
  sha256?: string;
  /** Pages of a PDF; absent for a Word file, whose pages are the service's to count. */
  pages?: number;
  /** Size of the file in bytes. */
  bytes?: number;
}

/** A tag; `fileName` may be left out when the envelope has one document. */
export interface TagInputs extends Omit<Tag, "fileName"> {
  fileName?: string;
}

/** A signer's witness. */
export interface WitnessInputs extends Omit<Witness, "tags"> {
  tags: TagInputs[];
}

/** A recipient; `type` defaults to SIGNER. */
export interface RecipientInputs extends Omit<Recipient, "type" | "tags" | "witness"> {
  /**
   * What identifies this recipient from one run to the next, unique in the envelope. Default: the role where it is
   * unique, else the position in the list, counted from 0.
   */
  key?: string;
  type?: Recipient["type"];
  tags?: TagInputs[];
  witness?: WitnessInputs;
}

/** What steers the provider and is never sent. Changing it calls no API and replaces nothing. */
export interface EnvelopeSettings {
  /**
   * What happens to an unsigned envelope that is no longer declared: `archive` (default) withdraws it, and the
   * service e-mails every signer; `delete` deletes it; `retain` leaves it alone.
   */
  onDelete?: "archive" | "delete" | "retain";
  /**
   * The id of this resource's envelope: approves withdrawing it and sending the declared one in its place. It names
   * one envelope, so it does nothing once that one is replaced.
   */
  supersedes?: string;
  /** The id of an existing envelope to take over instead of sending one; it must be the declared one. */
  adopt?: string;
  /** True: once the envelope is complete, the program's changes to it are no longer followed. Default false. */
  sealed?: boolean;
  /**
   * As which of the stack's accounts it is sent, by the name that `yotisign:apiKeys` or `YOTI_SIGN_API_KEY_<NAME>` has
   * for it. Default: the account of `yotisign:apiKey` or `YOTI_SIGN_API_KEY`.
   */
  account?: string;
  /** How long to wait for the service to accept the files, in seconds. Default 120. */
  acceptTimeoutSeconds?: number;
}

/** What only an embedded envelope has. */
type EmbeddedOptions = Pick<Options, "branding" | "parentRedirectUrls">;

/** An envelope as a program declares it, all values plain. */
export interface EnvelopeInputs
  extends Omit<Options, "recipients" | keyof EmbeddedOptions>,
    EnvelopeSettings {
  documents: DocumentInputs[];
  recipients: RecipientInputs[];
}

/** An embedded envelope as a program declares it, all values plain. */
export interface EmbeddedEnvelopeInputs extends EnvelopeInputs, EmbeddedOptions {}

/** What reaches the provider: the declared envelope, and which resource declares it. */
export interface IdentifiedInputs extends EnvelopeInputs {
  /** The resource's URN: project, stack, type and name, which Pulumi does not pass to a dynamic provider. */
  identity: string;
}
