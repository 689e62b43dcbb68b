import assert from "node:assert/strict";
import { decode } from "fast-png";
import { PagePictures } from "../../../emulator/pdf/page-picture.ts";
import { pdfOf } from "./api-caller.ts";

describe("pictures of pages", () => {
  const pictures = new PagePictures();
  after(() => pictures.close());

  it("have the wanted width and the page's proportions", async () => {
    const picture = await pictures.draw("two", await pdfOf(2), { pageNumber: 2, widthPx: 595 });
    const { width, height } = decode(picture ?? new Uint8Array());
    assert.deepEqual([width, height], [595, 842]);
  });

  it("do not exist for a page that there is not, nor for what is no PDF", async () => {
    assert.equal(await pictures.draw("one", await pdfOf(1), { pageNumber: 2, widthPx: 100 }), undefined);
    assert.equal(
      await pictures.draw("none", Buffer.from("no PDF"), { pageNumber: 1, widthPx: 100 }),
      undefined,
    );
  });

  it("can be drawn again after they were closed", async () => {
    await pictures.close();
    assert(await pictures.draw("three", await pdfOf(3), { pageNumber: 1, widthPx: 50 }));
  });
});
