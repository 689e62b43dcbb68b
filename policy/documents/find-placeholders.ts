import { fixedPlaceholders, type Placeholder } from "./placeholder-kinds.ts";

/** How much text `*` stands for in a word of the policy. */
const MAX_GAP = 60;

/** By the page's or document's text object, then by the words of the policy. */
const known = new WeakMap<object, Map<string, readonly Placeholder[]>>();

/**
 * The placeholders of a text: those that all documents share, and the policy's own words.
 *
 * @param key what the text belongs to: of it the same text is searched once only
 * @param words each with at most one `*`, which stands for up to 60 characters of one line
 * @returns in the order of the text
 */
export function findPlaceholders(
  key: object,
  text: string,
  words: readonly string[],
): readonly Placeholder[] {
  const byWords = known.get(key) ?? new Map<string, readonly Placeholder[]>();
  known.set(key, byWords);
  const name = words.join("\n");
  const before = byWords.get(name);
  if (before) return before;
  const found = [...fixedPlaceholders(text), ...words.flatMap((word) => ownPlaceholders(text, word))];
  found.sort((one, other) => one.start - other.start);
  byWords.set(name, found);
  return found;
}

function ownPlaceholders(text: string, word: string): Placeholder[] {
  // A word that the text does not have at all needs no pattern.
  if (!text.includes(word.split("*", 1)[0] ?? word)) return [];
  return [...text.matchAll(patternOf(word))].map(({ 0: match, index }) => ({
    title: word,
    spelling: match.replace(/\s+/g, " "),
    start: index,
    end: index + match.length,
  }));
}

/** Whole words only, so that "TBC" is not found in a longer one. */
function patternOf(word: string): RegExp {
  const inner = word.split("*").map(RegExp.escape).join(`[^\\n]{1,${MAX_GAP}}?`);
  const before = /^[\p{L}\p{N}_]/u.test(word) ? "(?<![\\p{L}\\p{N}_])" : "";
  const after = /[\p{L}\p{N}_]$/u.test(word) ? "(?![\\p{L}\\p{N}_])" : "";
  return new RegExp(`${before}${inner}${after}`, "gu");
}
