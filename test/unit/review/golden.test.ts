import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import policySchema from "../../../policy/report.json" with { type: "json" };
import { reviewJson } from "../../../review/formats/review-json.ts";
import { maxCommentCharacters, reviewMarkdown } from "../../../review/formats/review-markdown.ts";
import { reviewText } from "../../../review/formats/review-text.ts";
import schema from "../../../review/review.json" with { type: "json" };
import { reviewOf } from "../../../review/review-of.ts";
import { scenarios } from "./scenarios.ts";

/** Writes what is made instead of comparing it: `UPDATE_GOLDEN=1`, to be looked at before it is committed. */
const isUpdating = process.env.UPDATE_GOLDEN === "1";

function assertGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (isUpdating) writeFileSync(file, text);
  assert.ok(existsSync(file), `there is no golden/${name}; make it with UPDATE_GOLDEN=1`);
  assert.equal(text, readFileSync(file, "utf8"));
}

/** Of long ones, the whole is compared by its Markdown, and of the JSON what is said of the first envelope. */
const shortened = (text: string): string => {
  const { envelopes, effects, emails, ...rest } = JSON.parse(text);
  const few = <Item>(items: Item[]): Item[] => items.slice(0, 3);
  const shown = envelopes
    .slice(0, 1)
    .map((one: { documents: { tagged: unknown[] }[]; changes: unknown[] }) => ({
      ...one,
      changes: few(one.changes),
      documents: one.documents.map((document) => ({ ...document, tagged: few(document.tagged) })),
    }));
  return `${JSON.stringify({ ...rest, envelopes: shown, effects: effects.length, emails: few(emails) }, null, 2)}\n`;
};

describe("reviews of all that may happen", function () {
  this.timeout(30_000);
  const ajv = new Ajv({ allErrors: true, strict: false, formats: fullFormats });
  const validate = ajv.compile(schema);
  const validatePolicy = ajv.compile(policySchema);

  for (const [name, source] of Object.entries(scenarios)) {
    it(`${name}: is the same Markdown each time, within a comment`, () => {
      const text = reviewMarkdown(reviewOf(source, "partial"));
      assert.ok(text.length <= maxCommentCharacters, `${text.length} characters`);
      assertGolden(`${name}.md`, text);
    });

    it(`${name}: is JSON as its schema says`, () => {
      const text = reviewJson(reviewOf(source, "partial"));
      const value = JSON.parse(text);
      assert.ok(validate(value), ajv.errorsText(validate.errors));
      if (value.policy) assert.ok(validatePolicy(value.policy), ajv.errorsText(validatePolicy.errors));
      assertGolden(`${name}.json`, text.length > 40_000 ? shortened(text) : text);
    });

    it(`${name}: keeps verdict and e-mails in the least of comments`, () => {
      const whole = reviewMarkdown(reviewOf(source, "none"));
      const least = reviewMarkdown(reviewOf(source, "none"), { maxCharacters: 1 });
      const [verdict] = whole.split("\n");
      assert.equal(least.split("\n")[0], verdict);
      assert.match(least, /^### Who is e-mailed$/m);
      for (const [line] of whole.matchAll(/^- (?:⚠️ )?\*\*.*(?:notice|invitation|cop).*$/gm))
        assert.ok(least.includes(line), line);
      assert.ok(least.length < 12_000, `${least.length} characters`);
    });
  }

  it("are read in a terminal without anything that steers it", () => {
    for (const source of Object.values(scenarios))
      assert.doesNotMatch(reviewText(reviewOf(source)), /[^\P{Cc}\n]/u);
  });
});
