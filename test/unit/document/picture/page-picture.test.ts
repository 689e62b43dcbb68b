import assert from "node:assert/strict";
import { convertIndexedToRgb, decode } from "fast-png";
import { DocumentReader, MAX_PIXELS } from "../../../../document/index.ts";
import { doublingTree, linesOfText, pdfOfContent } from "../sample-pdf.ts";
import { scratchFolder } from "../test-files.ts";
import { PARTS, zipOf } from "../word/zip-sample.ts";

/** A page whose lower left quarter, in the file, is red. */
const QUARTER = "1 0 0 rg 0 0 50 100 re f";
const pageOf = (entries: string) => pdfOfContent(QUARTER, `/MediaBox [0 0 100 200] ${entries}`);

describe("a page's picture", () => {
  const scratch = scratchFolder();
  const reader = new DocumentReader();

  for (const [rotation, widthPx, heightPx, x, y] of [
    [0, 100, 200, 25, 150],
    [90, 200, 100, 50, 25],
    [180, 100, 200, 75, 50],
    [270, 200, 100, 150, 75],
  ] as const)
    it(`shows the page as displayed, on white, turned by ${rotation}`, async () => {
      const file = scratch.write("page.pdf", pageOf(`/Rotate ${rotation}`));
      const picture = await reader.renderPage(file, { pageNumber: 1, scale: 1, format: "rgba" });
      const { data, ...facts } = picture;
      assert.deepEqual(facts, { pageNumber: 1, widthPx, heightPx, scale: 1, format: "rgba" });
      const pixel = (across: number, down: number) =>
        [...data.subarray((down * widthPx + across) * 4)].slice(0, 4);
      assert.deepEqual(
        [pixel(x, y), pixel(widthPx - 1 - x, heightPx - 1 - y)],
        [
          [255, 0, 0, 255],
          [255, 255, 255, 255],
        ],
      );
    });

  it("shows the crop box alone", async () => {
    const file = scratch.write("page.pdf", pageOf("/CropBox [0 0 50 100]"));
    const { widthPx, heightPx, data } = await reader.renderPage(file, {
      pageNumber: 1,
      scale: 1,
      format: "rgba",
    });
    assert.deepEqual(
      [widthPx, heightPx, data.every((byte, at) => byte === [255, 0, 0, 255][at % 4])],
      [50, 100, true],
    );
  });

  it("is a PNG of the same pixels, at 2 pixels a point, when nothing else is said", async () => {
    const file = scratch.write("page.pdf", pageOf(""));
    const png = await reader.renderPage(file, { pageNumber: 1 });
    const rgba = await reader.renderPage(file, { pageNumber: 1, format: "rgba" });
    const decoded = decode(png.data);
    assert.deepEqual([png.format, decoded.width, decoded.height], ["png", 200, 400]);
    const opaque = rgba.data.filter((_, at) => at % 4 !== 3);
    assert.deepEqual(Buffer.from(convertIndexedToRgb(decoded)), Buffer.from(opaque));
  });

  it("is the same, byte for byte, each time", async () => {
    const file = scratch.write("page.pdf", pdfOfContent(linesOfText([72, 700, "Signature:"])));
    const [one, other] = [
      await new DocumentReader().renderPage(file, { pageNumber: 1 }),
      await new DocumentReader().renderPage(file, { pageNumber: 1 }),
    ];
    assert.deepEqual(one, other);
  });

  it("is smaller where it would have more pixels than are wanted", async () => {
    const file = scratch.write("page.pdf", pageOf(""));
    const { widthPx, heightPx, scale } = await reader.renderPage(file, { pageNumber: 1, maxPixels: 5000 });
    assert.deepEqual({ widthPx, heightPx, scale }, { widthPx: 50, heightPx: 100, scale: 0.5 });
  });

  for (const box of ["0 0 14400 14400", "0 0 0.01 14400", "0 0 0.01 0.01"])
    it(`has at least one pixel, and at most ${MAX_PIXELS}: media box ${box}`, async () => {
      const file = scratch.write("page.pdf", pdfOfContent(QUARTER, `/MediaBox [${box}]`));
      const { widthPx, heightPx, data } = await reader.renderPage(file, {
        pageNumber: 1,
        scale: 1e9,
        format: "rgba",
      });
      assert.equal(data.length, widthPx * heightPx * 4);
      assert(data.length > 0 && data.length <= MAX_PIXELS * 4);
    });

  it("is refused of a page that is not there", async () => {
    const file = scratch.write("page.pdf", pageOf(""));
    const problem = "has 1 page; there is no page 2.";
    await assert.rejects(reader.renderPage(file, { pageNumber: 2 }), { code: "no-such-page", problem });
  });

  it("is refused of a Word file", async () => {
    const file = scratch.write("word.docx", zipOf(...PARTS));
    await assert.rejects(reader.renderPage(file, { pageNumber: 1 }), { code: "no-such-page" });
  });

  it("is refused at no size", async () => {
    const file = scratch.write("page.pdf", pageOf(""));
    for (const size of [{ scale: 0 }, { scale: Number.NaN }, { maxPixels: 0 }])
      await assert.rejects(reader.renderPage(file, { pageNumber: 1, ...size }), RangeError);
  });

  it("is refused when the PDF is", async () => {
    const hasty = new DocumentReader({ timeoutSeconds: 0.1 });
    const file = scratch.write("endless.pdf", doublingTree(60));
    await assert.rejects(hasty.renderPage(file, { pageNumber: 1 }), { code: "timed-out" });
  });
});
