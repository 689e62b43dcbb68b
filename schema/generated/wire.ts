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
   * True: every signer proves by a code sent to their phone that the link is in the right hands; each then needs a mobile number. Default false.
   */
  has_envelope_otps?: boolean;
  /**
   * Tags are read from anchors in the documents. The recipients' roles then are: GENERAL: Signer; REAL_ESTATE: Tenant, Landlord, Agent, Guarantor, Contractor; ALL: any of these; each with a number, as in "Signer 1".
   */
  autotagging?: "GENERAL" | "REAL_ESTATE" | "ALL";
  notifications?: WireNotifications;
  branding?: WireBranding;
  parent_redirect_urls?: WireRedirectUrls;
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
 * Webhooks: what the service tells a server of yours. They are not signed, may come twice, and in any order.
 */
export interface WireNotifications {
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
export interface WireBranding {
  logo_options?: WireLogoOptions;
  /**
   * Colour of the buttons. As in CSS, for example "#2d9fff".
   */
  primary_color?: string;
  /**
   * Colour of a button under the pointer. As in CSS, for example "#2d9fff".
   */
  primary_color_hover?: string;
  /**
   * Colour of the text on the buttons. As in CSS, for example "#2d9fff".
   */
  on_primary_color?: string;
  /**
   * Colour of the button on the page that confirms the signature. As in CSS, for example "#2d9fff".
   */
  secondary_color?: string;
  /**
   * Colour of that button under the pointer. As in CSS, for example "#2d9fff".
   */
  secondary_color_hover?: string;
}
/**
 * The logo on the signing page.
 */
export interface WireLogoOptions {
  /**
   * Which logo is shown: your own with a line about Yoti, that line alone, none, or Yoti Sign's (default).
   */
  logo_choice?: "brand_powered_by_yoti" | "powered_by_yoti" | "no_logo" | "yoti_sign";
  /**
   * Your own logo: a PNG of at most 200 kB in Base64. Default: the one that the service keeps for your organisation.
   */
  logo_base64?: string;
}
/**
 * Where the page that embeds the signing page goes afterwards.
 */
export interface WireRedirectUrls {
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
   * How the signer proves who they are: no-auth (default) by the e-mailed link alone, sign-auth with the Yoti app, idv with identity documents.
   */
  auth_type?: "no-auth" | "sign-auth" | "idv";
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
   * What the recipient is told about. Left out: both e-mails, signer_invitation and envelope_completion. signer_invitation_sms needs a mobile number, and one of the e-mails too. An embedded envelope must say it; it may be empty.
   */
  event_notifications?: ("signer_invitation" | "signer_invitation_sms" | "envelope_completion")[];
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
  /**
   * What the signer shares from the Yoti app; for sign-auth only. The e-mail address is always among it.
   */
  yoti_attributes?: (
    | "full_name"
    | "date_of_birth"
    | "postal_address"
    | "gender"
    | "nationality"
    | "phone_number"
    | "photo"
    | "photo_auth"
  )[];
  verification?: WireVerification;
  witness?: WireWitness;
  /**
   * What depends on what the signer fills in.
   */
  rules?: WireRule[];
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
  merge_field?: WireMergeField;
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
 * Fills a text field from the signer's identity documents. The signer needs an identity check; the envelope has no one-time passwords.
 */
export interface WireMergeField {
  /**
   * Where the value comes from: idv, the identity check.
   */
  source: "idv";
  /**
   * The kind of document, as the service names it.
   */
  id_doc?: string;
  /**
   * The field of that document, as the service names it.
   */
  field_name: string;
}
/**
 * An identity check (idv) or an age check (age) of the signer: one of the two.
 */
export interface WireVerification {
  idv?: WireIdentityVerification;
  age?: WireAgeVerification;
}
/**
 * A check of the signer's identity by their documents.
 */
export interface WireIdentityVerification {
  /**
   * Name of the session configuration: a prebuilt one such as "Real Estate", or your own.
   */
  session_config_name: string;
  /**
   * before_viewing: before the signer sees the documents; after_submitting: after the signer has signed.
   */
  when?: "before_viewing" | "after_submitting";
  /**
   * How often the signer may try: 1 to 10 times.
   */
  session_limit?: number;
  /**
   * What keeps the signer from signing: deadend_errors (the check cannot go on), merge_field_not_resolved (it did not fill in a merge field).
   */
  blocks_signing?: ("deadend_errors" | "merge_field_not_resolved")[];
}
/**
 * A check of the signer's age.
 */
export interface WireAgeVerification {
  age_estimation: WireAgeEstimation;
}
/**
 * Estimation of the age from a picture of the face.
 */
export interface WireAgeEstimation {
  /**
   * True: the signer may choose it.
   */
  allowed: boolean;
}
/**
 * Somebody who watches the signer sign, and signs too. The signer names the witness while signing.
 */
export interface WireWitness {
  /**
   * How the witness proves who they are: no-auth (default), or sign-auth with the Yoti app. The reference shows sign-auth on one page and rules it out on another.
   */
  auth_type?: "no-auth" | "sign-auth";
  /**
   * What the witness fills in: 1 to 200 tags.
   *
   * @minItems 1
   * @maxItems 200
   */
  tags: WireTag[];
}
/**
 * A rule that shows, hides, asks for or releases tags, depending on what the signer has filled in.
 */
export interface WireRule {
  /**
   * What is done with the affected tags while every condition is met.
   */
  action: "show" | "hide" | "make_optional" | "make_required";
  /**
   * What must be met, all of it: one condition for each trigger tag.
   *
   * @minItems 1
   */
  conditions: WireRuleCondition[];
  /**
   * Names of the signer's own tags that are affected; none of them a trigger of the same rule, each in one rule only.
   */
  affected_tag_names?: string[];
  /**
   * Names of the signer's own tag groups that are affected, each in one rule only.
   */
  affected_tag_group_names?: string[];
  /**
   * Names of tags that are affected and belong to a signer of a later sign group, to exactly one; each in one rule only. Every signer then needs a sign group.
   */
  affected_tag_names_other_recipients?: string[];
  /**
   * Names of tag groups that are affected and belong to a signer of a later sign group, to exactly one; each in one rule only. Every signer then needs a sign group.
   */
  affected_tag_group_names_other_recipients?: string[];
}
/**
 * Whether a tag is filled in.
 */
export interface WireRuleCondition {
  /**
   * Name of one of the signer's own tags, not of a date_signed_field; once in a rule.
   */
  trigger_tag_name: string;
  /**
   * has_value: the tag is filled in; no_value: it is empty.
   */
  criteria: "has_value" | "no_value";
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
 * The answer to the creation of an embedded envelope.
 */
export interface WireEmbeddedAnswer {
  /**
   * The envelope's id, a UUID.
   */
  envelope_id: string;
  /**
   * The signers' links.
   */
  recipients: WireEmbeddedRecipient[];
}
/**
 * One signer's link.
 */
export interface WireEmbeddedRecipient {
  /**
   * The secret of the signer's link.
   */
  token?: string | null;
  /**
   * The same, as it is also written.
   */
  Token?: string | null;
  /**
   * The signer's e-mail address.
   */
  email?: string | null;
  /**
   * The same, as it is also written.
   */
  Email?: string | null;
}
/**
 * What the service posts to a server of yours. It is not signed, may come twice and in any order: ask the service about the envelope before you believe it.
 */
export interface WireWebhook {
  /**
   * What it tells of: one of the subscriptions.
   */
  subscription_name: string;
  /**
   * The envelope's id, a UUID.
   */
  envelope_id: string;
  /**
   * The envelope's name.
   */
  envelope_name?: string | null;
  /**
   * The envelope's status, as in its state.
   */
  status?: string | null;
  details?: WireEnvelopeDetails;
  platform?: WireWebhookPlatform;
  /**
   * Of envelope_completion: whether the service is going to delete the envelope.
   */
  marked_for_deletion?: boolean | null;
  /**
   * Of envelope_ready: the signers' links.
   */
  recipients?: WireWebhookRecipient[];
}
/**
 * Of envelope_completion: what the envelope was made with.
 */
export interface WireWebhookPlatform {
  /**
   * API for envelopes of an API key.
   */
  type?: string | null;
}
/**
 * One signer's link.
 */
export interface WireWebhookRecipient {
  /**
   * The secret of the signer's link.
   */
  token?: string | null;
  /**
   * The same, as it is also written.
   */
  Token?: string | null;
  /**
   * The signer's e-mail address.
   */
  email?: string | null;
  /**
   * The same, as it is also written.
   */
  Email?: string | null;
}
/**
 * A session configuration of your own for identity checks.
 */
export interface WireIdvSessionConfig {
  /**
   * Its name, as recipients' verification refers to it.
   */
  name: string;
  /**
   * True: only the API key that creates it can use it; false: the whole organisation can.
   */
  is_private: boolean;
  /**
   * The configuration in the terms of Yoti's identity verification; passed on as it is.
   */
  session_config: {};
}
/**
 * The session configurations there are, prebuilt and your own.
 */
export interface WireIdvSessionConfigs {
  /**
   * One entry each.
   */
  session_configs: WireListedSessionConfig[];
}
/**
 * A session configuration.
 */
export interface WireListedSessionConfig {
  /**
   * Its name.
   */
  name: string;
  /**
   * False for a prebuilt one.
   */
  is_custom?: boolean | null;
  /**
   * Whether only its owner can use it.
   */
  is_private?: boolean | null;
  /**
   * The configuration itself, where it was asked for.
   */
  session_config?: {} | null;
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
