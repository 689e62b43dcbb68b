import { InvalidArgumentError } from "commander";
import type { VariableValue } from "../../sdk/options-file/variables.ts";

/** Adds a value to those of an option that may be there several times. */
export const listed = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Reads `name=text`, or `name:=3` for a number, true or false, as a value of an option that may be there several times. */
export function variable(
  text: string,
  before: Readonly<Record<string, VariableValue>> = {},
): Record<string, VariableValue> {
  const [, name, typed, value = ""] = /^([A-Za-z_]\w*)(:?)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError("It must be name=value, or name:=3, name:=true.");
  return { ...before, [name]: typed ? plainValue(value) : value };
}

function plainValue(text: string): number | boolean {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("After := comes a number, true or false.");
}
