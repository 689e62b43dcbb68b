/**
 * The name that somebody may have meant.
 *
 * @returns undefined where none is near: at most a third of the letters differ
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  let best: { name: string; far: number } | undefined;
  for (const name of names) {
    const far = distance(written.toLowerCase(), name.toLowerCase());
    if (far <= Math.max(written.length, name.length) / 3 && far < (best?.far ?? Number.POSITIVE_INFINITY))
      best = { name, far };
  }
  return best?.name;
}

/** Levenshtein's: how many letters must be put in, left out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}
