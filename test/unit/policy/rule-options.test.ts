import assert from "node:assert/strict";
import { optionsOf } from "../../../policy/rule-options.ts";
import { deepFreeze, ruleOf } from "./judging.ts";

const rule = ruleOf(() => [], {
  options: {
    type: "object",
    additionalProperties: false,
    required: ["domains"],
    properties: {
      domains: { type: "array", items: { type: "string" } },
      days: { type: "integer", minimum: 1, default: 14 },
      mode: { enum: ["all", "any"], default: "all" },
      hours: {
        type: "object",
        additionalProperties: false,
        properties: { from: { type: "integer", default: 8 } },
        default: {},
      },
    },
  },
});

describe("a rule's options", () => {
  it("have their defaults filled in, at every depth", () => {
    assert.deepEqual(optionsOf(rule, { domains: ["example.com"], days: 3 }), {
      options: { domains: ["example.com"], days: 3, mode: "all", hours: { from: 8 } },
      issues: [],
    });
  });

  it("are not filled into what the policy has", () => {
    const given = deepFreeze({ domains: ["example.com"], hours: {} });
    assert.deepEqual([optionsOf(rule, given).issues, given], [[], { domains: ["example.com"], hours: {} }]);
  });

  it("all have their issues named, without the values", () => {
    const { issues } = optionsOf(rule, {
      days: 0,
      mode: "cleo@example.com",
      strange: 1,
    });
    assert.deepEqual(
      issues.toSorted((a, b) => a.path.join().localeCompare(b.path.join())),
      [
        { path: ["days"], message: "must be >= 1" },
        { path: ["domains"], message: "is required" },
        { path: ["mode"], message: 'must be one of "all", "any"' },
        { path: ["strange"], message: "is no option of this rule; there are: domains, days, mode, hours" },
      ],
    );
  });

  it("name the place in a list", () => {
    const { issues } = optionsOf(rule, { domains: ["example.com", 7] });
    assert.deepEqual(issues, [{ path: ["domains", 1], message: "must be string" }]);
  });

  it("are refused where the rule has none", () => {
    assert.deepEqual(
      optionsOf(
        ruleOf(() => []),
        { days: 1 },
      ),
      {
        options: { days: 1 },
        issues: [{ path: ["days"], message: "is no option: this rule has none" }],
      },
    );
  });
});
