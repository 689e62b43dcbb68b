import { startEmulator } from "../../emulator/index.ts";
import type { Contestant } from "./contestants/contestant.ts";
import { declaredAfter } from "./declaration.ts";
import { judge, type Verdict } from "./judge.ts";
import type { Lane } from "./lane.ts";
import type { Scenario } from "./scenario.ts";
import { Stops } from "./stops.ts";
import { within } from "./within.ts";

/** What became of a run. */
export interface Outcome extends Verdict {
  scenario: Scenario;
  /** It did not settle in {@link mostRepeats} runs more, or a process of it did not end. */
  stuck: boolean;
  /** How many runs it took after the one that was killed. */
  repeats: number;
  /** Whether the run had failed by itself before all envelopes were at their points. */
  endedBefore: boolean;
}

/** How often a run is repeated before it is taken not to settle. */
const mostRepeats = 6;
/** No step takes so long, unless it waits for something that does not happen; in seconds. */
const longestStep = 180;
const longestWayToPoint = 120;
/** A provider whose CLI is gone looks twice before it ends; in seconds. */
const longestFarewell = 20;

/** Runs a scenario: kills at its point, repeats until it settles, and judges by what the service has. */
export async function run(lane: Lane, contestant: Contestant, scenario: Scenario): Promise<Outcome> {
  const beginning = await lane.beginning(contestant, scenario);
  const emulator = await startEmulator({ processing: "manual", snapshot: beginning.snapshot });
  const stack = beginning.stack.copy({
    YOTI_SIGN_SEARCH_SETTLE_SECONDS: String(scenario.settleSeconds),
    ...(scenario.skipCheckpoints && { PULUMI_SKIP_CHECKPOINTS: "true" }),
  });
  const { register, gate } = lane;
  const stops = new Stops(scenario, emulator, contestant.repeats);
  try {
    gate.lead(emulator.url, stops);
    emulator.control.addFaults(scenario.faults);
    stack.declare(declaredAfter(scenario, beginning.ids));
    const site = { stack, register };
    const attempt = contestant.begin(site, scenario);
    let endedBefore = false;
    const ended = attempt.ended.then(() => {
      endedBefore = stops.missing.length > 0;
    });
    await within(longestWayToPoint, Promise.race([stops.allThere, ended]));
    const missing = stops.missing;
    const leftOver = new Set(register.pids(/dynamic-provider/));
    await stops.strike(() => attempt.kill());
    if (!scenario.leftOverOverlaps) stops.open();
    const notes: string[] = [];
    if (missing.length > 0 && scenario.faults.length === 0)
      notes.push(`${missing.join(", ")} did not come to the point`);
    let stuck = notes.length > 0 || (await within(longestStep, attempt.ended)) === "late";
    let repeats = 0;
    let last = "";
    for (let settled = false; !settled && !stuck; ) {
      if (repeats === mostRepeats) {
        stuck = true;
        notes.push(`did not settle: ${last}`);
        break;
      }
      repeats += 1;
      const again = contestant.again(site, scenario, repeats);
      if (scenario.leftOverOverlaps) {
        const isNew = (): boolean => register.pids(/dynamic-provider/).some((pid) => !leftOver.has(pid));
        await Promise.race([register.until(isNew), again]);
        stops.open();
      }
      const result = await within(longestStep, again);
      if (result === "late") stuck = true;
      else ({ settled, output: last } = result);
      if (process.env.CHAOS_SHOW) console.error(`--- repeat ${repeats}\n${last}`);
    }
    if (contestant.name === "ours" && (await within(longestFarewell, register.ended())) === "late") {
      stuck = true;
      notes.push("a provider did not end by itself");
    }
    await register.endAll();
    // What nobody asks for any more is taken in, too.
    await emulator.control.process();
    const books = {
      envelopes: emulator.control.envelopes(),
      outbox: emulator.control.outbox(),
      known: contestant.known(stack),
    };
    const verdict = judge(scenario, books);
    return { ...verdict, scenario, stuck, repeats, endedBefore, notes: [...notes, ...verdict.notes] };
  } finally {
    stops.open();
    await register.endAll();
    await emulator.close();
    stack.dispose();
  }
}
