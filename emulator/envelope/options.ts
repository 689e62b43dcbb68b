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
  readonly validation?: { readonly regex: string; readonly error_message?: string; readonly flags?: string };
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

/** A recipient as it was accepted, in the API's own words. */
export interface RecipientOptions {
  readonly type: "SIGNER" | "CC";
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
  readonly witness?: { readonly auth_type?: string; readonly tags: readonly TagOptions[] };
  readonly verification?: { readonly idv?: { readonly session_limit?: number } };
}

/** The `options` part of a create request as it was accepted: valid, and without fields nobody knows. */
export interface EnvelopeOptions {
  readonly name: string;
  readonly emails?: {
    readonly invitation?: { readonly body: { readonly message: string } };
    /** Days between reminders; 0 sends none. */
    readonly reminders?: { readonly frequency: 0 | 1 | 2 | 7 };
  };
  readonly sender?: { readonly event_notifications: readonly "envelope_completion"[] };
  readonly autotagging?: "GENERAL" | "REAL_ESTATE" | "ALL";
  readonly branding?: {
    readonly logo_options?: { readonly logo_choice?: string; readonly logo_base64?: string };
  };
  readonly parent_redirect_urls?: object;
  readonly notifications?: {
    readonly destination: string;
    readonly subscriptions: readonly Subscription[];
  };
  readonly recipients: readonly RecipientOptions[];
}

const everyNotification: readonly Notification[] = ["signer_invitation", "envelope_completion"];

/** Tells whether a person is e-mailed about something; a signer who chose nothing gets both, a CC the completion. */
export function isNotified(recipient: RecipientOptions, about: Notification): boolean {
  if (recipient.type === "CC") return about === "envelope_completion";
  return (recipient.event_notifications ?? everyNotification).includes(about);
}

/** The group a signer signs in: 1 unless the request says otherwise. */
export const signGroupOf = (recipient: RecipientOptions): number => recipient.sign_group ?? 1;

/** How long a signer's link lives, in seconds: two days unless the request says otherwise. */
export const activeForSecondsOf = (recipient: RecipientOptions): number =>
  recipient.active_for_seconds ?? 172_800;
