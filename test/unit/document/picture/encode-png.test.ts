import assert from "node:assert/strict";
import { convertIndexedToRgb, decode } from "fast-png";
import { encodePng, isWholePng, type OpaquePixels, pngSize } from "../../../../document/index.ts";

/** A picture whose pixels have a number of colours, one after the other. */
function pictureOf(colours: number, widthPx = 37, heightPx = 41): OpaquePixels {
  const data = new Uint8Array(widthPx * heightPx * 4);
  for (let at = 0; at < widthPx * heightPx; at += 1) {
    const colour = (at * 7919) % colours;
    data.set([colour % 256, colour >> 3, 255 - (colour % 251), 255], at * 4);
  }
  return { widthPx, heightPx, data };
}

const opaque = ({ data }: OpaquePixels): Buffer => Buffer.from(data.filter((_, at) => at % 4 !== 3));

describe("a PNG", () => {
  for (const [colours, kind] of [
    [1, "indexed"],
    [2, "indexed"],
    [256, "indexed"],
    [257, "full"],
    [1500, "full"],
  ] as const)
    it(`has the same pixels, with ${colours} colours`, () => {
      const picture = pictureOf(colours);
      const decoded = decode(encodePng(picture), { checkCrc: true });
      const pixels = decoded.palette ? convertIndexedToRgb(decoded) : decoded.data;
      assert.equal(decoded.palette ? "indexed" : "full", kind);
      assert.deepEqual(Buffer.from(pixels as Uint8Array), opaque(picture));
    });

  it("may round rare shades of a page of text, by so little that nobody sees it", () => {
    // Shades of grey, and of a translucent green over them.
    const data = new Uint8Array(60_000 * 4);
    for (let at = 0; at < 60_000; at += 1) {
      const grey = at % 256;
      data.set(at % 3 === 0 ? [grey >> 2, grey, (grey * 3) >> 2, 255] : [grey, grey, grey, 255], at * 4);
    }
    const picture = { widthPx: 300, heightPx: 200, data };
    const decoded = decode(encodePng(picture, "near"));
    assert(decoded.palette);
    const pixels = convertIndexedToRgb(decoded);
    const offs = opaque(picture).map((value, at) => Math.abs(value - (pixels[at] as number)));
    assert(Math.max(...new Set(offs)) <= 40);
    assert.equal(decode(encodePng(picture)).palette, undefined);
  });

  it("is not rounded where that would be seen", () => {
    const data = new Uint8Array(3600 * 4);
    for (let at = 0; at < 3600; at += 1)
      data.set([(at * 37) % 256, (at * 91) % 256, (at * 151) % 256, 255], at * 4);
    const picture = { widthPx: 60, heightPx: 60, data };
    const decoded = decode(encodePng(picture, "near"));
    assert.equal(decoded.palette, undefined);
    assert(Buffer.from(decoded.data as Uint8Array).equals(opaque(picture)));
  });

  it("says its size", () => {
    assert.deepEqual(pngSize(encodePng(pictureOf(3, 5, 9))), { widthPx: 5, heightPx: 9 });
  });

  it("is whole as it is made, and not when it is cut off, has a byte changed, or goes on", () => {
    const png = encodePng(pictureOf(20));
    assert(isWholePng(png));
    const changed = Uint8Array.from(png);
    changed[60] = (changed[60] ?? 0) ^ 1;
    const others = [
      ...[0, 7, 8, 30, png.length - 12, png.length - 1].map((length) => png.subarray(0, length)),
      changed,
      Buffer.concat([png, Buffer.from("more")]),
    ];
    assert.deepEqual(
      others.map((bytes) => isWholePng(bytes)),
      others.map(() => false),
    );
  });
});
