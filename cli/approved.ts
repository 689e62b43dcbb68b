import { posix } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Command, InvalidArgumentError } from "commander";
import { RefusedError } from "../provider/refusal.ts";
import { type Approval, parseApproval } from "../schema/approval.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { approvingHost, pipelineCommit } from "./approved/approving-host.ts";
import { notApproved, type ReviewedFile } from "./approved/reviewed-change.ts";
import { patiently } from "./code-host/patience.ts";
import { writeWhole } from "./code-host/write-whole.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";

/** The world that `yotisign approved` runs in; tests give their own. */
export interface ApprovedSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
  /** Milliseconds since 1970. */
  now?: () => number;
  wait?: (seconds: number) => Promise<void>;
  elapsed?: () => number;
}

interface ApprovedOptions {
  stack: string;
  out: string;
  artefact?: string;
  path: string;
  timeoutSeconds: number;
}

/**
 * `yotisign approved`: fetches what people approved when this commit's pull request or merge request was approved, for
 * `YOTI_SIGN_APPROVED`. Exit code 1 when nothing says that they did; 2 when that could not be found out.
 */
export function approvedCommand(surroundings: ApprovedSurroundings = {}): Command {
  return new Command("approved")
    .description("fetch what was approved with this commit's pull request, for YOTI_SIGN_APPROVED")
    .requiredOption("--stack <name>", "the stack")
    .option("--out <file>", "where it is written", "review.json")
    .option(
      "--artefact <name>",
      "GitHub: the artefact's name, GitLab: the job's; default: yotisign-review-<stack>",
    )
    .option("--path <file>", "the file in the artefact", "review.json")
    .option("--timeout-seconds <seconds>", "how long to keep trying", wholeNumber, 300)
    .action((options: ApprovedOptions) => approved(options, surroundings));
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

async function approved(
  {
    stack,
    out,
    artefact = `yotisign-review-${shortName(stack)}`,
    path: given,
    timeoutSeconds,
  }: ApprovedOptions,
  {
    env = process.env,
    output = processOutput,
    now = Date.now,
    wait = waitFor,
    elapsed,
  }: ApprovedSurroundings,
): Promise<void> {
  const query = { ...pipelineCommit(env), artefact, path: posix.normalize(given) };
  const host = approvingHost(env, now);
  const patience = { totalSeconds: timeoutSeconds, wait, ...(elapsed && { elapsed }) };
  try {
    const file = await patiently(() => host.reviewedFile(query), patience);
    const { effects, expiresAt } = usable(file, shortName(stack));
    writeWhole(out, file.text);
    output.write(`${counted(effects.length)} of ${file.from}, until ${expiresAt}: ${out}\n`);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    output.write(`${error.message}\n`);
    output.setExitCode(1);
  } finally {
    await host.close();
  }
}

function usable({ text, from }: ReviewedFile, stack: string): Approval {
  const approval = parsed(text, from);
  if (approval.stack === stack) return approval;
  throw notApproved(
    `What ${from} has is about the stack ${approval.stack}`,
    `Name that of ${stack} with --artefact.`,
  );
}

function parsed(text: string, from: string): Approval {
  try {
    return parseApproval(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new ConfigError(`What ${from} has cannot be used: ${cause.message}.`, { cause });
  }
}

const counted = (effects: number): string => `${effects} approved ${effects === 1 ? "effect" : "effects"}`;

const shortName = (stack: string): string => stack.split("/").at(-1) ?? stack;

const waitFor = (seconds: number): Promise<void> => sleep(seconds * 1000);
