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
   * True: every signer proves by a code sent to their phone that the link is in the right hands; each then needs a mobile number. Default false.
   */
  hasEnvelopeOtps?: boolean;
  /**
   * Tags are read from anchors in the documents. The recipients' roles then are: GENERAL: Signer; REAL_ESTATE: Tenant, Landlord, Agent, Guarantor, Contractor; ALL: any of these; each with a number, as in "Signer 1".
   */
  autotagging?: "GENERAL" | "REAL_ESTATE" | "ALL";
  notifications?: Notifications;
  branding?: Branding;
  parentRedirectUrls?: RedirectUrls;
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
 * Webhooks: what the service tells a server of yours. They are not signed, may come twice, and in any order.
 */
export interface Notifications {
  /**
   * Where they are sent: an https address whose server speaks TLS 1.2.
   */
  destination: string;
  /**
   * What they tell of. envelope_created is another name of envelope_ready.
   */
  subscriptions: (
    | "envelope_completion"
    | "envelope_ready"
    | "envelope_created"
    | "signer_completion"
    | "upload_errors"
    | "sign_offline_upload_errors"
    | "idv_resource_update"
    | "idv_session_completion"
    | "idv_check_completion"
    | "idv_task_completion"
    | "idv_session_limit_reached"
  )[];
}
/**
 * How an embedded envelope looks.
 */
export interface Branding {
  logoOptions?: LogoOptions;
  /**
   * Colour of the buttons. As in CSS, for example "#2d9fff".
   */
  primaryColor?: string;
  /**
   * Colour of a button under the pointer. As in CSS, for example "#2d9fff".
   */
  primaryColorHover?: string;
  /**
   * Colour of the text on the buttons. As in CSS, for example "#2d9fff".
   */
  onPrimaryColor?: string;
  /**
   * Colour of the button on the page that confirms the signature. As in CSS, for example "#2d9fff".
   */
  secondaryColor?: string;
  /**
   * Colour of that button under the pointer. As in CSS, for example "#2d9fff".
   */
  secondaryColorHover?: string;
}
/**
 * The logo on the signing page.
 */
export interface LogoOptions {
  /**
   * Which logo is shown: your own with a line about Yoti, that line alone, none, or Yoti Sign's (default).
   */
  logoChoice?: "brand_powered_by_yoti" | "powered_by_yoti" | "no_logo" | "yoti_sign";
  /**
   * Your own logo: a PNG of at most 200 kB in Base64. Default: the one that the service keeps for your organisation.
   */
  logoBase64?: string;
}
/**
 * Where the page that embeds the signing page goes afterwards.
 */
export interface RedirectUrls {
  /**
   * After signing: an https address.
   */
  success?: string;
  /**
   * After a failure: an https address.
   */
  failure?: string;
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
   * How the signer proves who they are: no-auth (default) by the e-mailed link alone, sign-auth with the Yoti app, idv with identity documents.
   */
  authType?: "no-auth" | "sign-auth" | "idv";
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
   * What the recipient is told about. Left out: both e-mails, signer_invitation and envelope_completion. signer_invitation_sms needs a mobile number, and one of the e-mails too. An embedded envelope must say it; it may be empty.
   */
  eventNotifications?: ("signer_invitation" | "signer_invitation_sms" | "envelope_completion")[];
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
  /**
   * What the signer shares from the Yoti app; for sign-auth only. The e-mail address is always among it.
   */
  yotiAttributes?: (
    | "full_name"
    | "date_of_birth"
    | "postal_address"
    | "gender"
    | "nationality"
    | "phone_number"
    | "photo"
    | "photo_auth"
  )[];
  verification?: Verification;
  witness?: Witness;
  /**
   * What depends on what the signer fills in.
   */
  rules?: Rule[];
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
  mergeField?: MergeField;
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
/**
 * Fills a text field from the signer's identity documents. The signer needs an identity check; the envelope has no one-time passwords.
 */
export interface MergeField {
  /**
   * Where the value comes from: idv, the identity check.
   */
  source: "idv";
  /**
   * The kind of document, as the service names it.
   */
  idDoc?: string;
  /**
   * The field of that document, as the service names it.
   */
  fieldName: string;
}
/**
 * An identity check (idv) or an age check (age) of the signer: one of the two.
 */
export interface Verification {
  idv?: IdentityVerification;
  age?: AgeVerification;
}
/**
 * A check of the signer's identity by their documents.
 */
export interface IdentityVerification {
  /**
   * Name of the session configuration: a prebuilt one such as "Real Estate", or your own.
   */
  sessionConfigName: string;
  /**
   * before_viewing: before the signer sees the documents; after_submitting: after the signer has signed.
   */
  when?: "before_viewing" | "after_submitting";
  /**
   * How often the signer may try: 1 to 10 times.
   */
  sessionLimit?: number;
  /**
   * What keeps the signer from signing: deadend_errors (the check cannot go on), merge_field_not_resolved (it did not fill in a merge field).
   */
  blocksSigning?: ("deadend_errors" | "merge_field_not_resolved")[];
}
/**
 * A check of the signer's age.
 */
export interface AgeVerification {
  ageEstimation: AgeEstimation;
}
/**
 * Estimation of the age from a picture of the face.
 */
export interface AgeEstimation {
  /**
   * True: the signer may choose it.
   */
  allowed: boolean;
}
/**
 * Somebody who watches the signer sign, and signs too. The signer names the witness while signing.
 */
export interface Witness {
  /**
   * How the witness proves who they are: no-auth (default), or sign-auth with the Yoti app. The reference shows sign-auth on one page and rules it out on another.
   */
  authType?: "no-auth" | "sign-auth";
  /**
   * What the witness fills in: 1 to 200 tags.
   *
   * @minItems 1
   * @maxItems 200
   */
  tags: Tag[];
}
/**
 * A rule that shows, hides, asks for or releases tags, depending on what the signer has filled in.
 */
export interface Rule {
  /**
   * What is done with the affected tags while every condition is met.
   */
  action: "show" | "hide" | "make_optional" | "make_required";
  /**
   * What must be met, all of it: one condition for each trigger tag.
   *
   * @minItems 1
   */
  conditions: RuleCondition[];
  /**
   * Names of the signer's own tags that are affected; none of them a trigger of the same rule, each in one rule only.
   */
  affectedTagNames?: string[];
  /**
   * Names of the signer's own tag groups that are affected, each in one rule only.
   */
  affectedTagGroupNames?: string[];
  /**
   * Names of tags that are affected and belong to a signer of a later sign group, to exactly one; each in one rule only. Every signer then needs a sign group.
   */
  affectedTagNamesOtherRecipients?: string[];
  /**
   * Names of tag groups that are affected and belong to a signer of a later sign group, to exactly one; each in one rule only. Every signer then needs a sign group.
   */
  affectedTagGroupNamesOtherRecipients?: string[];
}
/**
 * Whether a tag is filled in.
 */
export interface RuleCondition {
  /**
   * Name of one of the signer's own tags, not of a date_signed_field; once in a rule.
   */
  triggerTagName: string;
  /**
   * has_value: the tag is filled in; no_value: it is empty.
   */
  criteria: "has_value" | "no_value";
}
