import { Command } from "commander";
import type { WireEnvelope } from "../schema/generated/wire.ts";
import { ask } from "../provider/accept.ts";
import { observed } from "../provider/observe.ts";
import { Runtime } from "../provider/runtime.ts";
import { assertSameHost, explainAccess } from "../provider/same-service.ts";
import { ConnectionError, UnauthorizedError, YotiSignError } from "../sdk/client/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { ServiceClock } from "./service-clock.ts";
import { readStackConfig, type StackConfig } from "./stack-config.ts";
import { readStackState, type StackEnvelope } from "./stack-state.ts";
import type { KnownEnvelope } from "./status/envelope-report.ts";
import { type KnownStack, statusReport } from "./status/status-report.ts";
import { statusText } from "./status/status-text.ts";

/** The world that a command runs in; tests give their own. */
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
  people?: true;
}

/**
 * `yotisign status`: says how each envelope of a stack is doing, who is waited for, and what needs a person. It asks
 * the service where a key and a service are configured, otherwise it goes by Pulumi's state; it changes neither. Exit
 * code 1 when something needs a person, 2 when the service should have been asked and could not be.
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
  options: StatusOptions,
  { env = process.env, output = processOutput, now = Date.now }: StatusSurroundings,
): Promise<void> {
  const call = { cwd: options.cwd, env, stack: options.stack };
  const [state, config] = await Promise.all([readStackState(call), readStackConfig(call)]);
  const runtime = new Runtime({ env, now, engine: silent });
  runtime.configure(config.read);
  const { apiKey, baseUrl } = runtime.settings;
  const known: KnownStack = { stack: state.stack, host: baseUrl, asOf: state.writtenAt, notAsked: undefined, envelopes: [] };
  const show = (stack: KnownStack, time: number): void => {
    const report = statusReport(stack, time, options.people === true);
    output.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : statusText(report, time));
    if (report.envelopes.some(({ failure }) => failure !== null)) output.setExitCode(2);
    else if (report.needsPerson) output.setExitCode(1);
  };
  if (!apiKey || !baseUrl) {
    const envelopes = state.envelopes.map((envelope) => ({ ...envelope, source: "state" as const }));
    show({ ...known, host: undefined, notAsked: reasonNotAsked(apiKey, config), envelopes }, now());
    return;
  }
  using clock = new ServiceClock(baseUrl, now);
  const envelopes = await askAbout(runtime, state.envelopes);
  // Links expire by the service's clock, not by ours.
  const time = now() + (clock.aheadMilliseconds ?? 0);
  show({ ...known, asOf: new Date(time).toISOString(), envelopes }, time);
}

/** Nobody watches this process's progress. */
const silent = { show: () => {}, alive: async () => true };

function reasonNotAsked(apiKey: string | undefined, { failures }: StackConfig): string {
  if (apiKey) return "none is chosen. Set YOTI_SIGN_BASE_URL, or `pulumi config set yotisign:environment sandbox`.";
  const failure = failures.get("yotisign:apiKey");
  if (failure instanceof Error) return `the key in the stack's config cannot be read. ${failure.message}`;
  return "there is no key. Set YOTI_SIGN_API_KEY, or `pulumi config set --secret yotisign:apiKey`.";
}

/** One first: a service that cannot be reached, or refuses the key, would say so of every envelope. */
async function askAbout(runtime: Runtime, envelopes: readonly StackEnvelope[]): Promise<KnownEnvelope[]> {
  const [first, ...others] = envelopes;
  if (!first) return [];
  const answer = await asked(runtime, first);
  const { error } = answer;
  if (error instanceof ConnectionError || error instanceof UnauthorizedError)
    return envelopes.map((envelope) => unasked(runtime, envelope, error).known);
  return [answer.known, ...(await Promise.all(others.map(async (other) => (await asked(runtime, other)).known)))];
}
