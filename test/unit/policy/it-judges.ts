import assert from "node:assert/strict";
import type { RuleExample } from "../../../policy/example.ts";
import type { Rule } from "../../../policy/rule.ts";
import { judgedExample } from "./judged-example.ts";

/** What a rule is given, and each of its findings as `place message`; a text: why the rule does not apply. */
export type Case = readonly [what: string, example: RuleExample, answer: readonly string[] | string];

/** One test for each case: what the rule says of it, to the letter. */
export function itJudges(rule: Rule, cases: readonly Case[]): void {
  for (const [what, example, answer] of cases)
    it(`${verbOf(answer)} ${what}`, async () => {
      const expected =
        typeof answer === "string"
          ? { verdict: "not-applicable", findings: [], reason: answer }
          : { verdict: answer.length > 0 ? "fail" : "pass", findings: answer };
      assert.deepEqual(await judgedExample(rule, example), expected);
    });
}

const verbOf = (answer: readonly string[] | string): string =>
  typeof answer === "string" ? "does not apply to" : answer.length > 0 ? "objects to" : "takes";
