import { diffArrays } from "diff";
import type { TextChange } from "../text-change.ts";

/** How much of a text's change is shown, and looked for. */
export interface WordDiffLimits {
  /** Words added and removed, together, that are looked for; more are told by their number alone. Default 4000. */
  maxEdits?: number;
  /** Words of an unchanged run that are shown beside a change. Default 12. */
  contextWords?: number;
}

type Run = Extract<TextChange, { available: true }>["runs"][number];

/**
 * Compares two texts word by word; white space does not count. Time and memory are bounded: a text of which nearly
 * everything differs is told to be another.
 */
export function wordDiff(
  before: string,
  after: string,
  { maxEdits = 4000, contextWords = 12 }: WordDiffLimits = {},
): TextChange {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const parts = diffArrays(old, now, { maxEditLength: maxEdits });
  if (!parts)
    return { available: false, why: `more than ${maxEdits.toLocaleString("en")} words differ: read it anew` };
  const count = (kind: "added" | "removed"): number =>
    parts.reduce((sum, part) => sum + (part[kind] ? part.value.length : 0), 0);
  const runs = parts.map(({ added, removed, value }, index): Run => {
    const kind = added ? "added" : removed ? "removed" : "same";
    if (kind !== "same") return { kind, text: value.join(" ") };
    return { kind, text: cut(value, contextWords, index === 0, index === parts.length - 1) };
  });
  return { available: true, runs, removed: count("removed"), added: count("added") };
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter(Boolean);

/** An unchanged run, of which only the words beside changes are kept. */
function cut(words: readonly string[], context: number, isFirst: boolean, isLast: boolean): string {
  if (isFirst && isLast)
    return words.length > context ? `${words.slice(0, context).join(" ")} …` : words.join(" ");
  const [head, tail] = [isFirst ? 0 : context, isLast ? 0 : context];
  if (words.length <= head + tail + 1) return words.join(" ");
  return [...words.slice(0, head), "…", ...(tail > 0 ? words.slice(-tail) : [])].join(" ");
}
