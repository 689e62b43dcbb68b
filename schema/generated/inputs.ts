/* Generated from schema/*.json by `npm run generate`; edit those, not this file. */

/**
 * The `options` part of a create request: everything about an envelope but its files.
 */
export interface Options {
  /**
   * The envelope's name, and the subject of its e-mails: 1 to 125 characters, none of : * ? < > | \.
   */
  name: string;
  emails?: Emails;
  sender?: Sender;
  /**
   * Who signs and who gets a copy: at most 30 of each.
   *
   * @minItems 1
   * @maxItems 60
   */
  recipients: Recipient[];
}
/**
 * What the e-mails say, and how often they remind.
 */
export interface Emails {
  /**
   * Where a recipient's reply goes.
   */
  replyTo?: string;
  /**
   * The sender's name as shown; none of / \ : * ? < > |.
   */
  name?: string;
  invitation?: Invitation;
  reminders?: Reminders;
}
/**
 * The invitation to sign. Required unless no recipient is notified of it.
 */
export interface Invitation {
  body: InvitationBody;
}
/**
 * The invitation's text.
 */
export interface InvitationBody {
  /**
   * The message in the invitation: 1 to 600 characters.
   */
  message: string;
}
/**
 * Reminders to those who have not signed.
 */
export interface Reminders {
  /**
   * Days between the three reminders: 1, 2 or 7; 0 sends none.
   */
  frequency: 0 | 1 | 2 | 7;
}
/**
 * What the sender is told.
 */
export interface Sender {
  /**
   * E-mails to the sender: envelope_completion, or none.
   */
  eventNotifications: "envelope_completion"[];
}
/**
 * A person the envelope goes to: one who signs, or one who gets a copy.
 */
export interface Recipient {
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
  authType?: "no-auth" | "sign-auth";
  /**
   * Order of signing: group n + 1 is invited when all of group n have signed. Groups count from 1 without a gap. Default 1.
   */
  signGroup?: number;
  /**
   * How long the signing link lives, in seconds from the invitation: up to one year. Default 172800, two days.
   */
  activeForSeconds?: number;
  /**
   * Time zone of the signer's dates, by its name in the TZ database. Default UTC.
   */
  timeZoneName?: string;
  /**
   * What the recipient is e-mailed about. Left out: both.
   */
  eventNotifications?: ("signer_invitation" | "envelope_completion")[];
  /**
   * Names of uploaded files this recipient does not see; none of the recipient's tags is on them.
   */
  excludedFiles?: string[];
  /**
   * Country of the mobile number, two letters (ISO 3166-1). Goes with mobile_number.
   */
  isoCountryCode?: string;
  /**
   * Mobile number without country code and without its leading zero. Goes with iso_country_code.
   */
  mobileNumber?: string | number;
  /**
   * What the signer fills in, at most 200.
   *
   * @maxItems 200
   */
  tags?: Tag[];
}
/**
 * A place on a page that a signer fills in: a signature, a text, a box to tick.
 */
export interface Tag {
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
  fileName: string;
  /**
   * The page, counted from 1. It must exist in the file.
   */
  pageNumber: number;
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
  tagGroupName?: string;
  /**
   * The text a text field starts with; none of / \ : * ? < > |.
   */
  prefilledValue?: string;
  /**
   * A hint shown in an empty text field; at most 255 characters, none of / \ : * ? < > |.
   */
  helpText?: string;
  /**
   * True: the signer cannot change the text field's prefilled value. Default false.
   */
  readonly?: boolean;
  /**
   * True: the text field keeps its width. Default false.
   */
  disableResize?: boolean;
  validation?: TagValidation;
}
/**
 * The check a text field's value must pass.
 */
export interface TagValidation {
  /**
   * Regular expression the value must match.
   */
  regex: string;
  /**
   * Shown to the signer when it does not match.
   */
  errorMessage?: string;
  /**
   * Flags of the regular expression, for example "i".
   */
  flags?: string;
}
