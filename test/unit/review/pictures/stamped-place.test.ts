import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { convertIndexedToRgb, decode } from "fast-png";
import {
  type DisplayedBox,
  DocumentReader,
  PageDrawer,
  type PageFacts,
  placeTag,
  type Rotation,
} from "../../../../document/index.ts";
import { drawnTag } from "../../../../review/pictures/drawn-tag.ts";
import { overlayPdf } from "../../../../review/pictures/overlay-pdf.ts";
import { pageOverlay } from "../../../../review/pictures/page-overlay.ts";
import { recipientLooks } from "../../../../review/pictures/recipient-look.ts";
import { needPoppler, popplerPicture } from "../../document/poppler.ts";
import { needTestFiles, TEST_FILES } from "../../document/test-files.ts";
import { PAGE_SHAPES, pdfOfShapes } from "../../emulator/geometry/page-shapes.ts";
import { Signing } from "../../emulator/geometry/signing.ts";
import { type Pixels, stampedInk } from "../../emulator/geometry/stamped-ink.ts";
import { cornerTags, tagGrid, type WantedTag } from "../../emulator/geometry/tag-grid.ts";

/** How far an edge of the picture's rectangle may be from the same edge of what the emulator stamps. */
const WITHIN_PT = 1;

/** Of these the emulator's marks are as large as the review assumes, so that all four edges can be compared. */
const BOXES = ["checkbox_field", "radio_field"] as const;

const looks = recipientLooks([{ key: "Partner" }]);
const reader = new DocumentReader({ timeoutSeconds: 100 });

describe("the picture of a tag and what the emulator stamps", function () {
  this.timeout(120_000);
  const drawer = new PageDrawer({ timeoutSeconds: 100 });
  let signing: Signing;

  before(async function () {
    needPoppler(this, "pdftoppm");
    signing = await Signing.start();
  });
  after(() => signing?.[Symbol.asyncDispose]());

  /** Where the review draws the tags of a page: found in the pixels of its picture. */
  async function drawn(path: string, page: PageFacts, tags: readonly WantedTag[]): Promise<Found> {
    const facts = await reader.read(path);
    const drawnTags = tags.map(({ type, place }) =>
      drawnTag({ ...placeTag(place, facts), type }, { recipient: "Partner" }, page),
    );
    const { pageNumber, widthPt, heightPt } = { pageNumber: page.number, ...page };
    const overlay = pageOverlay({ pageNumber, widthPt, heightPt, tags: drawnTags }, looks);
    // Labels would be taken for part of the rectangles.
    const beside = { xPt: -99, yPt: 0, widthPt: 9, heightPt: 9 };
    const marks = overlay.marks.map((mark) => ({ ...mark, label: { text: "", box: beside } }));
    const [below] = await drawer.draw(readFileSync(path), [{ pageNumber, scale: 2 }]);
    assert(below && !("code" in below));
    const png = await drawer.overlay(below.data, await overlayPdf({ ...overlay, marks }));
    assert(!("code" in png));
    return stampedInk(pixelsOf(below.data), pixelsOf(png), page, tags);
  }

  /** What differs, page by page; prints by how much at most. */
  async function differences(
    path: string,
    pages: readonly PageFacts[],
    tagsOf: (page: PageFacts) => WantedTag[],
    draw: (path: string, pageNumber: number) => Promise<Pixels> | Pixels = popplerPicture,
  ): Promise<string[]> {
    const tags = pages.map(tagsOf);
    const signed = await signing.signed(path, reader, tags.flat());
    const offs: number[] = [];
    const faults: string[] = [];
    for (const [index, page] of pages.entries()) {
      const own = tags[index] as WantedTag[];
      const stamped = stampedInk(await draw(path, page.number), await draw(signed, page.number), page, own);
      const shown = await drawn(path, page, own);
      if (shown.stray > 0) faults.push(`page ${page.number}: ${shown.stray} pixels drawn elsewhere`);
      for (const [at, { place }] of own.entries()) {
        const edges = path.endsWith(HAS_FIELDS) ? EDGES.slice(0, 2) : EDGES;
        const off = farthest(shown.marks[at], stamped.marks[at], edges);
        offs.push(off);
        if (off <= WITHIN_PT) continue;
        const found = JSON.stringify([shown.marks[at], stamped.marks[at]]);
        faults.push(`page ${page.number}, ${JSON.stringify(place)}: ${off} pt: ${found}`);
      }
    }
    console.log(`      ${offs.length} tags, edges at most ${Math.max(...offs).toFixed(2)} pt apart`);
    return faults;
  }

  const pagesOf = async (path: string): Promise<readonly PageFacts[]> =>
    (await reader.read(path)).pages ?? [];

  for (const rotation of [90, 270] as const satisfies Rotation[])
    it(`have the same edges on pages of all shapes, turned by ${rotation}`, async () => {
      const path = await signing.write(`shapes-${rotation}.pdf`, pdfOfShapes(PAGE_SHAPES, rotation));
      assert.deepEqual(await differences(path, await pagesOf(path), (page) => tagGrid(page, BOXES)), []);
    });

  it("have the same edges in the page's corners, where there is not room for all of a tag", async () => {
    const path = await signing.write("corners.pdf", pdfOfShapes(PAGE_SHAPES.slice(0, 5), 90));
    const corners = (page: PageFacts): WantedTag[] =>
      cornerTags(page).map((tag) => ({ ...tag, type: "checkbox_field" }));
    assert.deepEqual(await differences(path, await pagesOf(path), corners), []);
  });

  describe("of the awkward PDFs", () => {
    const folder = join(TEST_FILES, "pdfs");
    const list = join(folder, "expected.json");
    const names: string[] = existsSync(list) ? Object.keys(JSON.parse(readFileSync(list, "utf8"))) : [];

    before(function () {
      needTestFiles(this);
    });

    for (const name of names)
      it(`have the same edges on each kind of page of ${name}`, async function () {
        const path = join(folder, name);
        const pages = await pagesOf(path).catch(() => undefined);
        // What is refused is never sent, so that nothing is stamped on it; test/unit/emulator/geometry lists those.
        if (!pages) return this.skip();
        // Poppler finds no pages in that one, whose page tree claims 9,999,999,999 of them.
        const draw = name === "poppler-67295-0.pdf" ? byPdfium : popplerPicture;
        assert.deepEqual(await differences(path, kindsOf(pages), (page) => tagGrid(page, BOXES), draw), []);
      });
  });
});

