import assert from "node:assert/strict";
import type { TagValue } from "../../../../emulator/envelope/envelope.ts";
import type { RuleAction } from "../../../../emulator/envelope/options.ts";
import { type FormRule, ruleEffects } from "../../../../emulator/signing/rule-effects.ts";

const rule = (
  action: RuleAction,
  affected: number,
  ...conditions: [tag: number, criteria: "has_value" | "no_value"][]
): FormRule => ({
  action,
  conditions: conditions.map(([tag, criteria]) => ({ tag, criteria })),
  affectedTags: [affected],
});

/** One letter per tag: Required or optional, and - for hidden. */
function effects(rules: FormRule[], declared: string, values: TagValue[]): string {
  const { shown, required } = ruleEffects(
    rules,
    [...declared].map((one) => one === "o"),
    values,
  );
  return shown.map((isShown, tag) => (!isShown ? "-" : required[tag] ? "R" : "o")).join("");
}

const ifFilled = [0, "has_value"] as [number, "has_value"];
const ifEmpty = [0, "no_value"] as [number, "no_value"];

describe("rules between tags", () => {
  const table: [string, FormRule[], string, TagValue[], string][] = [
    ["change nothing where there are none", [], "Ro", [null, null], "Ro"],
    ["show while the trigger has a value", [rule("show", 1, ifFilled)], "oR", ["x", null], "oR"],
    ["hide what is to be shown otherwise", [rule("show", 1, ifFilled)], "oR", [null, null], "o-"],
    ["hide while the trigger has a value", [rule("hide", 1, ifFilled)], "oR", [true, null], "o-"],
    ["leave what is to be hidden otherwise", [rule("hide", 1, ifFilled)], "oR", [false, null], "oR"],
    ["hide while the trigger is empty", [rule("hide", 1, ifEmpty)], "oR", [null, null], "o-"],
    ["release while they hold", [rule("make_optional", 1, ifFilled)], "oR", [true, null], "oo"],
    ["release no longer", [rule("make_optional", 1, ifFilled)], "oR", [false, null], "oR"],
    ["require while they hold", [rule("make_required", 1, ifEmpty)], "oo", [null, null], "oR"],
    ["require no longer", [rule("make_required", 1, ifEmpty)], "oo", ["x", null], "oo"],
    ["count a blank text as empty", [rule("make_required", 1, ifFilled)], "oo", ["  ", null], "oo"],
    [
      "want every condition met",
      [rule("show", 2, ifFilled, [1, "no_value"])],
      "ooR",
      ["x", true, null],
      "oo-",
    ],
    [
      "hide by one what another shows",
      [rule("show", 1, ifFilled), rule("hide", 1, [2, "has_value"])],
      "oRo",
      ["x", null, "y"],
      "o-o",
    ],
    [
      "require by one what another releases",
      [rule("make_optional", 1, ifFilled), rule("make_required", 1, [2, "has_value"])],
      "oRo",
      ["x", null, "y"],
      "oRo",
    ],
    [
      "do not count what a hidden tag holds",
      [rule("show", 1, ifFilled), rule("make_required", 2, [1, "has_value"])],
      "ooo",
      [null, "x", null],
      "o-o",
    ],
    [
      "follow from each other, in whatever order they come",
      [rule("show", 2, [1, "has_value"]), rule("show", 1, ifFilled), rule("hide", 3, [2, "no_value"])],
      "oooR",
      [null, "x", "y", null],
      "o---",
    ],
    ["hold without conditions", [rule("hide", 0)], "Ro", ["x", null], "-o"],
    ["take a tag that is not there for empty", [rule("hide", 0, [-1, "no_value"])], "R", ["x"], "-"],
  ];
  for (const [name, rules, declared, values, expected] of table)
    it(name, () => assert.equal(effects(rules, declared, values), expected));

  it("that form a circle come to an end", () => {
    const circle = [rule("hide", 1, [0, "has_value"]), rule("hide", 0, [1, "has_value"])];
    assert.match(effects(circle, "oo", ["x", "y"]), /^[o-]{2}$/);
  });
});
