import type { TagValue } from "../envelope/envelope.ts";
import type { RuleAction } from "../envelope/options.ts";

/** A rule about one person's tags, which it names by position. One without conditions always holds. */
export interface FormRule {
  readonly action: RuleAction;
  readonly conditions: readonly { readonly tag: number; readonly criteria: "has_value" | "no_value" }[];
  readonly affectedTags: readonly number[];
}

/** What rules make of tags that hold certain values; one entry per tag. */
export interface RuleEffects {
  readonly shown: readonly boolean[];
  readonly required: readonly boolean[];
}

/** Tells whether a tag is filled in: a text, a ticked box, a chosen button, an attached file. */
export const hasValue = (value: TagValue): boolean =>
  typeof value === "string" ? value.trim() !== "" : value === true;

/**
 * Tells whether every condition is met.
 *
 * @param filled whether each tag is filled in; one that is not there is not
 */
export const holdsFor = (conditions: FormRule["conditions"], filled: readonly boolean[]): boolean =>
  conditions.every(({ tag, criteria }) => (filled[tag] ?? false) === (criteria === "has_value"));

/**
 * Evaluates rules. A tag is shown unless a `show` rule about it does not hold or a `hide` rule does; it is required as it
 * was declared, unless `make_optional` holds, or if `make_required` does, which outweighs the former. Whatever a hidden
 * tag holds does not count, so rules may depend on each other; where they form a circle, it is gone round a fixed number
 * of times.
 *
 * @param optional whether each tag was declared so
 */
export function ruleEffects(
  rules: readonly FormRule[],
  optional: readonly boolean[],
  values: readonly TagValue[],
): RuleEffects {
  let effects: RuleEffects = { shown: optional.map(() => true), required: optional.map((one) => !one) };
  for (let round = 0; round <= optional.length; round += 1) {
    const next = oneRound(rules, optional, values, effects.shown);
    const isSettled = next.shown.every((one, tag) => one === effects.shown[tag]);
    effects = next;
    if (isSettled) break;
  }
  return effects;
}

function oneRound(
  rules: readonly FormRule[],
  optional: readonly boolean[],
  values: readonly TagValue[],
  shownBefore: readonly boolean[],
): RuleEffects {
  const filled = values.map((value, tag) => shownBefore[tag] === true && hasValue(value));
  const shown = optional.map(() => true);
  const released = optional.map(() => false);
  const demanded = optional.map(() => false);
  for (const { action, conditions, affectedTags } of rules) {
    const holds = holdsFor(conditions, filled);
    for (const tag of affectedTags) {
      if (action === "show" ? !holds : action === "hide" && holds) shown[tag] = false;
      if (action === "make_optional" && holds) released[tag] = true;
      if (action === "make_required" && holds) demanded[tag] = true;
    }
  }
  const required = optional.map((one, tag) => demanded[tag] === true || (!one && released[tag] === false));
  return { shown, required };
}
