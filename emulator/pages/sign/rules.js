// @ts-check
/** @import { SigningView, ViewedTag } from "../../signing/signing-view.ts" */

/** @typedef {string | boolean | null} Value */
/** @typedef {{ shown: boolean, required: boolean }} TagState */
/** @typedef {Pick<ViewedTag, "index" | "optional">} RuledTag */

/** Tells whether a tag is filled in. @param {Value | undefined} value */
export const isFilled = (value) => (typeof value === "string" ? value.trim() !== "" : value === true);

/**
 * What rules make of tags that hold certain values, as the emulator will judge it (`emulator/signing/rule-effects.ts`,
 * which a test compares it with): what a hidden tag holds does not count, so rules may depend on each other.
 *
 * @param {{ tags: readonly RuledTag[], rules: SigningView["rules"] }} view
 * @param {ReadonlyMap<number, Value>} values by tag
 * @returns {Map<number, TagState>} by tag
 */
export function tagStates({ tags, rules }, values) {
  let states = new Map(tags.map(({ index, optional }) => [index, { shown: true, required: !optional }]));
  for (let round = 0; round <= tags.length; round += 1) {
    const next = oneRound({ tags, rules }, values, states);
    const isSettled = tags.every(({ index }) => next.get(index)?.shown === states.get(index)?.shown);
    states = next;
    if (isSettled) break;
  }
  return states;
}

/**
 * @param {{ tags: readonly RuledTag[], rules: SigningView["rules"] }} view
 * @param {ReadonlyMap<number, Value>} values
 * @param {ReadonlyMap<number, TagState>} before
 */
function oneRound({ tags, rules }, values, before) {
  const filled = (/** @type {number} */ tag) => before.get(tag)?.shown === true && isFilled(values.get(tag));
  /** @type {Record<string, Set<number>>} */
  const affected = { hide: new Set(), make_optional: new Set(), make_required: new Set() };
  for (const { action, conditions, affectedTags } of rules) {
    const holds = conditions.every(({ tag, criteria }) => filled(tag) === (criteria === "has_value"));
    const effect = action === "show" ? !holds && "hide" : holds && action;
    if (effect) for (const tag of affectedTags) affected[effect]?.add(tag);
  }
  return new Map(
    tags.map(({ index, optional }) => {
      const asked = !optional && affected.make_optional?.has(index) !== true;
      const required = affected.make_required?.has(index) === true || asked;
      return [index, { shown: affected.hide?.has(index) !== true, required }];
    }),
  );
}
