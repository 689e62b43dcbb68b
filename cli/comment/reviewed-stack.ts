import { readFileSync } from "node:fs";
import { ConfigError } from "../../sdk/client/index.ts";
import { findProject } from "../project.ts";

/** Which stack a report is about. */
export interface ReviewedStack {
  project: string;
  stack: string;
  /** Nobody is e-mailed and nothing is withdrawn. */
  nothingToDo: boolean;
}

/** What options say of it. */
export interface StackOptions {
  project: string | undefined;
  stack: string | undefined;
  cwd: string;
  /** The report as JSON. */
  review: string | undefined;
}

/**
 * Finds out which stack the comment is about: by options, then by the report as JSON, then the project by its file.
 *
 * @throws ConfigError project or stack are not known, or the JSON is no report
 */
export function reviewedStack({ project, stack, cwd, review }: StackOptions): ReviewedStack {
  const told = review === undefined ? {} : readReview(review);
  const found = {
    project: project ?? told.project ?? findProject(cwd)?.name,
    stack: (stack ?? told.stack)?.split("/").at(-1),
  };
  if (!found.stack)
    throw new ConfigError(
      "Name the stack with --stack, or the report as JSON with --review: each stack has a comment of its own.",
    );
  if (!found.project)
    throw new ConfigError(
      "There is no Pulumi project here or above; name the project with --project, or its folder with --cwd.",
    );
  return { project: found.project, stack: found.stack, nothingToDo: told.verdict === "nothing-to-do" };
}

function readReview(file: string): { project?: string; stack?: string; verdict?: string } {
  const review = parsed(file);
  const { project, stack, verdict } = (review ?? {}) as Record<string, unknown>;
  if (typeof verdict !== "string")
    throw new ConfigError(`${file} is not what \`yotisign review --format json=<file>\` writes.`);
  return {
    verdict,
    ...(typeof project === "string" && { project }),
    ...(typeof stack === "string" && { stack }),
  };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    // Without cause where it is the parser's, which quotes the text.
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${file} cannot be read as JSON${code ? ` (${code})` : ""}.`);
  }
}
