import assert from "node:assert/strict";
import { growth, median, rounded, table } from "../../../../bench/up/figures.ts";

describe("median", () => {
  it("is the middle value of an odd number of values, in any order", () => {
    assert.equal(median([30, 1, 2]), 2);
  });

  it("is the mean of the two in the middle of an even number of values", () => {
    assert.equal(median([4, 1, 2, 30]), 3);
  });

  it("is not a number without values", () => {
    assert.equal(median([]), Number.NaN);
  });
});

describe("growth", () => {
  it("has the exponent 1 where four times as many take four times as long", () => {
    assert.deepEqual(growth({ size: 250, seconds: 5 }, { size: 1000, seconds: 20 }), {
      ratio: 4,
      exponent: 1,
    });
  });

  it("has the exponent 2 where four times as many take sixteen times as long", () => {
    assert.deepEqual(growth({ size: 250, seconds: 5 }, { size: 1000, seconds: 80 }), {
      ratio: 16,
      exponent: 2,
    });
  });
});

describe("rounded", () => {
  it("keeps two decimals unless told otherwise", () => {
    assert.deepEqual([rounded(1.005123), rounded(2.34567, 1), rounded(99.6, 0)], [1.01, 2.3, 100]);
  });
});

describe("table", () => {
  it("puts columns under their headings, numbers to the right", () => {
    const text = table(
      ["", "one", "two hundred"],
      [
        ["short", "1.00 s", "-"],
        ["longer name", "-", "12.00 s"],
      ],
    );
    assert.deepEqual(text.split("\n"), [
      "                one  two hundred",
      "short        1.00 s            -",
      "longer name       -      12.00 s",
    ]);
  });
});
