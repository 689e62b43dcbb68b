import type { Rule, Tag } from "../../schema/generated/inputs.ts";
import type { PolicyEnvelope } from "../subject.ts";
import { affectedTags } from "./affected-tags.ts";

/** Why a tag's value never changes. */
export interface Constant {
  filled: boolean;
  /** In words that go on after the tag's name. */
  why: string;
}

/** What is always so, whatever signers do. */
export interface Constants {
  /** The tags whose value never changes. */
  readonly values: ReadonlyMap<Tag, Constant>;
  /** Rules with a condition that is never met, or with conditions that are never met together. */
  readonly never: ReadonlySet<Rule>;
}

/** A signer's tags by their names. */
export const namedTags = (tags: readonly Tag[] = []): ReadonlyMap<string, Tag> =>
  new Map(tags.flatMap((tag): [string, Tag][] => (tag.name === undefined ? [] : [[tag.name, tag]])));

/** Finds what never changes in an envelope: what is read-only, and what rules hide for good. */
export function constantsOf({ recipients }: PolicyEnvelope): Constants {
  const values = new Map<Tag, Constant>();
  for (const { tags = [] } of recipients)
    for (const tag of tags) {
      const constant = readonlyValue(tag);
      if (constant) values.set(tag, constant);
    }
  const never = new Set<Rule>();
  // Each round may hide tags for good, and so decide other rules; it ends, since values are only added.
  for (let before = -1; before !== values.size + never.size; ) {
    before = values.size + never.size;
    for (const [at, { rules = [], tags }] of recipients.entries()) {
      const named = namedTags(tags);
      for (const rule of rules) {
        const verdict = verdictOf(rule, named, values);
        if (verdict === false) never.add(rule);
        const hides = (rule.action === "show" && verdict === false) || (rule.action === "hide" && verdict);
        if (!hides) continue;
        for (const tag of affectedTags(recipients, at, rule)) {
          // What a hidden tag with a prefilled value counts as is not documented.
          if (!values.has(tag) && tag.prefilledValue === undefined && !tag.mergeField)
            values.set(tag, { filled: false, why: "is hidden for good, so it never has a value" });
        }
      }
    }
  }
  return { values, never };
}

function readonlyValue({ readonly, prefilledValue, mergeField }: Tag): Constant | undefined {
  if (readonly !== true || mergeField) return undefined;
  return prefilledValue
    ? { filled: true, why: "is read-only and prefilled, so it always has a value" }
    : { filled: false, why: "is read-only and not prefilled, so it never has a value" };
}

/** True: its conditions are always met; false: never; undefined: that depends. */
function verdictOf(
  { conditions }: Rule,
  named: ReadonlyMap<string, Tag>,
  values: ReadonlyMap<Tag, Constant>,
): boolean | undefined {
  const verdicts = conditions.map(({ triggerTagName, criteria }) => {
    const tag = named.get(triggerTagName);
    const constant = tag && values.get(tag);
    return constant && constant.filled === (criteria === "has_value");
  });
  if (verdicts.includes(false) || exclusiveTriggers(conditions, named)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

/** Two radio buttons of one group that are both to be chosen, which they never are. */
export function exclusiveTriggers(
  conditions: Rule["conditions"],
  named: ReadonlyMap<string, Tag>,
): [one: string, other: string] | undefined {
  const chosen = new Map<string, string>();
  for (const { triggerTagName, criteria } of conditions) {
    const tag = named.get(triggerTagName);
    if (criteria !== "has_value" || tag?.type !== "radio_field" || tag.tagGroupName === undefined) continue;
    const first = chosen.get(tag.tagGroupName);
    if (first !== undefined && first !== triggerTagName) return [first, triggerTagName];
    chosen.set(tag.tagGroupName, triggerTagName);
  }
  return undefined;
}
