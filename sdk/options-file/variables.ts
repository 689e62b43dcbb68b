import * as pulumi from "@pulumi/pulumi";
import type { YamlFile } from "../../schema/read-yaml.ts";
import { OptionsFileError, type OptionsFileProblem } from "./options-file-error.ts";
import { mapTexts, type Piece, piecesOf, variablesIn } from "./template.ts";

/** What a variable may be; an output or a promise of one too. */
export type VariableValue = string | number | boolean;

/** A file's variables by name. */
export type Variables = Record<string, pulumi.Input<string> | pulumi.Input<number> | pulumi.Input<boolean>>;

/** What is wrong between a file and the variables it is given: each must be there, and each must be used. */
export function variableProblems({ value, lineOf }: YamlFile, variables: Variables): OptionsFileProblem[] {
  const problems: OptionsFileProblem[] = [];
  const used = new Set<string>();
  const given = Object.keys(variables);
  mapTexts(value, (text, path) => {
    const refuse = (message: string): void => void problems.push({ line: lineOf(path), path, message });
    const pieces = piecesOf(text);
    if (!pieces) refuse('has a "${" that begins no variable; write "$${" for the two characters themselves');
    for (const name of variablesIn(pieces ?? [])) {
      used.add(name);
      if (!given.includes(name))
        refuse(
          `has the variable ${name}, which is not given; ${given.length > 0 ? `given are: ${given.join(", ")}` : "none is"}`,
        );
    }
  });
  for (const [name, given] of Object.entries(variables)) {
    const problem = isLater(given) ? undefined : valueProblem(given);
    if (problem) problems.push({ path: [], message: `the variable ${name} ${problem}` });
    if (!used.has(name))
      problems.push({ path: [], message: `the variable ${name} is given, and nothing in the file uses it` });
  }
  return problems;
}

/** Whether a value is known only once Pulumi has it. */
export const isLater = (value: unknown): boolean =>
  pulumi.Output.isInstance(value) || typeof (value as PromiseLike<unknown> | undefined)?.then === "function";

function valueProblem(value: unknown): string | undefined {
  if (value === undefined || value === null) return "has no value";
  if (["string", "number", "boolean"].includes(typeof value)) return undefined;
  return "must be a text, a number, true or false";
}

/**
 * A text with its variables filled in. One that is nothing but a variable takes over its type; all others are texts.
 *
 * @returns an output where one of its variables is known only later; it fails where that turns out to be no value
 */
export function filled(
  pieces: readonly Piece[],
  variables: Variables,
  file: string,
): pulumi.Input<VariableValue> {
  const [only = "", ...others] = pieces;
  if (others.length === 0 && typeof only === "string") return only;
  const values = pieces.map((piece) => (typeof piece === "string" ? piece : variables[piece.variable]));
  const join = (all: unknown[]): VariableValue =>
    others.length === 0 ? (all[0] as VariableValue) : all.map(String).join("");
  if (!values.some(isLater)) return join(values);
  return pulumi.all(values as pulumi.Input<VariableValue>[]).apply((all) => {
    const problems = all.flatMap((value, index): OptionsFileProblem[] => {
      const problem = valueProblem(value);
      const piece = pieces[index];
      return problem && typeof piece === "object"
        ? [{ path: [], message: `the variable ${piece.variable} ${problem}` }]
        : [];
    });
    if (problems.length > 0) throw new OptionsFileError(file, problems);
    return join(all);
  });
}