type Found = ReturnType<typeof stampedInk>;

const byPdfium = (path: string, pageNumber: number): Promise<Pixels> =>
  reader.renderPage(path, { pageNumber, scale: 2, format: "rgba" });

/** The first page of each size, rotation and origin that a document has; four at most. */
function kindsOf(pages: readonly PageFacts[]): PageFacts[] {
  const kinds = new Map<string, PageFacts>();
  for (const page of pages) {
    const kind = JSON.stringify([page.rotation, page.mediaBox, page.cropBox]);
    if (!kinds.has(kind)) kinds.set(kind, page);
  }
  return [...kinds.values()].slice(0, 4);
}

function pixelsOf(png: Uint8Array): Pixels {
  const decoded = decode(png);
  const data = decoded.palette ? convertIndexedToRgb(decoded) : (decoded.data as Uint8Array);
  return { widthPx: decoded.width, heightPx: decoded.height, data };
}

/** The emulator makes fields of this form part of the page where a tag lies on them, which changes more than the tag. */
const HAS_FIELDS = "annotation-text-widget.pdf";

const EDGES = ["leftPt", "topPt", "rightPt", "bottomPt"] as const;

/** The largest distance of an edge from the other's; infinite where one was not found. */
const farthest = (
  one: DisplayedBox | undefined,
  other: DisplayedBox | undefined,
  edges: readonly (typeof EDGES)[number][],
): number =>
  one && other
    ? Math.max(...edges.map((edge) => Math.abs(one[edge] - other[edge])))
    : Number.POSITIVE_INFINITY;
