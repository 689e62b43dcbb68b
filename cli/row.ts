import { styleText } from "node:util";
import { wrapped } from "./wrapped.ts";

const labelWidth = 10;

/** An indented line with a label before it, wrapped as {@link wrapped} does. */
export function row(label: string, text: string, colour?: "red" | "green" | "yellow"): string {
  const padded = `  ${label}`.padEnd(labelWidth + 2);
  return wrapped(colour ? styleText(colour, padded) : padded, labelWidth + 2, text);
}
