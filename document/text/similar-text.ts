import { comparable } from "./comparable-text.ts";
import { matchOf, type TextMatch } from "./find-text.ts";
import type { PageText } from "./page-text.ts";

/** How much is compared at most, in steps of one character with another: about a tenth of a second. */
const MAX_STEPS = 20_000_000;

/** Of how many characters one may be wrong. */
const CHARACTERS_PER_MISTAKE = 4;

/**
 * Finds what is spelt nearly like a text, capitals aside, the nearest first: at most one mistake (a character too many,
 * missing or wrong) in four characters. Long pages are compared as far as a tenth of a second goes.
 *
 * @param limit how many are given at most
 */
export function findSimilarText(pages: readonly PageText[], wanted: string, limit: number): TextMatch[] {
  const needle = comparable(wanted, { ignoreCase: true }).text;
  const most = Math.max(1, Math.floor(needle.length / CHARACTERS_PER_MISTAKE));
  const found: { match: TextMatch; mistakes: number }[] = [];
  let steps = MAX_STEPS;
  for (const page of pages) {
    const text = page.text.slice(0, Math.floor(steps / Math.max(1, needle.length)));
    steps -= text.length * needle.length;
    const hay = comparable(text, { ignoreCase: true });
    for (const { start, end, mistakes } of nearest(hay.text, needle, most))
      found.push({ match: matchOf(page, hay.starts[start] ?? 0, hay.ends[end - 1] ?? 0), mistakes });
  }
  return found
    .sort((a, b) => a.mistakes - b.mistakes)
    .slice(0, limit)
    .map(({ match }) => match);
}

interface Near {
  readonly start: number;
  readonly end: number;
  readonly mistakes: number;
}

/**
 * Approximate matching after Sellers: the edit distance of the needle to the best part of the hay that ends at each
 * position. Of matches that overlap, the best is kept.
 */
function nearest(hay: string, needle: string, most: number): Near[] {
  const length = needle.length;
  let costs = Uint16Array.from({ length: length + 1 }, (_, index) => index);
  let begins = new Uint32Array(length + 1);
  let nextCosts = new Uint16Array(length + 1);
  let nextBegins = new Uint32Array(length + 1);
  const found: Near[] = [];
  for (let at = 0; at < hay.length; at++) {
    nextCosts[0] = 0;
    nextBegins[0] = at + 1;
    for (let row = 1; row <= length; row++) {
      const same = hay.charCodeAt(at) === needle.charCodeAt(row - 1) ? 0 : 1;
      const wrong = (costs[row - 1] ?? 0) + same;
      const extra = (costs[row] ?? 0) + 1;
      const missing = (nextCosts[row - 1] ?? 0) + 1;
      const least = Math.min(wrong, extra, missing);
      nextCosts[row] = least;
      nextBegins[row] =
        (least === wrong ? begins[row - 1] : least === extra ? begins[row] : nextBegins[row - 1]) ?? 0;
    }
    [costs, nextCosts] = [nextCosts, costs];
    [begins, nextBegins] = [nextBegins, begins];
    const mistakes = costs[length] ?? most + 1;
    if (mistakes <= most) keepBest(found, { start: begins[length] ?? 0, end: at + 1, mistakes });
  }
  return found;
}

function keepBest(found: Near[], next: Near): void {
  const last = found.at(-1);
  if (next.end <= next.start) return;
  if (!last || next.start >= last.end) found.push(next);
  else if (next.mistakes < last.mistakes) found[found.length - 1] = next;
}
