import assert from "node:assert/strict";
import { isAtLeast, parseVersion } from "../../../../tools/engine/version.mjs";

describe("parseVersion", () => {
  for (const [text, version] of [
    ["v3.259.0\n", "3.259.0"],
    ["3.260.1", "3.260.1"],
    ["v3.260.0-dev.0+abc", "3.260.0"],
    ["warning: something\nv3.1.22\n", "3.1.22"],
    ["no version here", undefined],
    ["v3.259", undefined],
    ["1.2.3.4", undefined],
  ] as const) {
    it(`reads ${version} from ${JSON.stringify(text)}`, () => {
      assert.equal(parseVersion(text), version);
    });
  }
});

describe("isAtLeast", () => {
  for (const [version, minimum, expected] of [
    ["3.207.0", "3.207.0", true],
    ["3.207.1", "3.207.0", true],
    ["3.1000.0", "3.207.0", true],
    ["4.0.0", "3.207.0", true],
    ["3.206.9", "3.207.0", false],
    ["3.30.0", "3.207.0", false],
    ["2.999.0", "3.207.0", false],
  ] as const) {
    it(`says that ${version} is ${expected ? "" : "not "}at least ${minimum}`, () => {
      assert.equal(isAtLeast(version, minimum), expected);
    });
  }
});
