import assert from "node:assert/strict";
import { convertIndexedToRgb, decode } from "fast-png";
import { PageDrawer } from "../../../../document/index.ts";
import { doublingTree, linesOfText, pdfOfContent, pdfOfContents } from "../sample-pdf.ts";

const RED = "1 0 0 rg 0 0 306 396 re f";
const manyPages = pdfOfContents(
  ...Array.from({ length: 30 }, (_, page) => linesOfText([72, 700, `${page}`])),
);

describe("many pages", function () {
  this.timeout(60_000);

  it("are drawn in the order they are asked for, by several threads as by one", async () => {
    const requests = Array.from({ length: 30 }, (_, at) => ({ pageNumber: 30 - at, scale: 0.5 }));
    const pictures = await new PageDrawer({ threads: 3 }).draw(manyPages, requests);
    assert.deepEqual(
      pictures.map((picture) => ("code" in picture ? picture.code : picture.pageNumber)),
      requests.map(({ pageNumber }) => pageNumber),
    );
    assert.deepEqual(pictures, await new PageDrawer({ threads: 1 }).draw(manyPages, requests));
  });

  it("are drawn though one of them is not there", async () => {
    const pictures = await new PageDrawer({ threads: 1 }).draw(manyPages, [
      { pageNumber: 1 },
      { pageNumber: 31 },
      { pageNumber: 2 },
    ]);
    assert.deepEqual(
      pictures.map((picture) => ("code" in picture ? picture.code : picture.format)),
      ["png", "no-such-page", "png"],
    );
  });

  it("say each why there is none, where the document cannot be drawn", async () => {
    const drawer = new PageDrawer({ threads: 2, timeoutSeconds: 0.2 });
    const pictures = await drawer.draw(doublingTree(60), [{ pageNumber: 1 }, { pageNumber: 2 }]);
    assert.deepEqual(
      pictures.map((picture) => "code" in picture && picture.code),
      ["timed-out", "timed-out"],
    );
  });

  it("take a page of another PDF over them, which hides only what it covers", async () => {
    const drawer = new PageDrawer({ threads: 1 });
    const [below] = await drawer.draw(pdfOfContent(RED), [{ pageNumber: 1, scale: 1 }]);
    assert(below && !("code" in below));
    const over = pdfOfContent("0 0 1 rg 0 0 306 99 re f", "/MediaBox [0 0 306 396]");
    const laid = await drawer.overlay(below.data, over);
    assert(!("code" in laid));
    const decoded = decode(laid);
    const pixels = convertIndexedToRgb(decoded);
    const pixel = (x: number, y: number) => [...pixels.subarray((y * decoded.width + x) * 3)].slice(0, 3);
    assert.deepEqual([decoded.width, decoded.height], [612, 792]);
    assert.deepEqual(
      [pixel(100, 700), pixel(500, 700), pixel(100, 420), pixel(100, 300), pixel(500, 420)],
      [
        [0, 0, 255],
        [0, 0, 255],
        [255, 0, 0],
        [255, 255, 255],
        [255, 255, 255],
      ],
    );
  });
});
