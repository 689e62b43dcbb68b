import { withoutControls } from "../document/index.ts";

/** How wide printed lines may be, so that they fit an ordinary terminal. */
export const lineWidth = 80;

/**
 * Breaks a text into lines between its words, all indented alike but the first, which begins with a label. Control
 * characters are made visible: whatever others wrote must not steer the terminal that shows it.
 *
 * @param label may have colour codes in it, so its width is not counted: `indent` says where the text begins
 * @param indent columns before the text
 */
export function wrapped(label: string, indent: number, text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).map(withoutControls)) {
    const line = lines.at(-1);
    if (line !== undefined && indent + line.length + 1 + word.length <= lineWidth)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return label + lines.join(`\n${" ".repeat(indent)}`);
}
