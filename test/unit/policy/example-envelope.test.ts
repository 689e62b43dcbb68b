import assert from "node:assert/strict";
import { exampleNow } from "../../../policy/example.ts";
import { judge } from "../../../policy/judge.ts";
import { builtInRules } from "../../../policy/rules/index.ts";
import { subjectsOf } from "./judged-example.ts";

describe("the envelope that examples begin with", () => {
  for (const preset of ["recommended", "strict"] as const)
    it(`is taken by all rules of the preset ${preset}`, async () => {
      const { judgements } = judge(
        await subjectsOf({}),
        { rules: builtInRules, config: { extends: preset } },
        { context: { environment: "sandbox", branch: "main", now: exampleNow } },
      );
      const against = judgements.filter(({ verdict }) => !["pass", "not-applicable"].includes(verdict));
      assert.deepEqual(
        against.map(({ rule, verdict, findings }) => [rule, verdict, findings.map(({ message }) => message)]),
        [],
      );
    });
});
