import assert from "node:assert/strict";
import { fits } from "../../../policy/glob.ts";

describe("a pattern of names", () => {
  for (const [pattern, taken, refused] of [
    ["contract", ["contract"], ["contracts", "Contract", "", "my-contract"]],
    ["", [""], ["a"]],
    ["*", ["", "contract", "a.b/c"], []],
    ["**", ["", "contract"], []],
    ["prod-*", ["prod-", "prod-eu"], ["prod", "my-prod-eu"]],
    ["*-eu", ["-eu", "prod-eu"], ["prod-eu-2"]],
    ["a*a", ["aa", "aba"], ["a", "ab"]],
    ["a*b*c", ["abc", "a-b-b-c", "abbc"], ["acb", "ac", "abca"]],
    ["*.pdf*", ["a.pdf", "a.pdf.docx"], ["apdf"]],
    ["a.c", ["a.c"], ["abc"]],
    ["[a-z]+", ["[a-z]+"], ["abc"]],
  ] as const)
    it(`${JSON.stringify(pattern)} takes ${JSON.stringify(taken)} and not ${JSON.stringify(refused)}`, () => {
      assert.deepEqual(
        [...taken, ...refused].filter((name) => fits(pattern, name)),
        taken,
      );
    });

  it("has an answer for a pattern with many gaps and a long name", () => {
    assert.equal(fits(`${"a*".repeat(2_000)}b`, "a".repeat(100_000)), false);
  });
});
