/** Characters that no editor shows, or that change how the rest of a line is shown. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text as a TypeScript literal in double quotes, of printable characters on one line, whatever the text has: it is
 * somebody else's, and must neither end the literal nor make the program look like another.
 */
export const literalOf = (text: string): string => JSON.stringify(text).replace(unseen, escapeOf);

const escapeOf = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Words as comment lines of at most 110 columns. */
export function commentLines(indent: number, text: string): string[] {
  const start = `${" ".repeat(indent)}//`;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 110)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${start} ${word}`);
  }
  return lines;
}
