import assert from "node:assert/strict";
import type { RuleExample } from "../../../policy/example.ts";
import { type NotApplicable, notApplicable, type Rule } from "../../../policy/rule.ts";
import { type ExampleVerdict, judgedExample } from "./judged-example.ts";

export { notApplicable };

/** What a rule says where it needs a value that is not known yet. */
export const notKnownYet = { undetermined: "a value is not known yet" } as const;

/**
 * What an example is, the example, and what the rule says of it: each finding as `place message` (none: it passes), why
 * it does not apply, or that it waits.
 */
export type RuleCase = readonly [
  what: string,
  example: RuleExample,
  expected: readonly string[] | string | NotApplicable | typeof notKnownYet,
];

/** One test for each case, in which the rule's whole answer is compared. */
export function itJudges(rule: Rule, cases: readonly RuleCase[]): void {
  for (const [what, example, expected] of cases) {
    const verdict = verdictOf(expected);
    it(`${words[verdict.verdict]} ${what}`, async () => {
      assert.deepEqual(await judgedExample(rule, example), verdict);
    });
  }
}

const words: Readonly<Record<string, string>> = {
  fail: "objects to",
  pass: "takes",
  "not-applicable": "does not apply to",
  undetermined: "waits for",
};

function verdictOf(expected: RuleCase[2]): ExampleVerdict {
  if (typeof expected === "string") return { verdict: "not-applicable", findings: [], reason: expected };
  if ("notApplicable" in expected)
    return { verdict: "not-applicable", findings: [], reason: expected.notApplicable };
  if ("undetermined" in expected)
    return { verdict: "undetermined", findings: [], reason: expected.undetermined };
  return { verdict: expected.length > 0 ? "fail" : "pass", findings: [...expected] };
}
