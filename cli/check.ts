import { createRequire } from "node:module";
import { Command, Option } from "commander";
import { type FailOn, fails } from "../policy/formats/report.ts";
import { pipelineOf } from "../policy/host/pipeline.ts";
import { ConfigError } from "../sdk/client/index.ts";
import type { VariableValue } from "../sdk/options-file/variables.ts";
import type { Candidates } from "./check/candidate.ts";
import { environmentFor, policyFor } from "./check/check-policy.ts";
import { completed, type FormatRequest, formatReader } from "./check/format-request.ts";
import { fromEventLog } from "./check/from-event-log.ts";
import { fromStack } from "./check/from-stack.ts";
import { fromTemplates } from "./check/from-template.ts";
import { judgeCandidates } from "./check/judge-candidates.ts";
import { formatNames, writeReports } from "./check/report-formats.ts";
import { listed, variable } from "./check/template-options.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";

/** The world that `yotisign check` runs in; tests give their own. */
export interface CheckSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface CheckOptions {
  stack?: string;
  cwd: string;
  policy?: string;
  eventLog?: string;
  document?: string[];
  var?: Record<string, VariableValue>;
  embedded?: boolean;
  format?: FormatRequest<(typeof formatNames)[number]>[];
  failOn: FailOn;
  failOnUndetermined?: true;
  verbose?: true;
}

/**
 * `yotisign check`: judges all envelopes of a stack, of a saved preview, or of template files by the policy, and lists
 * all that it finds. It needs no key and sends nothing. Exit code 1 for findings at or above the threshold, 2 when it
 * could not judge.
 */
export function checkCommand(surroundings: CheckSurroundings = {}): Command {
  return new Command("check")
    .description("judge all envelopes by the policy before anything is sent; needs no key")
    .argument("[files...]", "template files, in the API's own shape; default: the stack, by a preview")
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project", ".")
    .option(
      "--policy <file>",
      "the policy; default: the stack's yotisign:policy, else the nearest yotisign.policy.yaml",
    )
    .option("--event-log <file>", "judge what a preview printed as JSON, instead of running one")
    .option("--document <file>", "a document that the templates are sent with (repeatable)", listed)
    .option(
      "--var <name=value>",
      "a variable of the templates; := for a number, true or false (repeatable)",
      variable,
    )
    .option("--embedded", "the templates are of embedded envelopes")
    .option("--format <format[=file]>", `${formatNames.join(", ")} (repeatable)`, formatReader(formatNames))
    .addOption(
      new Option("--fail-on <level>", "from which level on findings fail")
        .choices(["advisory", "mandatory", "never"])
        .default("mandatory"),
    )
    .option("--fail-on-undetermined", "fail also when a rule could not be judged")
    .option("--verbose", "show what holds and what does not apply, too")
    .action((files: string[], options: CheckOptions) => check(files, options, surroundings));
}

async function check(
  files: string[],
  options: CheckOptions,
  { env = process.env, output = processOutput, now = Date.now }: CheckSurroundings,
): Promise<void> {
  const formats = completed(options.format ?? []);
  const candidates = await candidatesOf(files, options, env);
  const { project, stack } = candidates;
  const policy = await policyFor(options.policy, candidates, env);
  const environment = environmentFor(candidates, env);
  const context = { project, stack, environment, now: new Date(now()), ...pipelineOf(env, options.cwd) };
  const { version } = createRequire(import.meta.url)("pulumi-yotisign/package.json");
  const report = await judgeCandidates(candidates, policy, context, version);
  const { failOn, failOnUndetermined = false, verbose = false } = options;
  const threshold = { failOn, failOnUndetermined };
  writeReports(formats, report, { ...threshold, verbose }, output);
  if (report.judgements.some((judgement) => fails(judgement, threshold))) output.setExitCode(1);
}

async function candidatesOf(
  files: readonly string[],
  { stack, cwd, eventLog, document: documents = [], var: variables = {}, embedded = false }: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<Candidates> {
  if (files.length > 0) {
    if (eventLog !== undefined || stack !== undefined)
      throw new ConfigError("Name template files, or a stack, or an event log: one of them is judged.");
    return await fromTemplates({ files, documents, variables, embedded });
  }
  if (documents.length > 0 || Object.keys(variables).length > 0 || embedded)
    throw new ConfigError("--document, --var and --embedded are about template files; name some.");
  if (eventLog === undefined) return await fromStack({ cwd, env, stack });
  if (stack !== undefined)
    throw new ConfigError("--stack and --event-log do not go together: a log is of one stack.");
  return fromEventLog(eventLog, cwd);
}
