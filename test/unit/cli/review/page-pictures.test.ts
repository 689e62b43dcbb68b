import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { pagePictures } from "../../../../cli/review/page-pictures.ts";
import { PictureCache } from "../../../../cli/review/picture-cache.ts";
import { writePictureFiles } from "../../../../cli/review/picture-files.ts";
import { isWholePng, PageDrawer } from "../../../../document/index.ts";
import { drawnTag } from "../../../../review/pictures/drawn-tag.ts";
import type { Review, ReviewedEnvelope } from "../../../../review/review.ts";
import { linesOfText, pdfOfContents } from "../../document/sample-pdf.ts";
import { scratchFolder } from "../../document/test-files.ts";
import { sampleReview } from "../../review/sample-review.ts";

const content = pdfOfContents(linesOfText([72, 700, "One"]), linesOfText([72, 700, "Two"]), "");
const sha256 = hash("sha256", content);
const letter = { widthPt: 612, heightPt: 792 };

/** A review of envelopes whose only signer signs on page 2 of one document, each at a height of its own. */
function reviewOf(heights: readonly number[]): Review {
  const [sample] = sampleReview.envelopes;
  const envelopes = heights.map((y, at): ReviewedEnvelope => {
    const tag = drawnTag({ type: "signature", x: 0.1, y }, { recipient: "Partner" }, letter);
    return {
      ...(sample as ReviewedEnvelope),
      resource: `nda-${at}`,
      documents: [
        {
          name: "NDA für alle.pdf",
          path: "nda.pdf",
          kind: "pdf",
          sha256,
          pages: 3,
          tagged: [{ pageNumber: 2, ...letter, tags: [tag] }],
        },
      ],
    };
  });
  return { ...sampleReview, envelopes };
}

/** Draws as the real one does, and counts. */
class CountingDrawer extends PageDrawer {
  pages = 0;
  overlays = 0;

  override draw(...args: Parameters<PageDrawer["draw"]>): ReturnType<PageDrawer["draw"]> {
    this.pages += args[1].length;
    return super.draw(...args);
  }

  override overlay(...args: Parameters<PageDrawer["overlay"]>): ReturnType<PageDrawer["overlay"]> {
    this.overlays += 1;
    return super.overlay(...args);
  }
}

describe("pictures of a review's pages", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  const drawer = new CountingDrawer({ threads: 1 });
  let cache: PictureCache | undefined;
  let folder = "";
  let number = 0;

  beforeEach(async () => {
    number += 1;
    folder = scratch.path(".");
    writeFileSync(scratch.path("nda.pdf"), content);
    cache = await PictureCache.open(scratch.path(`cache-${number}`));
    [drawer.pages, drawer.overlays] = [0, 0];
  });

  const filesOf = async (review: Review): Promise<string[]> => {
    const pictures = await pagePictures(review, { folder, drawer, cache });
    return writePictureFiles(review, pictures, scratch.path(`out-${number}`), { drawer, cache });
  };

  it("are drawn once per content, however many envelopes have the page", async () => {
    const { pages } = await pagePictures(reviewOf([0.1, 0.1, 0.5]), { folder, drawer, cache });
    assert.deepEqual([...pages.keys()], [`${sha256} 2`]);
    assert.equal(drawer.pages, 1);
  });

  it("are drawn of all pages on request", async () => {
    const { pages } = await pagePictures(reviewOf([0.1]), { folder, drawer, cache, scope: "all" });
    assert.deepEqual(
      [...pages.keys()],
      [1, 2, 3].map((page) => `${sha256} ${page}`),
    );
  });

  it("have one file for one picture, and another for each other", async () => {
    const names = await filesOf(reviewOf([0.1, 0.1, 0.5]));
    assert.equal(names.length, 2);
    for (const name of names) assert.match(name, /^nda-f-r-alle-page-2-[0-9a-f]{16}\.png$/);
    assert.deepEqual(readdirSync(scratch.path(`out-${number}`)).sort(), names.toSorted());
    for (const name of names) {
      const { width, height } = decode(readFileSync(join(scratch.path(`out-${number}`), name)));
      assert.deepEqual([width, height], [918, 1188]);
    }
  });

  it("are taken from the cache the next time, and a moved tag draws no page again", async () => {
    const before = await filesOf(reviewOf([0.1]));
    assert.deepEqual([drawer.pages, drawer.overlays], [1, 1]);
    assert.deepEqual(await filesOf(reviewOf([0.1])), before);
    assert.deepEqual([drawer.pages, drawer.overlays], [1, 1]);
    await filesOf(reviewOf([0.2]));
    assert.deepEqual([drawer.pages, drawer.overlays], [1, 2]);
  });

  it("are the same without a cache, and with one that is damaged", async () => {
    const names = await filesOf(reviewOf([0.1]));
    const read = (): Buffer[] => names.map((name) => readFileSync(join(scratch.path(`out-${number}`), name)));
    const first = read();
    const kept = scratch.path(`cache-${number}`);
    for (const file of readdirSync(kept)) writeFileSync(join(kept, file), "damaged");
    assert.deepEqual(await filesOf(reviewOf([0.1])), names);
    assert.deepEqual(read(), first);
    cache = undefined;
    assert.deepEqual(await filesOf(reviewOf([0.1])), names);
    assert.deepEqual(read(), first);
    assert(first.every((png) => isWholePng(png)));
  });

  it("are not there of a document that is another one by now, or gone, and say so", async () => {
    writeFileSync(scratch.path("nda.pdf"), `${content.toString("latin1")}%`);
    const changed = await pagePictures(reviewOf([0.1]), { folder, drawer, cache });
    rmSync(scratch.path("nda.pdf"));
    const gone = await pagePictures(reviewOf([0.1]), { folder, drawer, cache });
    assert.deepEqual(
      [changed, gone].map(({ pages, missing }) => [pages.size, missing.get(sha256)]),
      [
        [0, "has changed since it was reviewed"],
        [0, "cannot be read any more"],
      ],
    );
  });
});
