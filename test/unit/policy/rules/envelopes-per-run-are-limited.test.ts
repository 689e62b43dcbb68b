import assert from "node:assert/strict";
import { envelopesPerRunAreLimited as rule } from "../../../../policy/rules/envelopes-per-run-are-limited.ts";
import { describeRule } from "../describe-rule.ts";
import { judgedExample } from "../judged-example.ts";

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`envelope-${index}`, {}]));

describeRule(
  rule,
  [
    ["as many as are allowed", { others: { second: {} }, options: { max: 2 } }, []],
    [
      "one more",
      { others: { second: {}, third: {} }, options: { max: 2 } },
      ["3 envelopes would be sent; the most is 2"],
    ],
    ["any where none may be sent", { options: { max: 0 } }, ["1 envelopes would be sent; the most is 0"]],
    ["26 of them", { others: many(25) }, ["26 envelopes would be sent; the most is 25"]],
  ],
  () => {
    it("does not count what is sent already", async () => {
      const sent = {
        envelopeId: "5b0f1c2d-1111-4222-8333-444444444444",
        at: "2026-03-01T09:00:00Z",
        status: "ACTIVE",
      };
      const { verdict } = await judgedExample(rule, { others: { second: {} }, options: { max: 1 } }, sent);
      assert.equal(verdict, "pass");
    });
  },
);
