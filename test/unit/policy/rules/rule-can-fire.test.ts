import type { RuleExample } from "../../../../policy/example.ts";
import { ruleCanFire as rule } from "../../../../policy/rules/rule-can-fire.ts";
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

/** The second signer's tag is required when the first fills in a. */
const other = (part: Partial<TagInputs>): RuleExample =>
  envelopeOf(
    signerWith([{ type: "text_field", name: "a", optional: true }], {
      signGroup: 1,
      rules: [{ ...ruleOf("make_required", ["a"], []), affectedTagNamesOtherRecipients: ["z"] }],
    }),
    signerWith([{ type: "text_field", name: "z", ...part }], { signGroup: 2 }),
  );

describe("the rule rule-can-fire", () => {
  itJudges(rule, [
    [
      "a rule that depends on what is filled in",
      fields([ruleOf("show", ["a"], ["b"]), ruleOf("make_required", ["a", "!b"], ["c"])]),
      [],
    ],
    [
      "a trigger that is read-only and prefilled",
      fields([ruleOf("show", ["!a"], ["b"])], { a: { readonly: true, prefilledValue: "x" } }),
      [
        'recipients[0].rules[0].conditions[0] is never met: "a" is read-only and prefilled, so it always has a value',
      ],
    ],
    [
      "a rule that always holds",
      fields([ruleOf("show", ["a"], ["b"])], { a: { readonly: true, prefilledValue: "x" } }),
      [
        'recipients[0].rules[0].conditions[0] is always met: "a" is read-only and prefilled, so it always has a value',
      ],
    ],
    [
      "a trigger that is read-only and empty",
      fields([ruleOf("show", ["a"], ["b"])], { a: { readonly: true } }),
      [
        'recipients[0].rules[0].conditions[0] is never met: "a" is read-only and not prefilled, so it never has a value',
      ],
    ],
    [
      "a prefilled trigger that can be changed",
      fields([ruleOf("show", ["!a"], ["b"])], { a: { prefilledValue: "x" } }),
      [],
    ],
    [
      "a read-only trigger that an identity check fills in",
      fields([ruleOf("show", ["a"], ["b"])], {
        a: { readonly: true, mergeField: { source: "idv", fieldName: "name" } },
      }),
      [],
    ],
    [
      "a trigger that never shows",
      fields([ruleOf("show", ["a"], ["b"]), ruleOf("show", ["b"], ["c"])], { a: { readonly: true } }),
      [
        'recipients[0].rules[0].conditions[0] is never met: "a" is read-only and not prefilled, so it never has a value',
        'recipients[0].rules[1].conditions[0] is never met: "b" is hidden for good, so it never has a value',
      ],
    ],
    [
      "a trigger that is always hidden",
      fields([ruleOf("hide", ["!a"], ["b"]), ruleOf("hide", ["b"], ["c"])], { a: { readonly: true } }),
      [
        'recipients[0].rules[0].conditions[0] is always met: "a" is read-only and not prefilled, so it never has a value',
        'recipients[0].rules[1].conditions[0] is never met: "b" is hidden for good, so it never has a value',
      ],
    ],
    [
      "two radio buttons of a group that are both to be chosen",
      fields([ruleOf("show", ["a", "b"], ["c"])], {
        a: { type: "radio_field", tagGroupName: "g" },
        b: { type: "radio_field", tagGroupName: "g" },
      }),
      [
        'recipients[0].rules[0].conditions are never met together: "a" and "b" are radio buttons of one group',
      ],
    ],
    [
      "two radio buttons of a group none of which is chosen",
      fields([ruleOf("show", ["!a", "!b"], ["c"])], {
        a: { type: "radio_field", tagGroupName: "g" },
        b: { type: "radio_field", tagGroupName: "g" },
      }),
      [],
    ],
    [
      "requiring what is required",
      fields([ruleOf("make_required", ["a"], ["b", "c"])], { b: { optional: false } }),
      [
        "recipients[0].rules[0].affectedTagNames[0] is required in any case, so make_required changes nothing",
      ],
    ],
    [
      "releasing what is optional",
      fields([ruleOf("make_optional", ["a"], ["b"])]),
      [
        "recipients[0].rules[0].affectedTagNames[0] is optional in any case, so make_optional changes nothing",
      ],
    ],
    [
      "releasing a date",
      fields([ruleOf("make_optional", ["a"], ["b"])], { b: { type: "date_signed_field", optional: false } }),
      [
        "recipients[0].rules[0].affectedTagNames[0] is a date_signed_field, which the service fills in in any case",
      ],
    ],
    [
      "releasing what is required",
      fields([ruleOf("make_optional", ["a"], ["b"])], { b: { optional: false } }),
      [],
    ],
    [
      "a group that is required in any case",
      fields(
        [
          {
            action: "make_required",
            conditions: [{ triggerTagName: "a", criteria: "has_value" }],
            affectedTagGroupNames: ["g"],
          },
        ],
        { b: { optional: false, tagGroupName: "g" }, c: { optional: false, tagGroupName: "g" } },
      ),
      [
        "recipients[0].rules[0].affectedTagGroupNames[0] is required in any case, so make_required changes nothing",
      ],
    ],
    [
      "another signer's tag that is required in any case",
      other({ optional: false }),
      [
        "recipients[0].rules[0].affectedTagNamesOtherRecipients[0] is required in any case, so make_required changes nothing",
      ],
    ],
    ["another signer's tag that is optional", other({ optional: true }), []],
    [
      "a rule that affects nothing",
      fields([ruleOf("show", ["a"], [])]),
      ["recipients[0].rules[0] affects no tag"],
    ],
    ["envelopes without conditional rules", {}, "there are no conditional rules"],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
