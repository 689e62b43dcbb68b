import { settleSeconds } from "./fault-plans.ts";
import { type Point, pointsOf, type Victim, victims } from "./point.ts";
import { many, named, namesBefore, type Part, type Scenario } from "./scenario.ts";

/**
 * A part of the matrix that is soon run and has every point with every victim: what can be in flight at once, is. The
 * scenarios of one list have the same memory, so that they can begin alike.
 */
export const selection: Readonly<Record<Scenario["memory"], readonly Scenario[]>> = {
  journal: [
    ...victims.map((victim) => scenario("journal", victim, everywhere(), many)),
    scenario("journal", "cli", archivals(), many),
    scenario("journal", "provider", searching(), 0),
  ],
  reference: [
    scenario("reference", "both", everywhere(), many),
    ...victims
      .filter((one) => one !== "cli")
      .map((victim) => scenario("reference", victim, archivals(), many)),
    ...victims
      .filter((one) => one !== "provider")
      .map((victim) => scenario("reference", victim, searching(), 0)),
  ],
};

function scenario(
  memory: Scenario["memory"],
  victim: Victim,
  parts: readonly Part[],
  sentBefore: number,
): Scenario {
  return {
    seed: 0,
    victim,
    parts,
    sentBefore,
    memory,
    skipCheckpoints: victim === "both",
    processedAtOnce: memory === "reference",
    leftOverOverlaps: memory === "journal",
    faultPlan: "none",
    faults: [],
    settleSeconds: settleSeconds("none"),
  };
}

/** An envelope at each point of a creation, and at each of a replacement. */
function everywhere(): Part[] {
  const at = (action: Part["action"], names: readonly string[]): Part[] =>
    pointsOf[action]
      .filter((point) => point !== "before-intent")
      .map((point, index): Part => ({ name: names[index] ?? "", action, point }));
  return [...at("create", named("new", many)), ...at("replace", namesBefore(many))];
}

function archivals(): Part[] {
  return pointsOf.archive.map((point: Point, index) => ({
    name: namesBefore(many)[index] ?? "",
    action: "archive",
    point,
  }));
}

function searching(): Part[] {
  return [{ name: "new-1", action: "create", point: "before-intent" }];
}
