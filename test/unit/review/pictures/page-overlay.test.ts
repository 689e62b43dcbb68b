import assert from "node:assert/strict";
import type { Rectangle } from "../../../../review/pictures/label-places.ts";
import { type PageOverlay, pageOverlay } from "../../../../review/pictures/page-overlay.ts";
import { COLOURS, recipientLooks } from "../../../../review/pictures/recipient-look.ts";
import type { DrawnTag, TaggedPage } from "../../../../review/review.ts";

const a4 = { widthPt: 595, heightPt: 842 };
const looks = recipientLooks([{ key: "a", role: "Partner" }, { key: "b" }]);
const signature = (xPt: number, yPt: number, more: Partial<DrawnTag> = {}): DrawnTag => ({
  ...{ recipient: "a", type: "signature", xPt, yPt, widthPt: 100, heightPt: 24 },
  ...more,
});
const overlayOf = (page: Partial<TaggedPage>): PageOverlay =>
  pageOverlay({ pageNumber: 1, ...a4, tags: [], ...page }, looks);
const labelsOf = (page: Partial<TaggedPage>): string[] =>
  overlayOf(page).marks.map(({ label, state }) => `${state}: ${label.text}`);

describe("what is drawn over a page", () => {
  it("is each tag with its recipient's number, role or key, and its type", () => {
    const tags = [
      signature(60, 100),
      signature(60, 300, { recipient: "b", type: "date_signed_field", optional: true }),
      signature(60, 500, { witness: true }),
    ];
    assert.deepEqual(labelsOf({ tags }), [
      "kept: 1 Partner · signature",
      "kept: 2 b · date signed?",
      "kept: 1W witness of Partner · signature",
    ]);
  });

  it("tells what moved, from where, what is new, and what is gone", () => {
    const before = [
      signature(60, 100),
      signature(60, 300),
      signature(60, 500, { recipient: "b" }),
      signature(60, 700, { recipient: "gone" }),
    ];
    const tags = [signature(60, 100), signature(300, 300), signature(60, 600, { type: "initials" })];
    const { marks, moves } = overlayOf({ before, tags });
    assert.deepEqual(
      marks.map(({ state, recipient, box: { xPt, yPt } }) => [state, recipient, xPt, yPt]),
      [
        ["removed", "b", 60, 500],
        ["removed", "gone", 60, 700],
        ["was", "a", 60, 300],
        ["kept", "a", 60, 100],
        ["moved", "a", 300, 300],
        ["new", "a", 60, 600],
      ],
    );
    assert.deepEqual(
      moves.map(({ from, to }) => [from, to]),
      [
        [
          [110, 312],
          [350, 312],
        ],
      ],
    );
  });

  it("keeps labels on the page and off other tags and labels, where there is room", () => {
    const corners = [0, 495].flatMap((x) => [0, 818].map((y) => signature(x, y)));
    const close = [0, 1, 2, 3].map((row) => signature(200, 300 + row * 60));
    const beside = signature(310, 300, { type: "date_signed_field", widthPt: 58, heightPt: 14 });
    const { marks } = overlayOf({ tags: [...corners, ...close, beside] });
    for (const { label } of marks) {
      const { xPt, yPt, widthPt, heightPt } = label.box;
      assert(xPt >= 0 && yPt >= 0 && xPt + widthPt <= 595.001 && yPt + heightPt <= 842.001, label.text);
    }
    const boxes = marks.map(({ box }) => box);
    const labels = marks.map(({ label }) => label.box);
    for (const [at, label] of labels.entries())
      for (const other of [...boxes, ...labels.filter((_, index) => index !== at)])
        assert(!touches(label, other), `${marks[at]?.label.text}: ${JSON.stringify([label, other])}`);
  });

  it("has short labels beside boxes to tick", () => {
    const tags = [signature(60, 100, { type: "checkbox_field", widthPt: 11, heightPt: 11 })];
    assert.deepEqual(labelsOf({ tags }), ["kept: 1 tick box"]);
  });

  it("has larger letters on wider pages, which are shown smaller", () => {
    const [small, large] = [a4, { widthPt: 1190, heightPt: 1684 }].map((size) => overlayOf(size).fontPt);
    assert.equal(large, (small ?? 0) * 2);
  });
});

describe("recipients' colours", () => {
  it("are told from white, and white from them, as small letters need", () => {
    for (const colour of COLOURS) assert(1.05 / (luminance(colour) + 0.05) >= 4.5, colour);
  });

  it("differ from their neighbours, also for eyes without red, green or blue cones", () => {
    for (const [what, see] of Object.entries(BLINDNESS))
      for (const [at, colour] of COLOURS.entries()) {
        const next = COLOURS[(at + 1) % COLOURS.length] as string;
        const [one, other] = [see(linear(colour)), see(linear(next))];
        const off = Math.hypot(
          ...one.map((value, index) => display(value) - display(other[index] as number)),
        );
        assert(off > 50, `${what}: ${colour} and ${next} are ${off.toFixed(0)} apart`);
      }
  });

  it("begin again after the last, with other numbers", () => {
    const many = recipientLooks(Array.from({ length: 30 }, (_, at) => ({ key: `${at}` })));
    assert.equal(new Set([...many.values()].map(({ number }) => number)).size, 30);
  });
});

const touches = (one: Rectangle, other: Rectangle): boolean =>
  one.xPt + one.widthPt > other.xPt + 0.01 &&
  other.xPt + other.widthPt > one.xPt + 0.01 &&
  one.yPt + one.heightPt > other.yPt + 0.01 &&
  other.yPt + other.heightPt > one.yPt + 0.01;

type Rgb = [red: number, green: number, blue: number];

const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;

const display = (value: number): number =>
  255 * (value <= 0.0031308 ? 12.92 * Math.max(0, value) : 1.055 * value ** (1 / 2.4) - 0.055);

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const matrix =
  (...rows: [Rgb, Rgb, Rgb]) =>
  ([red, green, blue]: Rgb): Rgb =>
    rows.map(([a, b, c]) => a * red + b * green + c * blue) as Rgb;

/** Machado, Oliveira and Fernandes (2009), at full severity, for linear light. */
const BLINDNESS = {
  none: (colour: Rgb): Rgb => colour,
  protanopia: matrix(
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ),
  deuteranopia: matrix(
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ),
  tritanopia: matrix(
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ),
};
