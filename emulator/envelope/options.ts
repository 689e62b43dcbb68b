/** What a tag asks the signer for. */
export type TagType =
  | "signature"
  | "initials"
  | "text_field"
  | "checkbox_field"
  | "radio_field"
  | "date_signed_field"
  | "attachment";

/** A tag as it was accepted, in the API's own words; `x`, `y` and `width` are fractions of the displayed page. */
export interface TagOptions {
  readonly type: TagType;
  readonly file_name: string;
  /** Counted from 1. */
  readonly page_number: number;
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly optional?: boolean;
  readonly name?: string;
  readonly tag_group_name?: string;
  readonly prefilled_value?: string;
  readonly readonly?: boolean;
  readonly help_text?: string;
  readonly validation?: { readonly regex: string; readonly error_message?: string; readonly flags?: string };
  readonly merge_field?: { readonly source: "idv"; readonly id_doc?: string; readonly field_name: string };
}

/** What a rule does with the tags it affects while all its conditions are met. */
export type RuleAction = "show" | "hide" | "make_optional" | "make_required";

/** A signer's rule as it was accepted. */
export interface RuleOptions {
  readonly action: RuleAction;
  readonly conditions: readonly {
    readonly trigger_tag_name: string;
    readonly criteria: "has_value" | "no_value";
  }[];
  readonly affected_tag_names?: readonly string[];
  readonly affected_tag_group_names?: readonly string[];
  readonly affected_tag_names_other_recipients?: readonly string[];
  readonly affected_tag_group_names_other_recipients?: readonly string[];
}

/** An identity check as it was accepted. */
export interface IdentityOptions {
  readonly session_config_name?: string;
  readonly when?: "before_viewing" | "after_submitting";
  readonly session_limit?: number;
  readonly blocks_signing?: readonly ("deadend_errors" | "merge_field_not_resolved")[];
}

/** What a person is e-mailed about. */
export type Notification = "signer_invitation" | "signer_invitation_sms" | "envelope_completion";

/** What a webhook tells of. */
export type Subscription =
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
  | "idv_session_limit_reached";

/**
 * A recipient as it was accepted, in the API's own words. A request has no WITNESS: the emulator makes one of each
 * signer's `witness`, whose name and e-mail are empty until the signer names somebody.
 */
export interface RecipientOptions {
  readonly type: "SIGNER" | "CC" | "WITNESS";
  readonly name: string;
  readonly email: string;
  readonly role?: string;
  readonly auth_type?: string;
  readonly sign_group?: number;
  readonly active_for_seconds?: number;
  readonly time_zone_name?: string;
  readonly event_notifications?: readonly Notification[];
  readonly excluded_files?: readonly string[];
  readonly iso_country_code?: string;
  readonly mobile_number?: string | number;
  readonly tags?: readonly TagOptions[];
  readonly rules?: readonly RuleOptions[];
  readonly yoti_attributes?: readonly string[];
  readonly witness?: { readonly auth_type?: string; readonly tags: readonly TagOptions[] };
  readonly verification?: { readonly idv?: IdentityOptions; readonly age?: object };
}

/** The `options` part of a create request as it was accepted: valid, and without fields nobody knows. */
export interface EnvelopeOptions {
  readonly name: string;
  readonly emails?: {
    readonly name?: string;
    readonly invitation?: { readonly body: { readonly message: string } };
    /** Days between reminders; 0 sends none. */
    readonly reminders?: { readonly frequency: 0 | 1 | 2 | 7 };
  };
  /** Whether each signer proves by a code sent to their phone that they hold it. Default false. */
  readonly has_envelope_otps?: boolean;
  readonly sender?: { readonly event_notifications: readonly "envelope_completion"[] };
  readonly autotagging?: "GENERAL" | "REAL_ESTATE" | "ALL";
  readonly branding?: {
    readonly [color: string]: unknown;
    readonly logo_options?: { readonly logo_choice?: string; readonly logo_base64?: string };
  };
  readonly parent_redirect_urls?: { readonly success?: string; readonly failure?: string };
  readonly notifications?: {
    readonly destination: string;
    readonly subscriptions: readonly Subscription[];
  };
  readonly recipients: readonly RecipientOptions[];
}

const everyNotification: readonly Notification[] = ["signer_invitation", "envelope_completion"];

/**
 * Tells whether a person is told about something; a signer who chose nothing gets both e-mails, a CC the completion, and
 * a witness nothing but the invitation, which comes from being named.
 */
export function isNotified(recipient: RecipientOptions, about: Notification): boolean {
  if (recipient.type === "WITNESS") return false;
  if (recipient.type === "CC") return about === "envelope_completion";
  return (recipient.event_notifications ?? everyNotification).includes(about);
}

/** The group a signer signs in: 1 unless the request says otherwise. */
export const signGroupOf = (recipient: RecipientOptions): number => recipient.sign_group ?? 1;

/** How long a signer's link lives, in seconds: two days unless the request says otherwise. */
export const activeForSecondsOf = (recipient: RecipientOptions): number =>
  recipient.active_for_seconds ?? 172_800;
