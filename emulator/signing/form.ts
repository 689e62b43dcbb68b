import type { Envelope, Recipient, TagValue } from "../envelope/envelope.ts";
import type { RecipientOptions, RuleOptions, TagOptions, TagType } from "../envelope/options.ts";
import { dateIn } from "./date-in.ts";
import { identityCheckOf, identityState, mergedField } from "./identity-check.ts";
import type { OpenedLink } from "./opened-link.ts";
import { type FormRule, hasValue, holdsFor } from "./rule-effects.ts";

/** A tag as somebody fills it in. */
export interface FormTag {
  readonly type: TagType;
  readonly name?: string;
  readonly optional: boolean;
  readonly readonly: boolean;
  readonly group?: string;
  readonly validation?: TagOptions["validation"];
  /** Whether the service alone fills it in: dates, and merge fields that the identity check answers. */
  readonly automatic: boolean;
  /** What it holds before its person does anything. */
  readonly initial: TagValue;
}

/** Everything one person fills in, and the rules about it. */
export interface SigningForm {
  readonly tags: readonly FormTag[];
  /** Rules of their own, and what earlier signers' rules have come to as rules that always hold. */
  readonly rules: readonly FormRule[];
}

/** What the person whose link was opened has to fill in now. */
export function formOf(link: OpenedLink): SigningForm {
  const { envelope, recipient } = link;
  const tags = (recipient.asked.tags ?? []).map((tag, index) => formTag(tag, index, link));
  return { tags, rules: [...ownRules(recipient.asked), ...rulesOfOthers(envelope, recipient)] };
}

function formTag(tag: TagOptions, index: number, link: OpenedLink): FormTag {
  const { type, name, optional = false, readonly = false, tag_group_name, validation } = tag;
  return {
    type,
    ...(name !== undefined && { name }),
    optional,
    readonly,
    ...(tag_group_name !== undefined && { group: tag_group_name }),
    ...(validation && { validation }),
    ...initially(tag, index, link),
  };
}

function initially(
  tag: TagOptions,
  index: number,
  { recipient, now, sessionLimit }: OpenedLink,
): Pick<FormTag, "automatic" | "initial"> {
  const { asked, progress } = recipient;
  const field = mergedField(tag);
  if (field !== undefined && identityCheckOf(recipient)) {
    const merged = progress.identity?.fields[field];
    if (merged !== undefined) return { automatic: true, initial: merged };
    if (identityState(recipient, sessionLimit) === "open") return { automatic: true, initial: null };
  }
  switch (tag.type) {
    case "date_signed_field":
      return { automatic: true, initial: dateIn(asked.time_zone_name ?? "UTC", now) };
    case "text_field":
      return { automatic: false, initial: tag.prefilled_value || null };
    case "checkbox_field":
    case "radio_field":
      return { automatic: false, initial: false };
    case "attachment":
      return {
        automatic: false,
        initial: progress.attachments.find((one) => one.tag === index)?.name ?? null,
      };
    default:
      return { automatic: false, initial: null };
  }
}

const positions = (tags: readonly TagOptions[], isMeant: (tag: TagOptions) => boolean): number[] =>
  tags.flatMap((tag, index) => (isMeant(tag) ? [index] : []));

function conditionsOf({ conditions }: RuleOptions, tags: readonly TagOptions[]): FormRule["conditions"] {
  return conditions.map(({ trigger_tag_name, criteria }) => ({
    tag: tags.findIndex(({ name }) => name === trigger_tag_name),
    criteria,
  }));
}

/** The tags that one of two lists of names means, or the groups that the other one means. */
const affected = (
  tags: readonly TagOptions[],
  names: readonly string[] = [],
  groups: readonly string[] = [],
): number[] =>
  positions(
    tags,
    ({ name, tag_group_name }) =>
      (name !== undefined && names.includes(name)) ||
      (tag_group_name !== undefined && groups.includes(tag_group_name)),
  );

const ownRules = ({ rules = [], tags = [] }: RecipientOptions): FormRule[] =>
  rules
    .map((rule) => ({
      action: rule.action,
      conditions: conditionsOf(rule, tags),
      affectedTags: affected(tags, rule.affected_tag_names, rule.affected_tag_group_names),
    }))
    .filter(({ affectedTags }) => affectedTags.length > 0);

/** Whoever signs earlier has signed by the time it matters, so that their rules' conditions are decided. */
const rulesOfOthers = ({ recipients }: Envelope, { id, asked }: Recipient): FormRule[] =>
  recipients
    .filter((other) => other.id !== id)
    .flatMap(({ asked: { rules = [], tags = [] }, values }) =>
      rules.flatMap((rule): FormRule[] => {
        const affectedTags = affected(
          asked.tags ?? [],
          rule.affected_tag_names_other_recipients,
          rule.affected_tag_group_names_other_recipients,
        );
        if (affectedTags.length === 0) return [];
        const holds = holdsFor(conditionsOf(rule, tags), values.map(hasValue));
        if (rule.action === "show") return holds ? [] : [{ action: "hide", conditions: [], affectedTags }];
        return holds ? [{ action: rule.action, conditions: [], affectedTags }] : [];
      }),
    );
