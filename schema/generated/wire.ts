/* Generated from schema/*.json by `npm run generate`; edit those, not this file. */

/**
 * The `options` part of a create request: everything about an envelope but its files.
 */
export interface WireOptions {
  /**
   * The envelope's name, and the subject of its e-mails: 1 to 125 characters, none of : * ? < > | \.
   */
  name: string;
  emails?: WireEmails;
  sender?: WireSender;
  /**
   * Who signs and who gets a copy: at most 30 of each.
   *
   * @minItems 1
   * @maxItems 60
   */
  recipients: WireRecipient[];
}
/**
 * What the e-mails say, and how often they remind.
 */
export interface WireEmails {
  /**
   * Where a recipient's reply goes.
   */
  reply_to?: string;
  /**
   * The sender's name as shown; none of / \ : * ? < > |.
   */
  name?: string;
  invitation?: WireInvitation;
  reminders?: WireReminders;
}
/**
 * The invitation to sign. Required unless no recipient is notified of it.
 */
export interface WireInvitation {
  body: WireInvitationBody;
}
/**
 * The invitation's text.
 */
export interface WireInvitationBody {
  /**
   * The message in the invitation: 1 to 600 characters.
   */
  message: string;
}
/**
 * Reminders to those who have not signed.
 */
export interface WireReminders {
  /**
   * Days between the three reminders: 1, 2 or 7; 0 sends none.
   */
  frequency: 0 | 1 | 2 | 7;
}
/**
 * What the sender is told.
 */
export interface WireSender {
  /**
   * E-mails to the sender: envelope_completion, or none.
   */
  event_notifications: "envelope_completion"[];
}
/**
 * A person the envelope goes to: one who signs, or one who gets a copy.
 */
export interface WireRecipient {
  /**
   * SIGNER signs; CC is sent the completed documents, and carries a name and an e-mail only.
   */
  type: "SIGNER" | "CC";
  /**
   * Full name: 1 to 100 characters, none of / \ : * ? < > |.
   */
  name: string;
  /**
   * E-mail address (RFC 5322).
   */
  email: string;
  /**
   * What the signer signs as, for example "Buyer": up to 50 characters, none of / \ : * ? < > |.
   */
  role?: string;
  /**
   * How the signer proves who they are: no-auth (default) by the e-mailed link alone, sign-auth with the Yoti app.
   */
  auth_type?: "no-auth" | "sign-auth";
  /**
   * Order of signing: group n + 1 is invited when all of group n have signed. Groups count from 1 without a gap. Default 1.
   */
  sign_group?: number;
  /**
   * How long the signing link lives, in seconds from the invitation: up to one year. Default 172800, two days.
   */
  active_for_seconds?: number;
  /**
   * Time zone of the signer's dates, by its name in the TZ database. Default UTC.
   */
  time_zone_name?: string;
  /**
   * What the recipient is e-mailed about. Left out: both.
   */
  event_notifications?: ("signer_invitation" | "envelope_completion")[];
  /**
   * Names of uploaded files this recipient does not see; none of the recipient's tags is on them.
   */
  excluded_files?: string[];
  /**
   * Country of the mobile number, two letters (ISO 3166-1). Goes with mobile_number.
   */
  iso_country_code?: string;
  /**
   * Mobile number without country code and without its leading zero. Goes with iso_country_code.
   */
  mobile_number?: string | number;
  /**
   * What the signer fills in, at most 200.
   *
   * @maxItems 200
   */
  tags?: WireTag[];
}
/**
 * A place on a page that a signer fills in: a signature, a text, a box to tick.
 */
export interface WireTag {
  /**
   * What the signer does there.
   */
  type:
    | "signature"
    | "initials"
    | "text_field"
    | "checkbox_field"
    | "radio_field"
    | "date_signed_field"
    | "attachment";
  /**
   * The file the tag is on: the name of an uploaded file, extension included. At most 255 characters.
   */
  file_name: string;
  /**
   * The page, counted from 1. It must exist in the file.
   */
  page_number: number;
  /**
   * Left edge as a fraction of the page's width, from the left: 0 to 0.949.
   */
  x: number;
  /**
   * Top edge as a fraction of the page's height, from the top: 0 to 0.949.
   */
  y: number;
  /**
   * Width of a text field as a fraction of the page's width; `x + width` stays under 1. Required for text fields, and only allowed there.
   */
  width?: number;
  /**
   * True: the signer may leave it empty, and it then does not show on the signed file. Never true for a date_signed_field. Default false.
   */
  optional?: boolean;
  /**
   * A name for the tag, unique among the recipient's tags. At most 50 characters.
   */
  name?: string;
  /**
   * Joins two or more tags of one type and one optionality into a group; radio buttons exclude each other within it. At most 50 letters, digits and spaces.
   */
  tag_group_name?: string;
  /**
   * The text a text field starts with; none of / \ : * ? < > |.
   */
  prefilled_value?: string;
  /**
   * A hint shown in an empty text field; at most 255 characters, none of / \ : * ? < > |.
   */
  help_text?: string;
  /**
   * True: the signer cannot change the text field's prefilled value. Default false.
   */
  readonly?: boolean;
  /**
   * True: the text field keeps its width. Default false.
   */
  disable_resize?: boolean;
  validation?: WireTagValidation;
}
/**
 * The check a text field's value must pass.
 */
