import type { TextChange } from "../text-change.ts";
import { changedWords } from "./changed-words.ts";
import { plainWords, type ShownWord } from "./shown-words.ts";

/** How much of a text's change is shown, and looked for. */
export interface WordDiffOptions {
  /** Words added and removed, together, that are looked for; more are told by their number alone. Default 2000. */
  maxEdits?: number;
  /** Words of an unchanged run that are shown beside a change. Default 12. */
  contextWords?: number;
  /** How the words of a text are shown; default: as they are. What is compared is the words themselves. */
  words?: (text: string) => ShownWord[];
}

type Run = Extract<TextChange, { available: true }>["runs"][number];

/**
 * Compares two texts word by word; white space does not count. Time and memory are bounded: a text of which nearly
 * everything differs is told to be another.
 */
export function wordDiff(
  before: string,
  after: string,
  { maxEdits = 2000, contextWords = 12, words: wordsIn = plainWords }: WordDiffOptions = {},
): TextChange {
  const parts = changedWords(wordsIn(before), wordsIn(after), maxEdits);
  if (!parts)
    return { available: false, why: `more than ${maxEdits.toLocaleString("en")} words differ: read it anew` };
  const count = (wanted: Run["kind"]): number =>
    parts.reduce((sum, { kind, words }) => sum + (kind === wanted ? words.length : 0), 0);
  const runs = parts.map(({ kind, words }, index): Run => {
    if (kind !== "same") return { kind, text: words.join(" ") };
    return { kind, text: cut(words, contextWords, index === 0, index === parts.length - 1) };
  });
  return { available: true, runs, removed: count("removed"), added: count("added") };
}

/** An unchanged run, of which only the words beside changes are kept. */
function cut(words: readonly string[], context: number, isFirst: boolean, isLast: boolean): string {
  if (isFirst && isLast)
    return words.length > context ? `${words.slice(0, context).join(" ")} …` : words.join(" ");
  const [head, tail] = [isFirst ? 0 : context, isLast ? 0 : context];
  if (words.length <= head + tail + 1) return words.join(" ");
  return [...words.slice(0, head), "…", ...(tail > 0 ? words.slice(-tail) : [])].join(" ");
}
