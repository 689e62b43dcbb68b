/**
 * Two texts, each cut to so many characters around the place where they part, so that what differs can be seen.
 *
 * @param most characters of each, without `…` for what is left out
 */
export function cutAround(
  before: string | undefined,
  after: string | undefined,
  most: number,
): [before: string | undefined, after: string | undefined] {
  const [old, now] = [before, after].map((text) => (text === undefined ? undefined : [...text]));
  let at = 0;
  if (old && now) while (at < old.length && old[at] === now[at]) at += 1;
  const cut = (characters: string[] | undefined): string | undefined => {
    if (!characters) return undefined;
    const from = Math.max(0, Math.min(at - Math.floor(most / 4), characters.length - most));
    const shown = characters.slice(from, from + most).join("");
    return `${from > 0 ? "…" : ""}${shown}${from + most < characters.length ? "…" : ""}`;
  };
  return [cut(old), cut(now)];
}
