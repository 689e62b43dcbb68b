import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DocumentError,
  DocumentReader,
  type PageFacts,
  type PageSize,
  type Rotation,
} from "../../../../document/index.ts";
import { needPoppler, popplerPicture, popplerWords } from "../../document/poppler.ts";
import { needTestFiles, TEST_FILES } from "../../document/test-files.ts";
import { tagsBesideWords } from "./beside-words.ts";
import { formPdf, tagsOnAnnotations } from "./form-fields.ts";
import { displayedSize, PAGE_SHAPES, pdfOfShapes } from "./page-shapes.ts";
import { Signing } from "./signing.ts";
import { type Pixels, stampedInk } from "./stamped-ink.ts";
import { cornerTags, tagGrid, type WantedTag } from "./tag-grid.ts";

/** How far from the wanted point a tag's ink may begin. */
const WITHIN_PT = 1;

type NumberedPage = PageSize & { readonly number: number };

/** Draws some of a file's pages, each at two pixels a point. */
type Draw = (path: string, pageNumbers: readonly number[]) => Promise<readonly Pixels[]>;

/** One of the awkward PDFs takes seconds to draw, and more on a busy machine. */
const reader = new DocumentReader({ timeoutSeconds: 100 });

const byPdfium: Draw = (path, pageNumbers) =>
  Promise.all(
    pageNumbers.map((pageNumber) => reader.renderPage(path, { pageNumber, scale: 2, format: "rgba" })),
  );

const byPoppler: Draw = async (path, pageNumbers) =>
  pageNumbers.map((pageNumber) => popplerPicture(path, pageNumber));

/** Letters poppler draws with the fonts that the machine has, so that only these marks are the same everywhere. */
const drawnTags = (page: NumberedPage): WantedTag[] => tagGrid(page, ["checkbox_field", "radio_field"]);

const shapesTurned = (rotation: Rotation): NumberedPage[] =>
  PAGE_SHAPES.map((shape, index) => ({ number: index + 1, ...displayedSize(shape, rotation) }));

/** The awkward PDFs that are refused before anything is sent, so that no tag gets onto them; see docs/documents.md. */
const REFUSED: Readonly<Record<string, string>> = {
  "REDHAT-1531897-0.pdf": "damaged",
  "boundingBox_invalid.pdf": "invisible-page",
  "bug1020226.pdf": "damaged",
  "encrypted-attachment.pdf": "damaged",
  "issue15590.pdf": "damaged",
  "poppler-395-0-fuzzed.pdf": "no-pages",
  "poppler-85140-0.pdf": "damaged",
  "print_protection.pdf": "needs-password",
  "xfa_issue14315.pdf": "dynamic-form",
};

