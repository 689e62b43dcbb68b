import { diffArrays } from "diff";
import type { FieldChange } from "../review.ts";
import { anotherMark, withAnotherMarks } from "../text/another-mark.ts";
import { type ShownWord, wordsOf } from "../text/shown-words.ts";
import type { TextMask } from "./text-mask.ts";

/** Of more, so much is seen to differ that nothing has to be marked. */
const maxEditLength = 2000;

/**
 * A masked change of a field in which what differs can be seen: words that a mask makes look like those before, in whose
 * place they are, are marked to be others.
 *
 * @param original the same change without a mask
 */
export function toldApart(masked: FieldChange, original: FieldChange, texts: TextMask): FieldChange {
  const { before, after } = masked;
  if (before === undefined || after === undefined) return masked;
  if (before === after) return { ...masked, after: after + anotherMark };
  const [old, now] = [texts.words(original.before ?? ""), texts.words(original.after ?? "")];
  const others = othersAmong(old, now);
  // One form may stand for several words.
  const isWhole = wordsOf(before).length === old.length && wordsOf(after).length === now.length;
  if (others.size === 0 && isWhole) return masked;
  return {
    ...masked,
    before: shownOf(old).join(" "),
    after: withAnotherMarks(shownOf(now), (at) => others.has(at)).join(" "),
  };
}

/** Which words differ from those that are shown alike in the same place. */
function othersAmong(old: readonly ShownWord[], now: readonly ShownWord[]): Set<number> {
  const others = new Set<number>();
  let [oldAt, nowAt] = [0, 0];
  for (const { added, removed, value } of diffArrays(shownOf(old), shownOf(now), { maxEditLength }) ?? []) {
    const isSame = !(added || removed);
    for (let at = 0; isSame && at < value.length; at += 1)
      if (old[oldAt + at]?.own !== now[nowAt + at]?.own) others.add(nowAt + at);
    if (!added) oldAt += value.length;
    if (!removed) nowAt += value.length;
  }
  return others;
}

const shownOf = (words: readonly ShownWord[]): string[] => words.map(({ shown }) => shown);
