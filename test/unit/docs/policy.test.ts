import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lintPolicy } from "../../../policy/lint-policy.ts";
import { parsePolicy } from "../../../policy/parse-policy.ts";
import { builtInRules } from "../../../policy/rules/index.ts";

const page = readFileSync(new URL("../../../docs/policy.md", import.meta.url), "utf8");

describe("docs/policy.md", () => {
  it("shows policies that are in order", () => {
    const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text]) => text ?? "");
    assert.equal(blocks.length, 3);
    for (const text of blocks) {
      const { config, issues, lineOf } = parsePolicy(text);
      const today = new Date("2026-03-02T10:00:00Z");
      assert.deepEqual([...issues, ...lintPolicy({ config, rules: builtInRules, lineOf, today })], []);
    }
  });
});