describe("a tag placed at a displayed point", function () {
  this.timeout(120_000);
  let signing: Signing;

  before(async () => {
    signing = await Signing.start();
  });
  after(() => signing[Symbol.asyncDispose]());

  /** Signs a file with tags on some of its pages, and says what is wrong with their ink; prints how far off it is. */
  async function wrong(
    path: string,
    pages: readonly NumberedPage[],
    tagsOf: (page: NumberedPage) => readonly WantedTag[],
    draw = byPdfium,
  ): Promise<string[]> {
    const numbers = pages.map(({ number }) => number);
    const tags = pages.map((page) => tagsOf(page));
    const signed = await signing.signed(path, reader, tags.flat());
    const [before, after] = [await draw(path, numbers), await draw(signed, numbers)];
    const offs: number[] = [];
    const faults = pages.flatMap((page, index) => {
      const own = tags[index] ?? [];
      const { marks, stray } = stampedInk(before[index], after[index], page, own);
      const misplaced = own.flatMap(({ type, place, at }, number) => {
        const { leftPt = Number.NaN, topPt = Number.NaN } = marks[number] ?? {};
        const off = Math.max(Math.abs(leftPt - at.xPt), Math.abs(topPt - at.yPt));
        offs.push(off);
        if (off <= WITHIN_PT) return [];
        return `${type} at ${JSON.stringify(place)}: wanted ${at.xPt}, ${at.yPt}, is at ${leftPt}, ${topPt}`;
      });
      return stray === 0
        ? misplaced
        : [`page ${page.number}: ${stray} pixels changed elsewhere`, ...misplaced];
    });
    console.log(`      ${offs.length} tags, at most ${Math.max(...offs).toFixed(2)} pt off`);
    return faults;
  }

  async function firstPage(path: string): Promise<PageFacts> {
    const [page] = (await reader.read(path)).pages ?? [];
    assert(page);
    return page;
  }

  for (const rotation of [0, 90, 180, 270] as const) {
    const shapes = async (): Promise<string> =>
      signing.write(`turned-${rotation}.pdf`, pdfOfShapes(PAGE_SHAPES, rotation));

    it(`is stamped there on all shapes of pages turned by ${rotation}`, async () => {
      assert.deepEqual(await wrong(await shapes(), shapesTurned(rotation), tagGrid), []);
    });

    it(`is stamped there in the page's corners, turned by ${rotation}`, async () => {
      assert.deepEqual(await wrong(await shapes(), shapesTurned(rotation), cornerTags), []);
    });

    it(`is stamped there as poppler displays it, turned by ${rotation}`, async function () {
      needPoppler(this, "pdftoppm");
      assert.deepEqual(await wrong(await shapes(), shapesTurned(rotation), drawnTags, byPoppler), []);
    });

    it(`is stamped on top of a form's fields, turned by ${rotation}`, async () => {
      const content = await formPdf(rotation);
      const path = await signing.write(`form-${rotation}.pdf`, content);
      const page = await firstPage(path);
      const tags = await tagsOnAnnotations(content, page);
      assert.equal(tags.length, 4);
      assert.deepEqual(await wrong(path, [page], () => tags), []);
    });
  }

  it("is stamped beside words of the Bonterms NDA, where poppler says that they are", async function () {
    needTestFiles(this);
    needPoppler(this, "pdftotext");
    const path = join(TEST_FILES, "documents/bonterms-mutual-nda.pdf");
    const { pages = [] } = await reader.read(path);
    const tags = tagsBesideWords(popplerWords(path));
    assert(tags.length > 20, `${tags.length} tags`);
    assert.deepEqual(await wrong(path, pages, ({ number }) => tags.filter((tag) => tag.page === number)), []);
  });

  describe("of the awkward PDFs", () => {
    const folder = join(TEST_FILES, "pdfs");
    const list = join(folder, "expected.json");
    const names: string[] = existsSync(list) ? Object.keys(JSON.parse(readFileSync(list, "utf8"))) : [];

    before(function () {
      needTestFiles(this);
    });

    it("cannot be placed in those that are refused", async () => {
      const found: Record<string, string> = {};
      for (const name of names)
        await reader.read(join(folder, name)).catch((error: unknown) => {
          found[name] = error instanceof DocumentError ? error.code : `${error}`;
        });
      assert.deepEqual(found, REFUSED);
    });

    const readable = names.filter((name) => !(name in REFUSED));
    const firstMiddleLast = async (path: string): Promise<PageFacts[]> => {
      const { pages = [] } = await reader.read(path);
      const some = [pages[0], pages[Math.floor(pages.length / 2)], pages.at(-1)];
      return pages.filter((page) => some.includes(page));
    };

    for (const name of readable)
      it(`is stamped there on the first, middle and last page of ${name}`, async () => {
        const path = join(folder, name);
        assert.deepEqual(await wrong(path, await firstMiddleLast(path), tagGrid), []);
      });

    describe("as poppler displays them", () => {
      before(function () {
        needPoppler(this, "pdftoppm");
      });

      // Poppler finds no pages in that one, whose page tree claims 9,999,999,999 of them.
      for (const name of readable.filter((one) => one !== "poppler-67295-0.pdf"))
        it(`is stamped there on the first, middle and last page of ${name}`, async () => {
          const path = join(folder, name);
          assert.deepEqual(await wrong(path, await firstMiddleLast(path), drawnTags, byPoppler), []);
        });
    });

    for (const [name, count] of [
      ["annotation-text-widget.pdf", 7],
      ["js-buttons.pdf", 17],
      ["secHandler.pdf", 2],
      ["tracemonkey_a11y.pdf", 4],
    ] as const)
      it(`is stamped on top of every form field and note of ${name}`, async () => {
        const path = join(folder, name);
        const page = await firstPage(path);
        const tags = await tagsOnAnnotations(readFileSync(path), page);
        assert.equal(tags.length, count);
        assert.deepEqual(await wrong(path, [page], () => tags), []);
      });
  });
});
