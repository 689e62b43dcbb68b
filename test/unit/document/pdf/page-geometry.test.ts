import assert from "node:assert/strict";
import { pageGeometry } from "../../../../document/pdf/page-geometry.ts";

describe("page geometry", () => {
  it("swaps width and height of a page that lies on its side", () => {
    const geometry = pageGeometry({ mediaBox: [0, 0, 612, 792], cropBox: [0, 0, 612, 792], quarterTurns: 3 });
    assert.deepEqual(geometry, {
      rotation: 270,
      mediaBox: [0, 0, 612, 792],
      cropBox: [0, 0, 612, 792],
      widthPt: 792,
      heightPt: 612,
    });
  });

  it("cuts the crop box to the media box", () => {
    const geometry = pageGeometry({
      mediaBox: [-10, 0, 100, 200],
      cropBox: [-50, 20, 90, 500],
      quarterTurns: 0,
    });
    assert.deepEqual(geometry, {
      rotation: 0,
      mediaBox: [-10, 0, 100, 200],
      cropBox: [-10, 20, 90, 200],
      widthPt: 100,
      heightPt: 180,
    });
  });

  it("orders the sides of a box and rounds away what single floats add", () => {
    const float = Math.fround(595.28);
    const geometry = pageGeometry({
      mediaBox: [float, 842, -0, 0],
      cropBox: [float, 842, 0, 0],
      quarterTurns: 0,
    });
    assert.deepEqual(geometry, {
      rotation: 0,
      mediaBox: [0, 0, 595.28, 842],
      cropBox: [0, 0, 595.28, 842],
      widthPt: 595.28,
      heightPt: 842,
    });
  });

  it("finds nothing to show when the boxes do not overlap", () => {
    const geometry = pageGeometry({
      mediaBox: [0, 0, 600, 800],
      cropBox: [600, 800, 1000, 1000],
      quarterTurns: 0,
    });
    assert.equal(geometry, undefined);
  });

  it("finds nothing to show when a side is not a number", () => {
    const box = [0, 0, Number.NaN, 1] as const;
    assert.equal(pageGeometry({ mediaBox: box, cropBox: box, quarterTurns: 0 }), undefined);
  });
});
