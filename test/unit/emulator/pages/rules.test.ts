import assert from "node:assert/strict";
import fc from "fast-check";
import { tagStates } from "../../../../emulator/pages/sign/rules.js";
import { type FormRule, ruleEffects } from "../../../../emulator/signing/rule-effects.ts";

const COUNT = 5;

const tagIndex = fc.nat(COUNT - 1);

const rule: fc.Arbitrary<FormRule> = fc.record({
  action: fc.constantFrom("show", "hide", "make_optional", "make_required"),
  conditions: fc.array(
    fc.record({ tag: tagIndex, criteria: fc.constantFrom("has_value" as const, "no_value" as const) }),
    { maxLength: 2 },
  ),
  affectedTags: fc.uniqueArray(tagIndex, { maxLength: 3 }),
});

const exactly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(value, { minLength: COUNT, maxLength: COUNT });

describe("rules on the signing page", () => {
  it("have the effects that the emulator will judge by, whatever is filled in", () => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 5 }),
        exactly(fc.boolean()),
        exactly(fc.constantFrom("text", " ", "", true, false, null)),
        (rules, optional, values) => {
          const tags = optional.map((one, index) => ({ index, optional: one }));
          const states = tagStates({ tags, rules }, new Map(values.entries()));
          const { shown, required } = ruleEffects(rules, optional, values);
          assert.deepEqual(
            [...states.values()],
            shown.map((one, index) => ({ shown: one, required: required[index] })),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
