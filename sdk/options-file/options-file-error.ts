import { RunError } from "@pulumi/pulumi";
import { formatPath, type Path } from "../../schema/issue.ts";

/** One thing that is wrong with a file of options. It never repeats a value. */
export interface OptionsFileProblem {
  /** The line in the file, counted from 1; absent where it is about no line. */
  line?: number;
  /** The place in the options as the API names it, from the outside in; empty where it is about no field. */
  path: Path;
  /** What is wrong, and what to do about it. */
  message: string;
}

/**
 * A file of options cannot be used. Nothing was declared. The message has every problem with its line; Pulumi shows it
 * without a stack trace.
 */
export class OptionsFileError extends RunError {
  override get name() {
    return "OptionsFileError" as const;
  }
  /** The file, as the program names it. */
  readonly file: string;
  /** At least one, in the order of their lines. */
  readonly problems: readonly OptionsFileProblem[];

  constructor(file: string, problems: readonly OptionsFileProblem[]) {
    const ordered = problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
    super(`${file} cannot be used:\n${ordered.map((problem) => `  ${problemText(problem)}`).join("\n")}`);
    this.file = file;
    this.problems = ordered;
  }
}

function problemText({ line, path, message }: OptionsFileProblem): string {
  const place = [line === undefined ? "" : `line ${line}`, formatPath(path)].filter(Boolean).join(", ");
  return place === "" ? message : `${place}: ${message}`;
}
