import assert from "node:assert/strict";
import { drawnTag } from "../../../../review/pictures/drawn-tag.ts";

const page = { widthPt: 600, heightPt: 800 };
const owner = { recipient: "Partner" };

describe("where a tag is drawn", () => {
  it("is where its fractions say, in points from the top left corner", () => {
    assert.deepEqual(drawnTag({ type: "signature", x: 0.25, y: 0.5 }, owner, page), {
      recipient: "Partner",
      type: "signature",
      xPt: 150,
      yPt: 400,
      widthPt: 100,
      heightPt: 24,
    });
  });

  it("is as wide as a text field is declared", () => {
    const { widthPt, heightPt } = drawnTag({ type: "text_field", x: 0.1, y: 0.1, width: 0.3 }, owner, page);
    assert.deepEqual([widthPt, heightPt], [180, 14]);
  });

  it("ends at the page's edge", () => {
    const { xPt, yPt, widthPt, heightPt } = drawnTag({ type: "signature", x: 0.949, y: 0.949 }, owner, {
      widthPt: 200,
      heightPt: 100,
    });
    assert.deepEqual([xPt, yPt, widthPt, heightPt], [189.8, 94.9, 10.2, 5.1]);
  });

  it("says whether a witness fills it in, and whether it may stay empty", () => {
    const tag = { type: "checkbox_field", x: 0, y: 0, optional: true } as const;
    assert.deepEqual(drawnTag(tag, { ...owner, isWitness: true }, page), {
      recipient: "Partner",
      witness: true,
      type: "checkbox_field",
      xPt: 0,
      yPt: 0,
      widthPt: 11,
      heightPt: 11,
      optional: true,
    });
  });
});
