import { Command } from "commander";
import { Runtime } from "../provider/runtime.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { noEngine } from "./no-engine.ts";
import { readStackConfig, type StackConfig } from "./stack-config.ts";
import { readStackState } from "./stack-state.ts";
import { knownFromService, knownFromState } from "./status/known-stack.ts";
import { statusReport } from "./status/status-report.ts";
import { statusText } from "./status/status-text.ts";

/** The world that `yotisign status` runs in; tests give their own. */
export interface StatusSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface StatusOptions {
  stack?: string;
  cwd: string;
  json?: true;
  people?: boolean;
}

/**
 * `yotisign status`: says how each envelope of a stack is doing, whom it waits for, and what needs a person. It asks
 * the service where a key and a service are configured, otherwise it goes by Pulumi's state; it changes neither. Exit
 * code 1 when something needs a person, 2 when the service was asked in vain.
 */
export function statusCommand(surroundings: StatusSurroundings = {}): Command {
  return new Command("status")
    .description("show how signing goes: who is waited for, since when, and what needs a person")
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project", ".")
    .option("--json", "print JSON instead of text")
    .option("--people", "show recipients' names and e-mail addresses, as the service has them")
    .action((options: StatusOptions) => status(options, surroundings));
}

async function status(
  { stack, cwd, json, people = false }: StatusOptions,
  { env = process.env, output = processOutput, now = Date.now }: StatusSurroundings,
): Promise<void> {
  const call = { cwd, env, stack };
  const [state, config] = await Promise.all([readStackState(call), readStackConfig(call)]);
  const runtime = new Runtime({ env, now, engine: noEngine });
  runtime.configure(config.read);
  const notAsked = whyNotAsked(runtime, config);
  const known = notAsked ? knownFromState(state, notAsked, now()) : await knownFromService(runtime, state);
  const report = statusReport(known, people);
  output.write(json ? `${JSON.stringify(report, null, 2)}\n` : statusText(report, known.now));
  if (known.failed) output.setExitCode(2);
  else if (report.needsPerson) output.setExitCode(1);
}

function whyNotAsked({ settings }: Runtime, { failures }: StackConfig): string | undefined {
  if (!settings.baseUrl)
    return "none is chosen. Set YOTI_SIGN_BASE_URL, or `pulumi config set yotisign:environment sandbox`.";
  if (settings.apiKey) return undefined;
  const failure = failures.get("yotisign:apiKey");
  return failure instanceof Error
    ? `the key in the stack's config cannot be read. ${failure.message}`
    : "there is no API key. Set YOTI_SIGN_API_KEY, or `pulumi config set --secret yotisign:apiKey`.";
}
