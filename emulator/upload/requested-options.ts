import type { EnvelopeOptions, RecipientOptions, TagOptions } from "../envelope/options.ts";

/** A tag as it is asked for, with what only its acceptance depends on. */
export type RequestedTag = TagOptions & { readonly merge_field?: object };

/** A rule as it is asked for. */
export interface RequestedRule {
  readonly conditions: readonly { readonly trigger_tag_name: string }[];
  readonly affected_tag_names?: readonly string[];
  readonly affected_tag_group_names?: readonly string[];
  readonly affected_tag_names_other_recipients?: readonly string[];
  readonly affected_tag_group_names_other_recipients?: readonly string[];
}

/** A recipient as it is asked for, with what only its acceptance depends on. */
export type RequestedRecipient = RecipientOptions & {
  readonly yoti_attributes?: readonly string[];
  readonly verification?: { readonly idv?: object };
  readonly tags?: readonly RequestedTag[];
  readonly witness?: { readonly tags: readonly RequestedTag[] };
  readonly rules?: readonly RequestedRule[];
};

/** The `options` part of a request, valid by its schema, with what only its acceptance depends on. */
export type RequestedOptions = Omit<EnvelopeOptions, "recipients"> & {
  readonly has_envelope_otps?: boolean;
  readonly autotagging?: "GENERAL" | "REAL_ESTATE" | "ALL";
  readonly recipients: readonly RequestedRecipient[];
};
