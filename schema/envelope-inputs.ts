import type { Branding, Emails, Options, Recipient, Tag, Witness } from "./generated/inputs.ts";
import type { Place } from "./place.ts";

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

/** One of the envelope's documents, as it is declared among `documents`; its path tells which. */
export type DocumentReference = Pick<DocumentInputs, "path" | "fileName" | "sha256">;

/** A tag on a page, on which the document may be left out when the envelope has one. */
interface TagOnDocument extends Omit<Tag, "fileName" | "pageNumber" | "x" | "y"> {
  /** The document's name, as signers see it. */
  fileName?: string;
  /** The document itself, instead of its name. */
  document?: DocumentReference;
}

/** Where a tag is, as the service takes it. */
type AtFractions = Pick<Tag, "pageNumber" | "x" | "y"> & { place?: undefined };

/**
 * Where a tag goes in points or millimetres from a corner of the page, or beside a text. The fractions that are sent
 * are found while the envelope is checked, and kept beside it.
 */
interface AtPlace extends Partial<Pick<Tag, "pageNumber" | "x" | "y">> {
  place: Place;
}

/** A tag; `fileName` may be left out when the envelope has one document. */
export type TagInputs = TagOnDocument & (AtFractions | AtPlace);

/** A signer's witness. */
export interface WitnessInputs extends Omit<Witness, "tags"> {
  tags: TagInputs[];
}

/** A recipient; `type` defaults to SIGNER. */
export interface RecipientInputs extends Omit<Recipient, "type" | "tags" | "witness" | "excludedFiles"> {
  /**
   * What identifies this recipient from one run to the next, unique in the envelope. Default: the role where it is
   * unique, else the position in the list, counted from 0.
   */
  key?: string;
  type?: Recipient["type"];
  /** How long the signing link lives, in days from the invitation, instead of `activeForSeconds`: up to 365. */
  activeForDays?: number;
  /** Documents this recipient does not see, by name or as they are declared; none of the recipient's tags is on them. */
  excludedFiles?: (string | DocumentReference)[];
  tags?: TagInputs[];
  witness?: WitnessInputs;
}

/** What steers the provider and is never sent. Changing it calls no API and replaces nothing. */
export interface EnvelopeSettings {
  /**
   * What happens to an unsigned envelope that is no longer declared: `archive` (default) withdraws it, and the
   * service e-mails every signer; `delete` deletes it; `retain` leaves it alone. A complete one stays at the service,
   * but for `delete` where its pack is in the directory of `yotisign:packs`, and verifies.
   */
  onDelete?: "archive" | "delete" | "retain";
  /**
   * The id of this resource's envelope: approves withdrawing it and sending the declared one in its place. It names
   * one envelope, so it does nothing once that one is replaced.
   */
  supersedes?: string;
  /** The id of an existing envelope to take over instead of sending one; it must be the declared one. */
  adopt?: string;
  /**
   * The ids of envelopes with the same name to the same people that are known and not meant: this one is sent all the
   * same. Each names one envelope, so a further one stops the run again.
   */
  duplicateOf?: string | string[];
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

/** How often those who have not signed are reminded, three times at most. */
export type ReminderWords = "never" | "daily" | "every 2 days" | "weekly";

/** What the e-mails say, and how often they remind. */
export interface EmailsInputs extends Omit<Emails, "reminders"> {
  reminders?: Emails["reminders"] | ReminderWords;
}

/** A logo by its path; `sha256` is the provider's finding, kept with the inputs. */
export type LogoInputs = Pick<DocumentInputs, "path" | "sha256">;

/** How an embedded envelope looks. */
export interface BrandingInputs extends Branding {
  /** Your own logo: a PNG of at most 200 kB, relative to the program's folder. It is shown with a line about Yoti. */
  logo?: string | LogoInputs;
}

/** An envelope as a program declares it, all values plain. */
export interface EnvelopeInputs
  extends Omit<Options, "emails" | "recipients" | "branding" | "parentRedirectUrls">,
    EnvelopeSettings {
  emails?: EmailsInputs;
  /** The message in the invitation, 1 to 600 characters, instead of `emails.invitation.body.message`. */
  message?: string;
  documents: DocumentInputs[];
  recipients: RecipientInputs[];
}

/** An embedded envelope as a program declares it, all values plain. */
export interface EmbeddedEnvelopeInputs extends EnvelopeInputs, Pick<Options, "parentRedirectUrls"> {
  branding?: BrandingInputs;
}

/** What reaches the provider: the declared envelope, and which resource declares it. */
export interface IdentifiedInputs extends EnvelopeInputs {
  /** The resource's URN: project, stack, type and name, which Pulumi does not pass to a dynamic provider. */
  identity: string;
  /** That the stack keeps what is known of people encrypted (`yotisign:personalData`); absent: it does not. */
  personalData?: "secret";
  /** What is put behind the name it is sent under: the provider's finding, in stacks with `yotisign:reference`. */
  reference?: string;
}