export interface WireTagValidation {
  /**
   * Regular expression the value must match.
   */
  regex: string;
  /**
   * Shown to the signer when it does not match.
   */
  error_message?: string;
  /**
   * Flags of the regular expression, for example "i".
   */
  flags?: string;
}
/**
 * An envelope as the service reports it (GET /v2/envelopes/:id). While its files are processed there is no more than id and QUEUED.
 */
export interface WireEnvelope {
  /**
   * The envelope's id, a UUID.
   */
  envelope_id?: string;
  /**
   * The envelope's name.
   */
  name?: string;
  /**
   * QUEUED while files are processed, then ACTIVE, ERRORED, ARCHIVED, or COMPLETE (COMPLETED in one answer).
   */
  status: "QUEUED" | "ACTIVE" | "ERRORED" | "ARCHIVED" | "COMPLETE" | "COMPLETED";
  details?: WireEnvelopeDetails;
}
/**
 * How signing goes.
 */
export interface WireEnvelopeDetails {
  /**
   * The people, one entry each.
   */
  recipients?: WireEnvelopeRecipient[];
  /**
   * The uploaded files; content and hash are not returned.
   */
  files?: WireEnvelopeFile[];
  /**
   * When the last person signed.
   */
  completed_at?: string | null;
  /**
   * When it was archived.
   */
  archived_at?: string | null;
  /**
   * Of an ERRORED envelope: what was wrong with its files.
   */
  errors?: WireFileError[];
}
/**
 * One person's part in the envelope.
 */
export interface WireEnvelopeRecipient {
  /**
   * The recipient's id, a UUID; may be missing once archived.
   */
  id?: string;
  /**
   * SIGNER, CC or WITNESS.
   */
  type?: "SIGNER" | "CC" | "WITNESS";
  /**
   * Full name.
   */
  name?: string;
  /**
   * E-mail address.
   */
  email?: string;
  /**
   * What the person signs as.
   */
  role?: string | null;
  /**
   * How the signer proves who they are.
   */
  auth_type?: string | null;
  /**
   * SIGNED or UNSIGNED.
   */
  sign_status?: string | null;
  /**
   * When the person signed.
   */
  signed_at?: string | null;
  /**
   * When the invitation went out.
   */
  invitation_email_queued_at?: string | null;
  /**
   * Sign group; an empty text for a CC.
   */
  sign_group_order?: number | string | null;
  /**
   * Address the person signed from.
   */
  ip_address?: string | null;
  /**
   * What became of the last e-mail, for example SENT.
   */
  last_email_status?: string | null;
  /**
   * Of a witness: the signer it belongs to.
   */
  signer_id?: string | null;
  /**
   * Once complete: what was filled in.
   */
  tags?: WireFilledTag[];
}
/**
 * A filled-in tag.
 */
export interface WireFilledTag {
  /**
   * The tag's name.
   */
  name?: string | null;
  /**
   * The tag's group.
   */
  tag_group_name?: string | null;
  /**
   * Whether it could be left empty.
   */
  was_optional?: boolean | null;
  /**
   * What was filled in.
   */
  value?: string | number | boolean | {} | unknown[] | null;
}
/**
 * An uploaded file.
 */
export interface WireEnvelopeFile {
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
export interface WireFileError {
  /**
   * The file.
   */
  file_name?: string | null;
  /**
   * The service's code for what is wrong.
   */
  code?: string | null;
}
/**
 * An envelope as find and search list it.
 */
export interface WireEnvelopeSummary {
  /**
   * The envelope's id, a UUID.
   */
  envelope_id: string;
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
  created_at?: string;
}
/**
 * The body of a refusal. The reference gives no shape for it, so every field is optional and none is relied on.
 */
export interface WireError {
  /**
   * A code for machines.
   */
  code?: string;
  /**
   * A sentence for people; it may repeat what was sent, so it is never printed.
   */
  message?: string;
  /**
   * One entry for each thing that is wrong.
   */
  errors?: WireErrorEntry[];
}
/**
 * One thing that is wrong.
 */
export interface WireErrorEntry {
  /**
   * The field, as in recipients[0].email.
   */
  path?: string;
  /**
   * A code for machines.
   */
  code?: string;
  /**
   * A sentence for people.
   */
  message?: string;
}
