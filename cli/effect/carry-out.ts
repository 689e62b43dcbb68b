import { YotiSignError } from "../../sdk/client/index.ts";
import { interruptible } from "../interruptible.ts";
import { wrapped } from "../wrapped.ts";
import { agreed } from "./agreed.ts";
import type { EffectOptions } from "./effect-options.ts";
import type { EffectSurroundings } from "./effect-surroundings.ts";
import type { Plan, Step } from "./plan.ts";
import { planText } from "./plan-text.ts";
import { resultLine, resultsJson } from "./report.ts";
import { exitCodeOf, failedResult, type Outcome, type Result, stopsAll } from "./result.ts";

/**
 * Shows what is about to be done, asks, does it, and says for each recipient what became of it. After a doubt, and
 * after what the next request would meet as well, nothing more is tried. The exit code is {@link exitCodeOf}.
 *
 * @throws ConfigError there is nobody to ask; nothing was done
 */
export async function carryOut(
  plan: Plan,
  options: EffectOptions,
  surroundings: EffectSurroundings,
): Promise<void> {
  const { json, people = false, dryRun = false } = options;
  const { output, now } = surroundings;
  const say = (text: string): void => void (json || output.write(text));
  const nothing = plan.steps.length === 0;
  say(nothing ? nothingText(plan, people) : planText(plan, people, now()));
  const results = [
    ...(nothing ? [] : await settle(plan, options, surroundings, say)),
    ...plan.skips.map(({ to, reason }): Result => ({ to, outcome: "skipped", message: reason })),
  ];
  if (json) output.write(resultsJson(plan, results, people, dryRun));
  output.setExitCode(exitCodeOf(results));
}

async function settle(
  plan: Plan,
  options: EffectOptions,
  surroundings: EffectSurroundings,
  say: (text: string) => void,
): Promise<Result[]> {
  const { people = false, dryRun } = options;
  if (dryRun) {
    say("Nothing was done: this is a dry run.\n");
    return endedAlike(plan, "planned");
  }
  if (!(await agreed(plan.question, options, surroundings))) {
    say("Nothing was done.\n");
    return endedAlike(plan, "declined");
  }
  return await takeSteps(plan, surroundings.now, (result) => say(resultLine(result, plan, people)));
}

const endedAlike = ({ steps }: Plan, outcome: Outcome): Result[] =>
  steps.flatMap(({ to }) => to.map((one) => ({ to: one, outcome })));

async function takeSteps(plan: Plan, now: () => number, tell: (result: Result) => void): Promise<Result[]> {
  const results: Result[] = [];
  await interruptible("Interrupted before it was sent.", async (signal) => {
    let stopped = false;
    for (const step of plan.steps) {
      const ending: Ending = stopped ? notTried : await take(step, signal, plan, now);
      stopped ||= signal.aborted || ending.stopsAll === true;
      const ended = step.to.map((to): Result => ({ to, ...ending.result }));
      ended.forEach(tell);
      results.push(...ended);
    }
  });
  return results;
}

/** How a step ended, and whether nothing more is to be tried. */
interface Ending {
  result: Omit<Result, "to">;
  stopsAll?: boolean;
}

const notTried: Ending = { result: { outcome: "not-tried" } };

async function take({ act }: Step, signal: AbortSignal, plan: Plan, now: () => number): Promise<Ending> {
  try {
    return { result: { outcome: "done", message: await act({ signal }) } };
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    return { result: failedResult(error, plan, now()), stopsAll: stopsAll(error) };
  }
}

function nothingText(plan: Plan, people: boolean): string {
  const lines = plan.skips.map(({ to, reason }) =>
    resultLine({ to, outcome: "skipped", message: reason }, plan, people),
  );
  const what = plan.nothing ? `Nothing was done: ${plan.nothing}.` : "Nothing was done.";
  return `${wrapped("", 0, what)}\n${lines.join("")}`;
}
