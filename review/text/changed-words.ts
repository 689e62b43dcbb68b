import { diffArrays } from "diff";
import { withAnotherMarks } from "./another-mark.ts";
import type { ShownWord } from "./shown-words.ts";

/** A run of words that stayed, went or came, as they are shown. */
export interface WordRun {
  kind: "same" | "removed" | "added";
  words: string[];
}

/**
 * Compares words as they are, and tells them as they are shown. Where a mask makes what came look like what went in its
 * place, what came is marked to be another.
 *
 * @param maxEdits words added and removed, together, that are looked for
 * @returns in reading order; undefined: more differ
 */
export function changedWords(
  before: readonly ShownWord[],
  after: readonly ShownWord[],
  maxEdits: number,
): WordRun[] | undefined {
  const ownOf = (words: readonly ShownWord[]): string[] => words.map(({ own }) => own);
  const parts = diffArrays(ownOf(before), ownOf(after), { maxEditLength: maxEdits });
  if (!parts) return undefined;
  let [oldAt, nowAt] = [0, 0];
  const runs = parts.map(({ added, removed, value: { length } }): WordRun => {
    const words = removed ? before.slice(oldAt, oldAt + length) : after.slice(nowAt, nowAt + length);
    if (!added) oldAt += length;
    if (!removed) nowAt += length;
    return { kind: added ? "added" : removed ? "removed" : "same", words: words.map(({ shown }) => shown) };
  });
  return runs.map(({ kind, words }, at) => {
    if (kind !== "added") return { kind, words };
    const beside = [runs[at - 1], runs[at + 1]].flatMap((run) => (run?.kind === "removed" ? run.words : []));
    const gone = new Set(beside);
    // No word as it is both went and came in one place: what looks so is another.
    return { kind, words: withAnotherMarks(words, (index) => gone.has(words[index] ?? "")) };
  });
}
