import { resolve } from "node:path";
import { Command, Option } from "commander";
import { receiptsFolder } from "../provider/receipts.ts";
import { Runtime } from "../provider/runtime.ts";
import { trustedRoots } from "../provider/trusted-roots.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { type Closed, type ClosingWays, closeOne } from "./close/close-one.ts";
import { closedLines, closedNext, closeJson, closePlan, nothingToClose } from "./close/close-report.ts";
import { type Closing, chosen, closingOf, type Unclosed } from "./close/closing.ts";
import type { SignersChoice } from "./close/make-receipt.ts";
import { agreed } from "./effect/agreed.ts";
import { counted } from "./effect/counted.ts";
import { checkEffectOptions } from "./effect/effect-options.ts";
import { type EffectSurroundings, surroundingsWith } from "./effect/effect-surroundings.ts";
import { exitCodeOf, type Outcome } from "./effect/result.ts";
import { interruptible } from "./interruptible.ts";
import { noEngine } from "./no-engine.ts";
import { findProject } from "./project.ts";
import { readStackConfig } from "./stack-config.ts";
import { type Deployment, exportStack } from "./stack-export.ts";
import { stackState } from "./stack-state.ts";

interface CloseOptions {
  allComplete?: true;
  signers: SignersChoice;
  packs?: string;
  receipts?: string;
  roots?: string[];
  stack?: string;
  cwd?: string;
  baseUrl?: string;
  dryRun?: true;
  yes?: true;
  json?: true;
}

/**
 * `yotisign close [envelope...]`: verifies the signed documents of complete envelopes, writes a receipt of each, and drops
 * them from the stack's state, without touching the service. Exit code 1 when not all that were named were closed, 2 when
 * something went wrong or a pack is not what it should be.
 */
export function closeCommand(surroundings: Partial<EffectSurroundings> = {}): Command {
  return new Command("close")
    .description(
      "verify the signed documents of complete envelopes, write receipts, and drop them from the state",
    )
    .argument("[envelope...]", "by its resource's name in the stack, by URN or by id")
    .option("--all-complete", "all envelopes of the stack that everyone has signed")
    .addOption(
      new Option("--signers <how>", "how much of the signers is in receipts")
        .choices(["full", "masked", "none"])
        .default("masked"),
    )
    .option("--packs <folder>", "where packs are, or are downloaded to; default: yotisign:packs, else signed")
    .option("--receipts <folder>", "where receipts go; default: yotisign:receipts, else receipts")
    .option(
      "--roots <file>",
      "PEM file with certificates to trust, again for more; default: yotisign:trustedRoots, else the system's",
      (file: string, all: string[] = []) => [...all, file],
    )
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project; default: this one")
    .option("--base-url <url>", "the service: sandbox, production or a URL; default: as configured")
    .option("--dry-run", "show what would be done, and do nothing")
    .option("--yes", "do it without asking")
    .option("--json", "print JSON instead of text; asks nothing, so it needs --yes or --dry-run")
    .action((names: string[], options: CloseOptions) =>
      close(names, options, surroundingsWith(surroundings)),
    );
}

/** An envelope, and what became of it. */
type Ended = readonly [Closing | Unclosed, Closed];

async function close(
  names: readonly string[],
  options: CloseOptions,
  surroundings: EffectSurroundings,
): Promise<void> {
  checkEffectOptions(options);
  if (names.length > 0 === (options.allComplete === true))
    throw new ConfigError("Nothing was closed. Name the envelopes, or give --all-complete, which means all.");
  const { output } = surroundings;
  const open = await opened(names, options, surroundings);
  const { closings, skips, stack } = open;
  const say = (text: string): void => void (options.json || output.write(text));
  say(closings.length > 0 ? closePlan(closings, skips, stack ?? "", options.signers) : nothingToClose(skips));
  const ended = closings.length > 0 ? await settled(open, options, surroundings, say) : [];
  const results: Ended[] = [
    ...ended,
    ...skips.map((one): Ended => [one, { outcome: "skipped", message: one.why }]),
  ];
  if (ended.some(([, { outcome }]) => outcome === "done")) say(closedNext());
  if (options.json) output.write(closeJson(results, stack, options.dryRun === true));
  // Of all envelopes, those that are not complete were not asked for.
  const counts = options.allComplete ? ended : results;
  const isIdle = options.allComplete && ended.length === 0;
  output.setExitCode(
    isIdle ? 0 : exitCodeOf(counts.map(([, { outcome }]) => ({ to: { label: "" }, outcome }))),
  );
}

interface Opened {
  stack: string | undefined;
  closings: Closing[];
  skips: Unclosed[];
  deployment: Deployment;
  ways: Omit<ClosingWays, "signal" | "resource">;
}

/** Looks up what is to be closed, asking Pulumi and the service. */
async function opened(
  names: readonly string[],
  { stack, cwd = ".", baseUrl, packs, receipts, roots, signers }: CloseOptions,
  { env, now }: EffectSurroundings,
): Promise<Opened> {
  const call = { cwd, env, stack };
  const [deployment, config] = await Promise.all([exportStack(call), readStackConfig(call)]);
  const state = await stackState(deployment, call);
  const chosenEnv = baseUrl === undefined ? env : { ...env, YOTI_SIGN_BASE_URL: baseUrl };
  const runtime = new Runtime({ env: chosenEnv, now, engine: noEngine });
  runtime.configure(config.read);
  const programFolder = findProject(cwd)?.programFolder ?? resolve(cwd);
  const folders = {
    packs: packs === undefined ? resolve(programFolder, runtime.settings.packs) : resolve(packs),
    receipts: receipts === undefined ? receiptsFolder(runtime.settings.receipts, cwd) : resolve(receipts),
  };
  const found: (Closing | Unclosed)[] = [];
  for (const known of chosen(state, names)) found.push(await closingOf(known, runtime, deployment, folders));
  return {
    stack: state.stack,
    closings: found.filter((one) => "receipt" in one),
    skips: found.filter((one) => "why" in one),
    deployment,
    ways: { call, runtime, signers, programFolder, roots: await trustedRoots(runtime, roots, cwd) },
  };
}

async function settled(
  { closings, deployment, ways }: Opened,
  options: CloseOptions,
  surroundings: EffectSurroundings,
  say: (text: string) => void,
): Promise<Ended[]> {
  const alike = (outcome: Outcome): Ended[] => closings.map((closing) => [closing, { outcome }]);
  if (options.dryRun) {
    say("Nothing was done: this is a dry run.\n");
    return alike("planned");
  }
  if (!(await agreed(`Close ${counted(closings.length, "envelope")}?`, options, surroundings))) {
    say("Nothing was done.\n");
    return alike("declined");
  }
  const ended: Ended[] = [];
  await interruptible("Interrupted; run it again to go on.", async (signal) => {
    let stopped = false;
    for (const closing of closings) {
      const resource = deployment.resources?.find(({ urn }) => urn === closing.known.urn);
      const closed: Closed = stopped
        ? { outcome: "not-tried" }
        : await closeOne(closing, { ...ways, signal, resource });
      stopped ||= signal.aborted || closed.stopsAll === true;
      say(closedLines(closing, closed));
      ended.push([closing, closed]);
    }
  });
  return ended;
}
