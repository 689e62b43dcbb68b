import assert from "node:assert/strict";
import { touchesUnknown, unknownPaths, unknownValue } from "../../../schema/unknown.ts";

describe("values that are not known yet", () => {
  it("are found wherever they are", () => {
    const value = {
      name: unknownValue,
      recipients: [{ email: "x" }, { tags: [unknownValue] }],
      documents: unknownValue,
    };
    assert.deepEqual(unknownPaths(value), [["name"], ["recipients", 1, "tags", 0], ["documents"]]);
    assert.deepEqual(unknownPaths(unknownValue), [[]]);
    assert.deepEqual(unknownPaths({ name: `not ${unknownValue}`, other: null }), []);
  });

  it("touch what they are in, what is in them, and nothing beside", () => {
    const unknowns = [["recipients", 1, "tags"]];
    for (const path of [[], ["recipients"], ["recipients", 1], ["recipients", 1, "tags", 0, "x"]])
      assert.equal(touchesUnknown(path, unknowns), true);
    for (const path of [["name"], ["recipients", 0], ["recipients", 1, "email"]])
      assert.equal(touchesUnknown(path, unknowns), false);
  });
});
