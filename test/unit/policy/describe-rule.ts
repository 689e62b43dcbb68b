import assert from "node:assert/strict";
import type { RuleExample } from "../../../policy/example.ts";
import { exampleNow } from "../../../policy/example.ts";
import type { Change, Rule } from "../../../policy/rule.ts";
import { optionsOf } from "../../../policy/rule-options.ts";
import { judgedExample, subjectsOf } from "./judged-example.ts";

/** What an example shows, the example, and what the rule makes of it: findings, none, or another verdict. */
export type RuleCase = readonly [
  what: string,
  example: RuleExample,
  expected: readonly string[] | "not-applicable" | "undetermined",
];

/** Tests a rule by a table; of one about sending also that it does not judge what is sent. */
export function describeRule(rule: Rule, cases: readonly RuleCase[], more?: () => void): void {
  describe(`the rule ${rule.name}`, () => {
    for (const [what, example, expected] of cases)
      it(titleOf(what, expected), async () => {
        const { verdict, findings } = await judgedExample(rule, example);
        if (typeof expected === "string") assert.equal(verdict, expected);
        else
          assert.deepEqual(
            { verdict, findings },
            { verdict: expected.length > 0 ? "fail" : "pass", findings: expected },
          );
      });

    const bad = cases.find(([, , expected]) => typeof expected !== "string" && expected.length > 0);
    if (rule.judges === "sending" && rule.scope === "envelope" && bad)
      it("does not judge what is sent already", async () => {
        const sent = { envelopeId: "5b0f1c2d-1111-4222-8333-444444444444", at: "2026-03-01T09:00:00Z" };
        const { verdict, reason } = await judgedExample(rule, bad[1], { ...sent, status: "ACTIVE" });
        assert.deepEqual([verdict, reason], ["not-applicable", "it is sent already"]);
      });
    more?.();
  });
}

const titleOf = (what: string, expected: RuleCase[2]): string => {
  if (expected === "undetermined") return `cannot judge ${what}`;
  if (expected === "not-applicable") return `does not apply to ${what}`;
  return `${expected.length > 0 ? "objects to" : "takes"} ${what}`;
};

/** The changes that a rule proposes for an example. */
export async function remediesOf(
  rule: Rule,
  { context, options, ...example }: RuleExample,
): Promise<Change[]> {
  const [subject] = await subjectsOf(example);
  if (rule.scope === "stack" || !rule.remediate || !subject) return [];
  const all = { environment: "sandbox", now: exampleNow, ...context, others: [] };
  return rule.remediate(subject, all, optionsOf(rule, options ?? {}).options);
}
