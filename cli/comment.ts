import { appendFileSync, readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Command, InvalidArgumentError } from "commander";
import { ConfigError } from "../sdk/client/index.ts";
import { CodeHostError } from "./code-host/code-host-error.ts";
import { type Patience, patiently } from "./code-host/patience.ts";
import { writeWhole } from "./code-host/write-whole.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { destinationOf, type ThreadDestination } from "./comment/destination.ts";
import { commentBody, type Kept, keepOneComment } from "./comment/keep-one-comment.ts";
import { reportText } from "./comment/report-text.ts";
import { type ReviewedStack, reviewedStack } from "./comment/reviewed-stack.ts";

/** The world that `yotisign comment` runs in; tests give their own. */
export interface CommentSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
  /** Milliseconds since 1970. */
  now?: () => number;
  wait?: (seconds: number) => Promise<void>;
  elapsed?: () => number;
}

interface CommentOptions {
  stack?: string;
  project?: string;
  cwd: string;
  review?: string;
  to?: string;
  pullRequest?: number;
  picturesUrl?: string;
  reportUrl?: string;
  always?: boolean;
  timeoutSeconds: number;
}

/**
 * `yotisign comment`: puts a report into the one comment that a stack has on a pull request, merge request, or in a file.
 * Exit code 0 also where nothing was to be posted or the token of a fork may not; 2 when it failed.
 */
export function commentCommand(surroundings: CommentSurroundings = {}): Command {
  return new Command("comment")
    .description("put a report into the one comment that a stack has on a pull request")
    .argument("<file>", "the report, as Markdown")
    .option(
      "--review <file>",
      "the same report as JSON: names project and stack, and tells when there is nothing to do",
    )
    .option("--stack <name>", "the stack; default: the report's")
    .option("--project <name>", "the Pulumi project; default: the report's, or that of the folder")
    .option("--cwd <folder>", "a folder of the Pulumi project", ".")
    .option("--to <where>", "github, gitlab or file=<path>; default: whose pipeline this is")
    .option("--pull-request <number>", "which pull or merge request; default: the pipeline's", wholeNumber)
    .option("--pictures-url <url>", "where the report's pictures can be seen; default: they are left out")
    .option("--report-url <url>", "where the whole report is, such as an artefact; linked at the end")
    .option("--always", "post a first comment also when there is nothing to do")
    .option("--timeout-seconds <seconds>", "how long to keep trying", wholeNumber, 300)
    .action((file: string, options: CommentOptions) => comment(file, options, surroundings));
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

async function comment(
  file: string,
  {
    review,
    stack,
    project,
    cwd,
    to,
    pullRequest,
    picturesUrl,
    reportUrl,
    always = false,
    timeoutSeconds,
  }: CommentOptions,
  { env = process.env, output = processOutput, now = Date.now, wait = waitFor, elapsed }: CommentSurroundings,
): Promise<void> {
  const about = reviewedStack({ review, stack, project, cwd });
  const text = reportText(readReport(file), { picturesUrl, reportUrl });
  const destination = destinationOf({ to, pullRequest }, env, now);
  if ("file" in destination) {
    writeWhole(destination.file, commentBody({ ...about, run: undefined }, text));
    return void output.write(`The comment is in ${destination.file}.\n`);
  }
  const patience = { totalSeconds: timeoutSeconds, wait, ...(elapsed && { elapsed }) };
  try {
    output.write(
      `${await postTo(destination, about, text, always, { ...patience, onRetry: tell(output) })}\n`,
    );
  } finally {
    await destination.thread.close();
  }
}

const tell =
  (output: CommandOutput): Patience["onRetry"] =>
  (seconds, error) =>
    output.write(`${error.message} It is tried again in ${Math.ceil(seconds)} s.\n`);

async function postTo(
  { thread, run, readOnlyBecause, summaryFile }: ThreadDestination,
  about: ReviewedStack,
  text: string,
  always: boolean,
  patience: Patience,
): Promise<string> {
  const marker = { ...about, run };
  assertFits(commentBody(marker, text), thread.maxCharacters, thread.name);
  const updateOnly = about.nothingToDo && !always;
  try {
    const kept = await patiently(() => keepOneComment(thread, marker, text, updateOnly), patience);
    return said(kept, thread.name);
  } catch (error) {
    const isRefused = error instanceof CodeHostError && [401, 403, 404].includes(error.status ?? 0);
    if (!readOnlyBecause || !isRefused) throw error;
    const elsewhere = summaryFile
      ? "The report is in the summary of this step."
      : "The report is in its file.";
    if (summaryFile) appendFileSync(summaryFile, `${text}\n`);
    return `Nothing was posted: ${readOnlyBecause}. ${elsewhere}`;
  }
}

/** Nobody could answer for what a host cuts off, so nothing longer is sent. */
function assertFits(body: string, maxCharacters: number, name: string): void {
  if (body.length <= maxCharacters) return;
  throw new ConfigError(
    `The report has ${body.length} characters with what the comment adds, and ${name} takes ${maxCharacters}. Have it written ` +
      "shorter, or post a summary with --report-url to the whole.",
  );
}

function said({ outcome, url }: Kept, name: string): string {
  const where = url ?? `on ${name}`;
  switch (outcome) {
    case "posted":
      return `Posted: ${where}`;
    case "updated":
      return `Updated: ${where}`;
    case "unchanged":
      return `Unchanged: ${where}`;
    case "newer":
      return `Left as it is: a later run has reported already, ${where}`;
    case "none":
      return "Nothing to do, and no comment of an earlier run; none was posted.";
  }
}

function readReport(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new ConfigError(
      `There is no report ${file}; \`yotisign review --format markdown=${file}\` writes one.`,
    );
  const text = readFileSync(file, "utf8");
  if (text.trim() === "") throw new ConfigError(`The report ${file} is empty.`);
  return text;
}

const waitFor = (seconds: number): Promise<void> => sleep(seconds * 1000);
