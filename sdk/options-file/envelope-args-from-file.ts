import { readFileSync } from "node:fs";
import { readYaml } from "../../schema/read-yaml.ts";
import { decode } from "../../schema/wire.ts";
import type { EmbeddedEnvelopeArgs, EnvelopeArgs } from "../resources/envelope-args.ts";
import { fieldProblems } from "./field-problems.ts";
import { OptionsFileError, type OptionsFileProblem } from "./options-file-error.ts";
import { mapTexts, piecesOf } from "./template.ts";
import { filled, type Variables, variableProblems } from "./variables.ts";

/** What a file of options does not say itself. */
export interface OptionsFileSettings {
  /**
   * The files to sign, as in {@link EnvelopeArgs}, relative to the program's folder. There is no default: a document
   * without tags is named nowhere in the options, and would be left out unnoticed.
   */
  documents: EnvelopeArgs["documents"];
  /** Values of the file's `${name}`s. Each must be given, and each must be used. Default: none. */
  variables?: Variables;
}

/** A logo takes at most 270 kB, all else far less. */
const maxBytes = 2_000_000;

/**
 * The arguments of an envelope whose request is in a file: JSON or YAML, with the API's own `options` in it, in
 * snake_case. In texts `${name}` is replaced by a variable; a text that is nothing but a variable takes over its type,
 * so `page_number: ${page}` can be a number. `$${` stands for `${`. Outputs make outputs; all else stays plain, so that
 * a preview can judge it.
 *
 * @param path the file, relative to the program's folder
 * @returns arguments to declare as they are or to add to, with `{ ...args, onDelete: "retain" }`; branding and redirects
 * among them are for embedded envelopes only
 * @throws OptionsFileError when the file cannot be read, has a field that the API does not have or a value that it does
 * not take, or does not go with the variables. What is missing is left to Pulumi's check, since the program may add it
 *
 * @example
 * ```ts
 * const args = envelopeArgsFromFile("nda.yaml", {
 *   documents: ["nda.pdf"],
 *   variables: { partnerEmail: "pat@example.com", month: "May" },
 * });
 * new Envelope("nda", args);
 * ```
 */
export function envelopeArgsFromFile(path: string, settings: OptionsFileSettings): EmbeddedEnvelopeArgs {
  // A program without types may pass none: Pulumi's check then asks for the documents.
  const { documents, variables = {} } = settings ?? ({} as OptionsFileSettings);
  const refuse = (problems: OptionsFileProblem[]): void => {
    if (problems.length > 0) throw new OptionsFileError(path, problems);
  };
  const parsed = readYaml(textOf(path));
  refuse(parsed.problems);
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new OptionsFileError(path, [{ path: [], message: noObject }]);
  refuse([...variableProblems(parsed, variables), ...fieldProblems(parsed, variables, path)]);
  const fill = (text: string): unknown => filled(piecesOf(text) ?? [], variables, path);
  // Before outputs are in it, since they are objects too.
  const args = mapTexts(decode(value), fill);
  return { ...(args as Omit<EmbeddedEnvelopeArgs, "documents">), documents } as EmbeddedEnvelopeArgs;
}

const noObject = "must hold the options of one envelope: an object with name, recipients, emails …";

function textOf(path: string): string {
  const refuse = (message: string): never => {
    throw new OptionsFileError(path, [{ path: [], message }]);
  };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT")
      return refuse(`there is no such file; the path is relative to the program's folder, ${process.cwd()}`);
    return refuse(`it cannot be read (${code})`);
  }
  if (bytes.length > maxBytes)
    return refuse(`it is larger than ${maxBytes / 1_000_000} MB; is it the right file?`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("it is not written in UTF-8; save it so");
  }
}
