import assert from "node:assert/strict";
import { pairedOff } from "../../../policy/paired-off.ts";

describe("pairing off", () => {
  for (const [choices, count] of [
    [[], 0],
    [[[]], 0],
    [[[1], [1]], 1],
    [[[1, 2], [1]], 2],
    [[[1, 2], [2, 3], [1], [3]], 3],
    [[[1], [1], [1, 2, 3]], 2],
  ] as const)
    it(`gives ${count} of ${JSON.stringify(choices)} a choice of their own`, () => {
      assert.equal(pairedOff(choices.map((own) => new Set<number>(own))), count);
    });
});
