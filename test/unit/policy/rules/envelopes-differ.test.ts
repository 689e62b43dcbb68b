import assert from "node:assert/strict";
import { envelopesDiffer as rule } from "../../../../policy/rules/envelopes-differ.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";
import { judgedExample } from "../judged-example.ts";

const finding = "is like contract by its name, its people, its documents";

describeRule(
  rule,
  [
    ["two of the same", { others: { renewal: {} } }, [finding]],
    ["three of the same", { others: { renewal: {}, third: {} } }, [finding, finding]],
    ["a name in other letters", { others: { renewal: { name: " SERVICE AGREEMENT" } } }, [finding]],
    ["another name", { others: { renewal: { name: "Renewal" } } }, []],
    [
      "other people",
      { others: { renewal: { recipients: [{ name: "Dan Example", email: "dan@example.com" }] } } },
      [],
    ],
    [
      "one person of another name, who is the same by e-mail",
      {
        others: { renewal: { recipients: [{ name: "Dan Example", email: "CLEO@customer.example.com" }] } },
      },
      [finding],
    ],
    [
      "other documents",
      {
        documents: { "other.pdf": { pages: [["Another one."]] } },
        others: { renewal: { documents: [{ path: "other.pdf" }] } },
      },
      [],
    ],
    [
      "a copy of the document under another name",
      { others: { renewal: { documents: [{ path: "copy.pdf" }] } } },
      [finding],
    ],
    [
      "another name, where it does not count",
      {
        others: { renewal: { name: "Renewal" } },
        options: { by: ["people", "documents"] },
      },
      ["is like contract by its people, its documents"],
    ],
    ["a name that is not known yet", { others: { renewal: { name: unknownValue } } }, "undetermined"],
  ],
  () => {
    const sent = { envelopeId: "5b0f1c2d-1111-4222-8333-444444444444", at: "2026-03-01T09:00:00Z" };

    it("objects to a new envelope that is like one that is sent", async () => {
      const { findings } = await judgedExample(
        rule,
        { others: { renewal: {} } },
        { ...sent, status: "ACTIVE" },
      );
      assert.deepEqual(findings, [finding]);
    });

    for (const status of ["ARCHIVED", "ERRORED", "MISSING"])
      it(`takes a new envelope that is like one that is ${status}`, async () => {
        const { findings } = await judgedExample(rule, { others: { renewal: {} } }, { ...sent, status });
        assert.deepEqual(findings, []);
      });
  },
);
