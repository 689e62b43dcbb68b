import assert from "node:assert/strict";
import { contestantNamed } from "./contestants/contestants.ts";
import { Lane } from "./lane.ts";
import { type Outcome, run } from "./run.ts";
import { cells, describe as inWords, type Scenario } from "./scenario.ts";
import { selection } from "./selection.ts";

const ours = contestantNamed("ours");
const clean = { duplicates: 0, orphans: 0, lost: 0, unaskedWithdrawals: 0, stuck: false, notes: [] };

const verdictOf = ({ duplicates, orphans, lost, unaskedWithdrawals, stuck, notes }: Outcome): object => ({
  duplicates,
  orphans,
  lost,
  unaskedWithdrawals,
  stuck,
  notes,
});

describe("the kill matrix, the part that is soon run", function () {
  this.timeout(600_000);
  const outcomes = new Map<Scenario, Promise<Outcome>>();
  const lanes: Lane[] = [];

  before(async () => {
    for (const scenarios of Object.values(selection)) {
      const lane = await Lane.open();
      lanes.push(lane);
      let previous: Promise<unknown> = Promise.resolve();
      for (const scenario of scenarios) {
        const outcome = previous.then(() => run(lane, ours, scenario));
        outcomes.set(scenario, outcome);
        previous = outcome.catch(() => {});
      }
    }
  });
  after(async () => {
    await Promise.allSettled(outcomes.values());
    for (const lane of lanes) await lane.close();
  });

  for (const scenario of Object.values(selection).flat())
    it(`sends once and loses nothing: ${inWords(scenario)}`, async () => {
      const outcome = await outcomes.get(scenario);
      assert(outcome);
      assert.deepEqual([verdictOf(outcome), outcome.endedBefore], [clean, false]);
    });

  it("has every point with every victim", () => {
    const tried = Object.values(selection)
      .flat()
      .flatMap(({ victim, parts }) => parts.map(({ point }) => `${point} ${victim}`));
    const all = cells.map(({ point, victim }) => `${point} ${victim}`);
    assert.deepEqual(new Set(tried), new Set(all));
  });

  it("is no test that all pass: a script that repeats what failed sends twice", async () => {
    const lane = await Lane.open();
    lanes.push(lane);
    const [scenario] = selection.journal;
    assert(scenario);
    const lost: Scenario = {
      ...scenario,
      parts: [{ name: "new-1", action: "create", point: "answer-lost" }],
      sentBefore: 0,
    };
    const { duplicates, orphans } = await run(lane, contestantNamed("script"), lost);
    assert.deepEqual({ duplicates, orphans }, { duplicates: 1, orphans: 1 });
  });
});
