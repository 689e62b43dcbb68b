import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isTextPlace,
  type PageFacts,
  type Place,
  PlacementError,
  placeTag,
  type Rotation,
  tagPoint,
  tagPointInFile,
  toDisplayed,
} from "../../../../document/index.ts";
import { factsOf } from "../drawn-word.ts";

const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

const LETTER = factsOf({ mediaBox: [0, 0, 612, 792], rotation: 0 });
const TURNED = { ...factsOf({ mediaBox: [0, 0, 612, 792], rotation: 90 }), number: 2 };
const PDF = { pages: [LETTER, TURNED] };
const WORD = { pages: undefined };

describe("placeTag", () => {
  const refusal = (place: Place, facts: { pages: readonly PageFacts[] | undefined } = PDF) => {
    try {
      placeTag(place, facts);
    } catch (error) {
      assert(error instanceof PlacementError, `${error}`);
      return { code: error.code, field: error.field, message: error.message };
    }
    return assert.fail("nothing was thrown");
  };

  it("passes on what the service takes, to the last digit", () => {
    const place = { pageNumber: 2, x: 0.123456789, y: 0.2, width: 0.3000000001 };
    assert.deepEqual(placeTag(place, PDF), place);
  });

  for (const [from, x, y] of [
    ["top-left", 0.1, 0.1],
    ["top-right", 0.9, 0.1],
    ["bottom-left", 0.1, 0.9],
    ["bottom-right", 0.9, 0.9],
  ] as const)
    it(`measures points from the ${from} corner of the page as displayed`, () => {
      const place = { pageNumber: 2, from, unit: "pt", x: 79.2, y: 61.2 } as const;
      assert.deepEqual(placeTag(place, PDF), { pageNumber: 2, x, y });
    });

  it("takes millimetres, for the width too, and rounds to six decimals", () => {
    const place = { pageNumber: 1, from: "bottom-left", unit: "mm", x: 20, y: 30, width: 50 } as const;
    assert.deepEqual(placeTag(place, PDF), { pageNumber: 1, x: 0.092635, y: 0.892627, width: 0.231589 });
  });

  it("takes fractions from another corner, of a Word file too", () => {
    const place = { pageNumber: 7, from: "bottom-right", x: 0.25, y: 0.1 } as const;
    assert.deepEqual(placeTag(place, WORD), { pageNumber: 7, x: 0.75, y: 0.9 });
  });

  it("refuses points on a Word file", () => {
    const { code, field } = refusal({ pageNumber: 1, unit: "pt", x: 72, y: 72 }, WORD);
    assert.deepEqual({ code, field }, { code: "word-file", field: "unit" });
  });

  it("refuses a page that is not there", () => {
    assert.deepEqual(refusal({ pageNumber: 3, x: 0, y: 0 }), {
      code: "no-such-page",
      field: "pageNumber",
      message: "is 3, but the document has 2 pages",
    });
  });

  it("refuses texts for numbers, and anything else for a text", () => {
    const near = "Signature:";
    const refused = [
      { pageNumber: "1", x: 0, y: 0 },
      { pageNumber: 1, x: "20", y: 0, unit: "mm" },
      { pageNumber: 1, x: 0, y: 0, width: {} },
      { near: { toString: 1 } },
      { near, occurrence: "1" },
      { near, offset: { y: null } },
    ].map((place) => refusal(place as unknown as Place));
    assert.deepEqual(
      refused.map(({ code, field }) => `${code} ${field}`),
      [
        ...["not-a-number pageNumber", "not-a-number x", "not-a-number width"],
        ...["not-a-text near", "not-a-number occurrence", "not-a-number offset.y"],
      ],
    );
  });

  for (const [place, field, message] of [
    [{ x: -10, y: 0 }, "x", "10.0 pt (3.5 mm) past its left edge"],
    [{ x: 0, y: 800 }, "y", "8.0 pt (2.8 mm) past its bottom edge"],
    [{ from: "top-right", x: 700, y: 0 }, "x", "88.0 pt (31.0 mm) past its left edge"],
  ] as const)
    it(`says how far outside of the page a place is: ${message}`, () => {
      assert.deepEqual(refusal({ pageNumber: 1, unit: "pt", ...place }), {
        code: "outside-page",
        field,
        message: `puts the tag outside of the page: ${message}`,
      });
    });

  it("refuses a place between the service's limit and the page's edge, and says how far to move", () => {
    assert.deepEqual(refusal({ pageNumber: 1, from: "bottom-left", unit: "pt", x: 0, y: 10 }), {
      code: "beyond-limit",
      field: "y",
      message:
        "puts the tag's top left corner at 0.987374 of the page; the service takes at most 0.949: move it 30.4 pt (10.7 mm) or more to the top",
    });
  });

  it("refuses a text field that ends past the right edge", () => {
    assert.deepEqual(refusal({ pageNumber: 1, unit: "pt", x: 306, y: 10, width: 316 }), {
      code: "outside-page",
      field: "width",
      message:
        "lets the text field end at or past the right edge of the page, by 10.0 pt (3.5 mm): make it narrower, or move it to the left",
    });
  });

  it("refuses what is no number", () => {
    const codes = [
      { x: Number.NaN, y: 0 },
      { x: 0, y: Number.POSITIVE_INFINITY },
      { x: 0, y: 0, width: 0 },
    ].map((place) => refusal({ pageNumber: 1, ...place }).field);
    assert.deepEqual(codes, ["x", "y", "width"]);
  });

  for (const [place, field, message] of [
    [{ x: 0, y: 0, pageNumber: 1, unit: "cm" }, "unit", "must be one of fraction, pt, mm"],
    [
      { x: 0, y: 0, pageNumber: 1, from: "top" },
      "from",
      "must be one of top-left, top-right, bottom-left, bottom-right",
    ],
    [{ near: "a", side: "left" }, "side", "must be one of right, below, on"],
    [{ near: "a", offset: { unit: "in" } }, "offset.unit", "must be one of fraction, pt, mm"],
    [{ near: "a", widthUnit: "px" }, "widthUnit", "must be one of fraction, pt, mm"],
  ] as const)
    it(`refuses an unknown ${field}`, () => {
      assert.deepEqual(refusal(place as unknown as Place), { code: "unknown-choice", field, message });
    });

  it("needs the text for a place beside it", () => {
    const place: Place = { near: "Signature:" };
    assert(isTextPlace(place));
    assert.throws(() => placeTag(place, PDF), TypeError);
  });

  it(`gives back the point it was given, within 0.01 pt, on all pages (TEST_SEED=${seed})`, () => {
    const side = fc.double({ min: 1, max: 14_400, noNaN: true });
    const origin = fc.double({ min: -5000, max: 5000, noNaN: true });
    const page = fc
      .record({
        x: origin,
        y: origin,
        width: side,
        height: side,
        rotation: fc.constantFrom<Rotation>(0, 90, 180, 270),
      })
      .map(({ x, y, width, height, rotation }) => factsOf({ mediaBox: [x, y, width, height], rotation }));
    const fraction = fc.double({ min: 0, max: 0.9489, noNaN: true });
    const unit = fc.constantFrom("pt", "mm");
    fc.assert(
      fc.property(page, fraction, fraction, unit, fc.boolean(), (facts, across, down, unitOf, fromBottom) => {
        const wanted = { xPt: across * facts.widthPt, yPt: down * facts.heightPt };
        const factor = unitOf === "mm" ? 25.4 / 72 : 1;
        const place: Place = {
          pageNumber: 1,
          unit: unitOf as "pt" | "mm",
          from: fromBottom ? "bottom-left" : "top-left",
          x: wanted.xPt * factor,
          y: (fromBottom ? facts.heightPt - wanted.yPt : wanted.yPt) * factor,
        };
        const placed = placeTag(place, { pages: [facts] });
        const inFile = tagPointInFile(placed, facts);
        for (const point of [tagPoint(placed, facts), toDisplayed(facts, ...inFile)]) {
          assert(Math.abs(point.xPt - wanted.xPt) < 0.01, `${point.xPt} ${wanted.xPt}`);
          assert(Math.abs(point.yPt - wanted.yPt) < 0.01, `${point.yPt} ${wanted.yPt}`);
        }
      }),
      { seed, numRuns: 1000 },
    );
  });
});
