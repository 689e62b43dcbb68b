import assert from "node:assert/strict";
import { sizeIssue } from "../../../schema/size.ts";
import { optionsIssues } from "../../../schema/validate.ts";

const nested = (depth: number): unknown => {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

describe("the size of a value", () => {
  it("is right up to 64 levels and lists of 10,000 items", () => {
    for (const value of [undefined, null, "x", NaN, nested(64), { a: Array(10_000).fill(0) }])
      assert.equal(sizeIssue(value), undefined);
  });

  it("is wrong above either, with the place and without the value", () => {
    assert.deepEqual(sizeIssue({ name: nested(65) }), {
      path: ["name"],
      message: "is nested more than 64 levels deep; nothing of the API is",
    });
    assert.deepEqual(sizeIssue({ recipients: [{ tags: Array(10_001).fill("Zq") }] }), {
      path: ["recipients", 0, "tags"],
      message: "has 10001 items; no list of the API takes more than 10000",
    });
  });

  it("ends the judgement of options that would never come to an end", () => {
    const subscriptions = [nested(100_000), nested(100_000)];
    assert.equal(optionsIssues({ notifications: { subscriptions } }).length, 1);
    const recipients = Array(1_000_000).fill({ type: "SIGNER", sign_group: 99 });
    assert.equal(optionsIssues({ recipients }).length, 1);
  });
});
