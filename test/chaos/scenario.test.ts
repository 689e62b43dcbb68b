import assert from "node:assert/strict";
import { cells, keptOf, scenarioOf } from "./scenario.ts";

describe("a scenario of the kill matrix", () => {
  it("follows from its seed alone", () => {
    assert.deepEqual(scenarioOf(17), scenarioOf(17));
    const all = Array.from({ length: 500 }, (_, seed) => {
      const { seed: _seed, ...scenario } = scenarioOf(seed);
      return JSON.stringify(scenario);
    });
    assert(new Set(all).size > 400);
  });

  it("comes to every point with every victim within as many seeds as there are", () => {
    const tried = cells.map((_, seed) => scenarioOf(seed));
    const there = tried.flatMap(({ victim, parts }) =>
      parts.map(({ action, point }) => `${action} ${point} ${victim}`),
    );
    for (const { action, point, victim } of cells)
      assert(there.includes(`${action} ${point} ${victim}`), `${action} ${point} ${victim}`);
  });

  it("never has an envelope twice", () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const scenario = scenarioOf(seed);
      const names = [...scenario.parts.map(({ name }) => name), ...keptOf(scenario)];
      assert.equal(new Set(names).size, names.length);
    }
  });
});
