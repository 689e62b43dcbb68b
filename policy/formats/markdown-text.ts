/** Characters that turn the direction of writing, with which a text can be made to look like another. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** In one line, without controls; what turns the direction of writing is shown as a replacement character. */
export const oneLine = (plain: string): string =>
  plain.replace(/[\p{Cc}\s]+/gu, " ").replace(directions, "\ufffd");

/** Text in which nothing is a mark, a link, a mention, a reference or HTML. */
export const text = (plain: string): string =>
  unlinked(
    oneLine(plain)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replace(/[\\`*_[\]|~!$]/g, "\\$&")
      .replace(/^(\d*)([+>=.)-])/, "$1\\$2"),
  );

/** Text for a place where HTML is read and marks are not, such as a summary. */
export const htmlText = (plain: string): string =>
  unlinked(oneLine(plain).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));

/** Hosts make links of addresses, mentions and numbers after all else is read; a comment keeps them from it. */
const unlinked = (written: string): string =>
  written
    .replace(/[@#]/g, "$&<!-- -->")
    .replace(/(https?|ftp):\/\//gi, "$1:<!-- -->//")
    .replace(/\bwww\./gi, "www<!-- -->.")
    .replace(/\bGH-(?=\d)/gi, "GH<!-- -->-");

/** What a rule says of itself, which may have code in it. */
export const prose = (plain: string): string =>
  plain
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? part : text(part)))
    .join("");

/** A name as code, whatever is in it: the fence is longer than any run of backquotes within. */
export function code(name: string): string {
  const plain = oneLine(name).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
  return plain.trim() === "" ? "` `" : `${fence}${space}${plain}${space}${fence}`;
}

/** A table of cells that are Markdown already, of so many characters at most; what is left out is counted. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  maxCharacters: number,
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [row(head), row(head.map(() => "---"))];
  let room = maxCharacters;
  for (const [index, cells] of rows.entries()) {
    const line = row(cells);
    room -= line.length;
    if (room < 0) return [...lines, "", `… and ${rows.length - index} more.`].join("\n");
    lines.push(line);
  }
  return lines.join("\n");
}

/** Something that is shown when its summary is opened. @param summary HTML already */
export const folded = (summary: string, inner: string): string =>
  `<details><summary>${summary}</summary>\n\n${inner}\n\n</details>`;
