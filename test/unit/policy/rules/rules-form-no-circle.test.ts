import type { RuleExample } from "../../../../policy/example.ts";
import { rulesFormNoCircle as rule } from "../../../../policy/rules/rules-form-no-circle.ts";
import type { TagInputs } from "../../../../schema/envelope-inputs.ts";
import type { Rule } from "../../../../schema/generated/inputs.ts";
import { envelopeOf, signerWith } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

const ruleOf = (action: Rule["action"], when: readonly string[], affected: readonly string[]): Rule => ({
  action,
  // "a" is: a is filled in; "!a": it is empty.
  conditions: when.map((one) =>
    one.startsWith("!")
      ? { triggerTagName: one.slice(1), criteria: "no_value" }
      : { triggerTagName: one, criteria: "has_value" },
  ),
  affectedTagNames: [...affected],
});

/** Three optional text fields a, b and c, unless it is said otherwise. */
const fields = (rules: Rule[], parts: Record<string, Partial<TagInputs>> = {}): RuleExample => {
  const tags = ["a", "b", "c"].map((name) => ({
    type: "text_field" as const,
    name,
    optional: true,
    ...parts[name],
  }));
  return envelopeOf(signerWith(tags, { rules }));
};

describe("the rule rules-form-no-circle", () => {
  itJudges(rule, [
    ["a chain", fields([ruleOf("show", ["a"], ["b"]), ruleOf("show", ["b"], ["c"])]), []],
    [
      "two tags that wait for each other",
      fields([ruleOf("show", ["a"], ["b"]), ruleOf("show", ["b"], ["a"])]),
      [
        'recipients[0].rules[0] forms a circle: "a", "b" show only once another of them is filled in, so never',
      ],
    ],
    [
      "three tags that wait for each other",
      fields([ruleOf("show", ["a"], ["b"]), ruleOf("hide", ["!b"], ["c"]), ruleOf("show", ["c"], ["a"])]),
      [
        'recipients[0].rules[0] forms a circle: "a", "b", "c" show only once another of them is filled in, so never',
      ],
    ],
    [
      "tags one of which is prefilled, and need not wait",
      fields([ruleOf("show", ["a"], ["b"]), ruleOf("show", ["b"], ["a"])], { a: { prefilledValue: "x" } }),
      [],
    ],
    [
      "tags that wait for this or that",
      fields([ruleOf("hide", ["!b", "!c"], ["a"]), ruleOf("show", ["a"], ["b"])]),
      [],
    ],
    [
      "two tags that hide each other",
      fields([ruleOf("hide", ["a"], ["b"]), ruleOf("hide", ["b"], ["a"])]),
      [],
    ],
    [
      "a tag that shows another which hides it",
      fields([ruleOf("show", ["a"], ["b"]), ruleOf("hide", ["b"], ["a"])]),
      [
        'recipients[0].rules[0] forms a circle: "a", "b" show depending on one another, so that filling one in hides it in the end',
      ],
    ],
    [
      "three tags that hide each other in turn",
      fields([ruleOf("hide", ["a"], ["b"]), ruleOf("hide", ["b"], ["c"]), ruleOf("hide", ["c"], ["a"])]),
      [
        'recipients[0].rules[0] forms a circle: "a", "b", "c" show depending on one another, so that filling one in hides it in the end',
      ],
    ],
    [
      "tags that make each other required",
      {
        ...fields([
          ruleOf("make_required", ["a"], ["b"]),
          ruleOf("make_required", ["b"], ["a"]),
          ruleOf("show", ["b"], ["c"]),
        ]),
      },
      [],
    ],
    [
      "a circle through a group",
      fields([{ ...ruleOf("show", ["a"], []), affectedTagGroupNames: ["g"] }, ruleOf("show", ["b"], ["a"])], {
        b: { tagGroupName: "g" },
        c: { tagGroupName: "g" },
      }),
      [
        'recipients[0].rules[0] forms a circle: "a", "b" show only once another of them is filled in, so never',
      ],
    ],
    [
      "a circle through two signers",
      envelopeOf(
        signerWith([{ type: "text_field", name: "a" }], {
          signGroup: 1,
          rules: [{ ...ruleOf("show", ["a"], []), affectedTagNamesOtherRecipients: ["z"] }],
        }),
        signerWith([{ type: "text_field", name: "z" }], {
          signGroup: 2,
          rules: [{ ...ruleOf("show", ["z"], []), affectedTagNamesOtherRecipients: ["a"] }],
        }),
      ),
      [
        'recipients[0].rules[0] forms a circle: "a", "z" show only once another of them is filled in, so never',
      ],
    ],
    [
      "envelopes whose rules show and hide nothing",
      fields([ruleOf("make_required", ["a"], ["b"])]),
      "no conditional rule shows or hides a tag",
    ],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
