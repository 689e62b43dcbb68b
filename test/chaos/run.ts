import { type Emulator, startEmulator } from "../../emulator/index.ts";
import type { Contestant, Site } from "./contestants/contestant.ts";
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
  /** Whether a planned fault ended it before all envelopes were at their points. */
  endedBefore: boolean;
}

/** How often a run is repeated before it is taken not to settle. */
const mostRepeats = 6;
/** No step takes so long, unless it waits for something that does not happen; in seconds. */
const longestStep = 180;
const longestWayToPoint = 120;
/** A limit that a fault narrowed lets no more go while what stands at the gate has its places; in seconds. */
const longestWayThroughFaults = 20;
/** A provider whose CLI is gone looks twice before it ends; in seconds. */
const longestFarewell = 60;
const provider = /dynamic-provider/;

/** What a run is made of. */
interface UnderWay {
  contestant: Contestant;
  scenario: Scenario;
  site: Site;
  stops: Stops;
}

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
  const underWay = { contestant, scenario, site: { stack, register }, stops };
  try {
    gate.lead(emulator.url, stops);
    emulator.control.addFaults(scenario.faults);
    stack.declare(declaredAfter(scenario, beginning.ids));
    const killed = await runAndKill(underWay);
    const settled = killed.stuck ? killed : await settle(underWay, killed.leftOver);
    const remains =
      contestant.name === "ours" && (await within(longestFarewell, register.ended())) === "late"
        ? ["a provider did not end by itself"]
        : [];
    await register.endAll();
    const verdict = judge(scenario, await books(emulator, contestant, underWay.site));
    return {
      ...verdict,
      scenario,
      stuck: settled.stuck || remains.length > 0,
      repeats: settled.repeats,
      endedBefore: killed.endedBefore,
      notes: [...settled.notes, ...remains, ...verdict.notes],
    };
  } finally {
    stops.open();
    await register.endAll();
    await emulator.close();
    stack.dispose();
  }
}

/** Lets the first run come to its point, and kills it there. */
async function runAndKill({ contestant, scenario, site, stops }: UnderWay) {
  const attempt = contestant.begin(site, scenario);
  const longest = scenario.faults.length === 0 ? longestWayToPoint : longestWayThroughFaults;
  await within(longest, Promise.race([stops.allThere, attempt.ended]));
  const { missing } = stops;
  const leftOver = new Set(site.register.pids(provider));
  await stops.strike(() => attempt.kill());
  if (!scenario.leftOverOverlaps) stops.open();
  // Without a fault there is no reason not to come there.
  const lost = missing.length > 0 && scenario.faults.length === 0;
  const notes = lost ? [`${missing.join(", ")} did not come to the point`] : [];
  const late = (await within(longestStep, attempt.ended)) === "late";
  if (late) notes.push("the run that was killed did not end");
  return { stuck: lost || late, repeats: 0, endedBefore: missing.length > 0, leftOver, notes };
}

/** Repeats the run until there is nothing left to do. */
async function settle({ contestant, scenario, site, stops }: UnderWay, leftOver: ReadonlySet<number>) {
  let last = "";
  for (let repeats = 1; repeats <= mostRepeats; repeats += 1) {
    const again = contestant.again(site, scenario, repeats);
    const hasNewProvider = (): boolean => site.register.pids(provider).some((pid) => !leftOver.has(pid));
    await Promise.race([site.register.until(hasNewProvider), within(longestStep, again)]);
    stops.open();
    const result = await within(longestStep, again);
    if (result === "late") return { stuck: true, repeats, notes: [`repeat ${repeats} did not end`] };
    if (result.settled) return { stuck: false, repeats, notes: [] };
    last = result.output;
  }
  return { stuck: true, repeats: mostRepeats, notes: [`did not settle: ${last}`] };
}

/** The service's books, once it has taken in all that it was sent, and the sender's. */
async function books({ control }: Emulator, contestant: Contestant, { stack }: Site) {
  await control.process();
  return { envelopes: control.envelopes(), outbox: control.outbox(), known: contestant.known(stack) };
}
