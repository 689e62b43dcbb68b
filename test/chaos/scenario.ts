import type { Fault } from "../../emulator/index.ts";
import { Choices } from "./choices.ts";
import { type FaultPlanName, faultPlanNames, faultsOf, settleSeconds } from "./fault-plans.ts";
import { type Action, type Point, pointsOf, type Victim, victims } from "./point.ts";

/** What happens to one envelope in the run that is killed, and how far it has got then. */
export interface Part {
  /** The resource's name, which is in the envelope's name, too. */
  name: string;
  action: Action;
  point: Point;
}

/** What remembers for the runs after the kill: the journal, or references in names on a disk that is new each time. */
export type Memory = "journal" | "reference";

/** One cell of the matrix, with all that it takes to run it. */
export interface Scenario {
  seed: number;
  victim: Victim;
  /** What is in flight at once. */
  parts: readonly Part[];
  /** How many envelopes were sent long before; those that are no part are to stay as they are. */
  sentBefore: number;
  memory: Memory;
  /** Whether Pulumi writes its state at the end alone (PULUMI_SKIP_CHECKPOINTS). */
  skipCheckpoints: boolean;
  /** Whether files are taken in as soon as they came; otherwise when somebody asks for the envelope. */
  processedAtOnce: boolean;
  /** A provider that outlives its CLI goes on when the next run has begun; otherwise before that. */
  leftOverOverlaps: boolean;
  faultPlan: FaultPlanName;
  faults: readonly Fault[];
  settleSeconds: number;
}

/** How many envelopes are in flight where it is not one. */
export const many = 8;

/** The names of so many envelopes that were sent before the run. */
export const namesBefore = (count: number): string[] => named("sent", count);

/** The names of those that are to stay as they are. */
export const keptOf = ({ parts, sentBefore }: Pick<Scenario, "parts" | "sentBefore">): string[] =>
  namesBefore(sentBefore).filter((name) => !parts.some((part) => part.name === name));

export const named = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

/** Every point of every action, with every victim. */
export const cells: readonly { action: Action; point: Point; victim: Victim }[] = (
  ["create", "replace", "archive"] as const
).flatMap((action) =>
  pointsOf[action].flatMap((point) => victims.map((victim) => ({ action, point, victim }))),
);

/** How many envelopes are in flight, and whether each is at a point of its own. */
export type Flight = "one" | "many" | "mixed";

/**
 * The scenario of a seed, and of nothing else. Seeds that follow one another go through all points and victims; the rest
 * is drawn.
 */
export function scenarioOf(seed: number): Scenario {
  const choices = new Choices(seed);
  const { action, point, victim } = cells[seed % cells.length] as (typeof cells)[number];
  const flight = choices.of<Flight>(["one", "one", "many", "many", "mixed"]);
  const memory = choices.of<Memory>(["journal", "journal", "reference"]);
  const withFaults = choices.of([false, true, true]);
  const faultPlan = withFaults ? choices.of(faultPlanNames.slice(1)) : "none";
  const inFlight = flight === "one" ? 1 : many;
  return {
    seed,
    victim,
    ...flightOf(flight, action, point, choices),
    memory,
    skipCheckpoints: choices.of([false, true]),
    processedAtOnce: choices.of([false, true]),
    leftOverOverlaps: memory === "journal" && choices.of([false, true]),
    faultPlan,
    faults: faultsOf(faultPlan, choices, inFlight),
    settleSeconds: settleSeconds(faultPlan),
  };
}

/** The envelopes of a scenario. One search stands for a whole run, so its point is never mixed with others. */
function flightOf(
  flight: Flight,
  action: Action,
  point: Point,
  choices: Choices,
): Pick<Scenario, "parts" | "sentBefore"> {
  if (flight !== "mixed" || point === "before-intent") {
    const count = flight === "one" ? 1 : many;
    const names = action === "create" ? named("new", count) : namesBefore(count);
    const sentBefore = action === "create" ? 0 : count;
    return { parts: names.map((name) => ({ name, action, point })), sentBefore };
  }
  const drawn = (name: string, of: Action): Part => ({
    name,
    action: of,
    point: choices.of(pointsOf[of].filter((one) => one !== "before-intent")),
  });
  const before = namesBefore(many);
  // Pulumi removes what is no longer declared when all else is done, so archiving is in flight with nothing else.
  const parts =
    action === "archive"
      ? before.slice(0, many / 2).map((name) => drawn(name, "archive"))
      : [
          ...before.slice(0, many / 2).map((name) => drawn(name, "replace")),
          ...named("new", many / 2).map((name) => drawn(name, "create")),
        ];
  const own = parts.findIndex((part) => part.action === action);
  return {
    parts: parts.map((part, index) => (index === own ? { ...part, point } : part)),
    sentBefore: many,
  };
}

/** A scenario in one line. */
export function describe(scenario: Scenario): string {
  const { parts, victim, memory, skipCheckpoints, processedAtOnce, leftOverOverlaps, faultPlan } = scenario;
  const [first] = parts;
  const kept = keptOf(scenario);
  const same = parts.every(({ action, point }) => action === first?.action && point === first.point);
  const counts = [...Map.groupBy(parts, ({ action }) => action)].map(
    ([action, { length }]) => `${length} × ${action}`,
  );
  const flight = same ? `${counts[0]}, ${first?.point}` : `${counts.join(" and ")}, each at its own point`;
  return [
    `${victim} killed`,
    flight,
    ...(kept.length > 0 ? [`${kept.length} kept`] : []),
    memory,
    ...(skipCheckpoints ? ["skipping checkpoints"] : []),
    ...(processedAtOnce ? ["processed at once"] : []),
    ...(leftOverOverlaps ? ["left-over overlaps"] : []),
    ...(faultPlan === "none" ? [] : [faultPlan]),
  ].join("; ");
}
