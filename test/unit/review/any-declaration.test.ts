import assert from "node:assert/strict";
import fc from "fast-check";
import { reviewJson } from "../../../review/formats/review-json.ts";
import { reviewMarkdown } from "../../../review/formats/review-markdown.ts";
import { reviewText } from "../../../review/formats/review-text.ts";
import { htmlReport } from "../../../review/html/html-report.ts";
import { reviewOf } from "../../../review/review-of.ts";
import type { EnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { sentAs, sourceOf, urn } from "./planned.ts";

const names = ["name", "email", "key", "role", "type", "tags", "signGroup", "witness", "path", "sha256", "x"];
const any: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<unknown>(unknownValue, null, 0, -1.5, "", "SIGNER", "text_field", true, "a.pdf"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }),
  ),
})).value;
const declaration = fc.record(
  Object.fromEntries(
    ["name", "message", "emails", "documents", "recipients", "onDelete", "adopt", "branding"].map((name) => [
      name,
      any,
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<unknown> as fc.Arbitrary<EnvelopeInputs>;

const plain: EnvelopeInputs = {
  name: "NDA",
  documents: [{ path: "a.pdf", sha256: "ab".repeat(32) }],
  recipients: [{ name: "Pat Example", email: "pat@example.com" }],
};

describe("a review of whatever a program declares", function () {
  this.timeout(60_000);

  it("is written in each format, since check refuses it and people are to see that", () => {
    fc.assert(
      fc.property(declaration, fc.boolean(), (declared, exists) => {
        const identity = urn("nda");
        const inputs = { ...declared, identity };
        const sent = sentAs(plain, "11111111-1111-4111-8111-111111111111");
        const planned = {
          entries: [
            { identity, inputs, issues: ["it is none"], ...(exists && { before: plain }) },
            ...(exists ? [{ identity, sent }] : []),
          ],
          steps: [{ op: exists ? "update" : "create", urn: identity }],
        };
        const pages = [{ widthPt: 595, heightPt: 842 }];
        const source = sourceOf([planned], new Map([["ab".repeat(32), { pages, text: "a" }]]));
        for (const mask of ["none", "partial", "full"] as const) {
          const review = reviewOf(source, mask);
          assert.deepEqual([review.verdict, review.effects], ["refused", []]);
          for (const write of [reviewMarkdown, reviewJson, reviewText, htmlReport])
            assert.ok((write as (one: typeof review) => string)(review).includes("refused"));
        }
      }),
      { numRuns: 300 },
    );
  });
});
