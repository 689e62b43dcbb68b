import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DocumentError,
  type DocumentFacts,
  DocumentReader,
  type PageSize,
} from "../../../../document/index.ts";
import { needTestFiles, TEST_FILES } from "../../document/test-files.ts";
import { formPdf, tagsOnAnnotations } from "./form-fields.ts";
import { displayedSize, PAGE_SHAPES, pdfOfShapes } from "./page-shapes.ts";
import { Signing } from "./signing.ts";
import { type Pixels, stampedInk } from "./stamped-ink.ts";
import { cornerTags, tagGrid, type WantedTag } from "./tag-grid.ts";

/** How far from the wanted point a tag's ink may begin. */
const WITHIN_PT = 1;

type NumberedPage = PageSize & { readonly number: number };
type Draw = (path: string, pageNumber: number) => Promise<Pixels>;

describe("a tag placed at a displayed point", function () {
  this.timeout(120_000);
  const reader = new DocumentReader();
  let signing: Signing;

  before(async () => {
    signing = await Signing.start();
  });
  after(() => signing[Symbol.asyncDispose]());

  const byPdfium: Draw = (path, pageNumber) =>
    reader.renderPage(path, { pageNumber, scale: 2, format: "rgba" });

  /** Signs a file with tags on pages, and says what is wrong with the ink on them; prints how far off it is at most. */
  async function wrong(
    path: string,
    facts: DocumentFacts,
    pages: readonly NumberedPage[],
    tagsOf: (page: NumberedPage) => WantedTag[],
    draw = byPdfium,
  ): Promise<string[]> {
    const tags = pages.map((page) => tagsOf(page));
    const signed = await signing.signed(path, facts, tags.flat());
    let farthest = 0;
    const faults: string[] = [];
    for (const [index, page] of pages.entries()) {
      const own = tags[index] ?? [];
      const before = await draw(path, page.number);
      const after = await draw(signed, page.number);
      const { marks, stray } = stampedInk(before, after, page, own);
      if (stray > 0) faults.push(`page ${page.number}: ${stray} pixels changed where no tag is`);
      for (const [at, { type, place, at: point }] of own.entries()) {
        const mark = marks[at];
        const off = mark ? [mark.leftPt - point.xPt, mark.topPt - point.yPt] : [Number.NaN];
        const most = Math.max(...off.map(Math.abs));
        farthest = Math.max(farthest, most || 0);
        if (!(most <= WITHIN_PT))
          faults.push(
            `page ${page.number}: ${type} ${JSON.stringify(place)} is off by ${off.map((one) => one.toFixed(2)).join(", ")} pt`,
          );
      }
    }
    const count = tags.flat().length;
    console.log(`      ${count} tags on ${pages.length} pages, at most ${farthest.toFixed(2)} pt off`);
    return faults;
  }

  for (const rotation of [0, 90, 180, 270] as const) {
    const pages = PAGE_SHAPES.map((shape, index) => ({
      number: index + 1,
      ...displayedSize(shape, rotation),
    }));
    for (const [where, tagsOf] of [
      ["", tagGrid],
      [" in the page's corners", cornerTags],
    ] as const)
      it(`is stamped there${where} on all shapes of pages turned by ${rotation}`, async () => {
        const path = await signing.write(`turned-${rotation}.pdf`, pdfOfShapes(PAGE_SHAPES, rotation));
        assert.deepEqual(await wrong(path, await reader.read(path), pages, tagsOf), []);
      });
  }

  for (const rotation of [0, 90, 180, 270] as const)
    it(`is stamped on top of a form's fields on a page turned by ${rotation}`, async () => {
      const content = await formPdf(rotation);
      const path = await signing.write(`form-${rotation}.pdf`, content);
      const facts = await reader.read(path);
      const [page] = facts.pages ?? [];
      assert(page);
      const tags = await tagsOnAnnotations(content, page);
      assert.equal(tags.length, 4);
      assert.deepEqual(await wrong(path, facts, [page], () => tags), []);
    });

  describe("of the awkward PDFs", () => {
    const folder = join(TEST_FILES, "pdfs");
    const list = join(folder, "expected.json");
    const names: string[] = existsSync(list) ? Object.keys(JSON.parse(readFileSync(list, "utf8"))) : [];
    before(function () {
      needTestFiles(this);
    });
    for (const name of names)
      it(`is stamped there in ${name}`, async function () {
        const path = join(folder, name);
        const facts = await reader.read(path).catch((error) => {
          if (error instanceof DocumentError) this.skip();
          throw error;
        });
        const all = facts.pages ?? [];
        const some = new Set([all[0], all[Math.floor(all.length / 2)], all.at(-1)]);
        const pages = all.filter((page) => some.has(page));
        assert.deepEqual(await wrong(path, facts, pages, tagGrid), []);
      });

    for (const [name, count] of [
      ["annotation-text-widget.pdf", 7],
      ["js-buttons.pdf", 17],
      ["secHandler.pdf", 2],
      ["tracemonkey_a11y.pdf", 4],
    ] as const)
      it(`is stamped on top of every annotation in ${name}`, async () => {
        const path = join(folder, name);
        const facts = await reader.read(path);
        const [page] = facts.pages ?? [];
        assert(page);
        const tags = await tagsOnAnnotations(readFileSync(path), page);
        assert.equal(tags.length, count);
        assert.deepEqual(await wrong(path, facts, [page], () => tags), []);
      });
  });
});
