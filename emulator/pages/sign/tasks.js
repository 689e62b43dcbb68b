// @ts-check
/** @import { SigningView, ViewedTag } from "../../signing/signing-view.ts" */
import { inWords, kindOf, placeName } from "./field-name.js";

/**
 * One thing to fill in: a tag, or a group of tags of which one is enough.
 *
 * @typedef {object} Task
 * @property {number[]} members indexes of its tags, in reading order
 * @property {string} name
 * @property {string} kind as in "box to tick"
 * @property {string} place as in "page 2"
 * @property {boolean} isGroup
 * @property {ViewedTag["type"]} type
 */

/** Tags whose tops differ by less, as a fraction of the page, stand on one line. */
const ONE_LINE = 0.012;

/** Tells whether the sender or the service fills a tag in, and this person only reads it. @param {ViewedTag} tag */
export const isFixed = ({ type, readonly, automatic }) =>
  readonly || automatic || type === "date_signed_field";

/**
 * What a person fills in, in reading order: file by file, page by page, line by line.
 *
 * @param {SigningView} view
 * @param {ReadonlyMap<number, string>} names see `fieldNames`
 * @returns {Task[]}
 */
export function tasksOf(view, names) {
  const fileAt = (/** @type {ViewedTag} */ tag) => view.files.findIndex(({ id }) => id === tag.fileId);
  const ordered = view.tags
    .filter((tag) => !isFixed(tag))
    .toSorted((a, b) => fileAt(a) - fileAt(b) || a.pageNumber - b.pageNumber || inReadingOrder(a, b));
  const groups = Map.groupBy(ordered, ({ group, index }) => (group === undefined ? index : `group ${group}`));
  return [...groups.values()].flatMap((tags) => {
    const [first] = tags;
    if (!first) return [];
    return {
      members: tags.map(({ index }) => index),
      name: first.group === undefined ? (names.get(first.index) ?? kindOf(first)) : inWords(first.group),
      kind: kindOf(first),
      place: placeName(view, first),
      isGroup: first.group !== undefined,
      type: first.type,
    };
  });
}

/** @param {ViewedTag} a @param {ViewedTag} b */
const inReadingOrder = (a, b) => (Math.abs(a.y - b.y) < ONE_LINE ? a.x - b.x : a.y - b.y);
