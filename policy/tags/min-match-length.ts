/** Atoms whose every match has one character, with how often they stand there; anything else is not understood. */
const ATOM =
  /(?<assertion>\^|\$|\\[bB])|(?:\\[dDwWsStnrfv]|\\[^\w]|\[\^?(?:\\.|[^\]\\])+\]|[^\\[\](){}|?*+^$])(?<times>\?|\*|\+|\{(?<least>\d{1,4})(?:,\d*)?\})?\??/y;

/**
 * How many characters a text has at least that a regular expression matches; undefined where that is not plain to see:
 * only characters, classes and how often they stand there are understood, no groups and alternatives.
 */
export function minMatchLength(regex: string): number | undefined {
  let length = 0;
  ATOM.lastIndex = 0;
  while (ATOM.lastIndex < regex.length) {
    const match = ATOM.exec(regex);
    if (!match) return undefined;
    const { assertion, times, least } = match.groups ?? {};
    if (assertion !== undefined || times === "?" || times === "*") continue;
    length += Number(least ?? 1);
  }
  return length;
}
