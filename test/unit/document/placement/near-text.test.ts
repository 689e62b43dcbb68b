import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type DisplayedPoint,
  type DocumentFacts,
  DocumentReader,
  findText,
  MAX_FRACTION,
  type PageSize,
  type PageText,
  type PdfText,
  PlacementError,
  placeTag,
  type TextPlace,
  tagPoint,
} from "../../../../document/index.ts";
import { needPoppler, type PopplerWord, popplerWords } from "../poppler.ts";
import { needTestFiles, TEST_FILES } from "../test-files.ts";
import { type RunPlace, runsOf } from "./poppler-runs.ts";

/** How far the sides of poppler's boxes may be from ours. */
const WITHIN_PT = 1;

/** Words in two fonts: poppler gives the whole word the height of one, we the height of both, so that the bottoms differ. */
const MIXED = ["(“NDA”)", "(“Discloser”)", "(“Recipient”).", "(“Cover"];
const MIXED_WITHIN_PT = 1.1;

/** The logo at the top right is drawn letter by letter in all directions; poppler and we cut it up differently. */
const isLogo = ({ box }: PopplerWord): boolean => box[0] > 530 && box[1] < 65;

/** How far the middle of a box is from where it should be, its sides being off by so much. */
const distance = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): number =>
  Math.hypot(left + right, top + bottom);

/** Where a tag goes on a side of a text; undefined where the service takes none. */
function pointOf(place: TextPlace, facts: DocumentFacts, text: PdfText): DisplayedPoint | undefined {
  try {
    const tag = placeTag(place, facts, text);
    return tagPoint(tag, facts.pages?.[tag.pageNumber - 1] ?? assert.fail());
  } catch (error) {
    if (error instanceof PlacementError && error.code === "beyond-limit") return undefined;
    throw error;
  }
}

const SIDES = ["right", "on", "below"] as const;
type Points = Readonly<Record<(typeof SIDES)[number], DisplayedPoint | undefined>>;

/** How far tags beside a text, on all sides, are at most from where poppler says that they go. */
function offOf(points: Points, near: string, { box }: RunPlace, page: PageSize): number {
  const isMixed = MIXED.some((word) => near.includes(word));
  const offs = SIDES.filter((side) => !(isMixed && side === "below")).map((side) => {
    const xPt = side === "right" ? box.rightPt : box.leftPt;
    const yPt = side === "below" ? box.bottomPt : box.topPt;
    const point = points[side];
    if (point) return Math.max(Math.abs(point.xPt - xPt), Math.abs(point.yPt - yPt));
    const past = Math.max(xPt - MAX_FRACTION * page.widthPt, yPt - MAX_FRACTION * page.heightPt);
    return Math.max(0, -past);
  });
  return Math.max(...offs);
}

describe("text found in real documents", function () {
  this.timeout(60_000);
  before(function () {
    needTestFiles(this);
    needPoppler(this, "pdftotext");
  });

  const reader = new DocumentReader();
  const pagesOf = async (file: string): Promise<readonly PageText[]> => {
    const text = await reader.readText(file);
    return text.kind === "pdf" ? text.pages : [];
  };

  /** The sides of the match that is nearest to a word, less those that poppler gives; undefined without a match. */
  function differences(pages: readonly PageText[], word: PopplerWord): number[] | undefined {
    const page = pages[word.page - 1];
    const matches = page ? findText(page, word.text) : [];
    return matches
      .map(({ box }) => [box.leftPt, box.topPt, box.rightPt, box.bottomPt])
      .map((sides) => sides.map((side, at) => side - (word.box[at] ?? Number.NaN)))
      .sort((a, b) => distance(a) - distance(b))[0]
      ?.map(Math.abs);
  }

  it("is where poppler says, in the Bonterms NDA", async () => {
    const file = join(TEST_FILES, "documents/bonterms-mutual-nda.pdf");
    const pages = await pagesOf(file);
    const words = popplerWords(file).filter((word) => !isLogo(word));
    const all = words.map((word) => ({ word, sides: differences(pages, word) }));
    const missing = all.filter(({ sides }) => !sides).map(({ word }) => word.text);
    const limit = (word: PopplerWord) => (MIXED.includes(word.text) ? MIXED_WITHIN_PT : WITHIN_PT);
    const far = all
      .filter(({ word, sides = [] }) => Math.max(...sides) > limit(word))
      .map(({ word }) => word);
    const farthest = (among: typeof all) => Math.max(...among.flatMap(({ sides = [] }) => sides)).toFixed(2);
    const [mixed, others] = [true, false].map((is) =>
      all.filter(({ word }) => MIXED.includes(word.text) === is),
    );
    console.log(
      `      ${words.length} words, at most ${farthest(others ?? [])} pt apart, in two fonts ${farthest(mixed ?? [])}`,
    );
    assert.deepEqual({ missing, far }, { missing: [], far: [] });
    assert(words.length > 1000);
  });

  for (const length of [1, 2, 3, 5, 8])
    it(`is where tags go that are placed beside ${length === 1 ? "each word" : `any ${length} words`} of the Bonterms NDA`, async () => {
      const file = join(TEST_FILES, "documents/bonterms-mutual-nda.pdf");
      const [facts, text] = [await reader.read(file), await reader.readText(file)];
      assert(text.kind === "pdf");
      const runs = runsOf(popplerWords(file), length, (word) => !isLogo(word));
      const far: string[] = [];
      let farthest = 0;
      for (const [near, places] of runs) {
        const matches = text.pages.flatMap((page) => findText(page, near));
        const tags = matches.map(({ pageNumber }, at) => {
          const place = { near, ...(matches.length > 1 && { occurrence: at + 1 }) };
          const [right, on, below] = SIDES.map((side) => pointOf({ ...place, side }, facts, text));
          return { pageNumber, points: { right, on, below } };
        });
        for (const place of places) {
          const page = text.pages[place.page - 1] ?? assert.fail();
          const offs = tags
            .filter(({ pageNumber }) => pageNumber === page.number)
            .map(({ points }) => offOf(points, near, place, page));
          const off = Math.min(...offs);
          farthest = Math.max(farthest, off);
          if (!(off <= WITHIN_PT)) far.push(`${near} on page ${place.page}, by ${off} pt`);
        }
      }
      console.log(`      ${runs.size} different ones, at most ${farthest.toFixed(2)} pt apart`);
      assert.deepEqual(far, []);
      assert(runs.size > 400);
    });

  for (const name of [
    "tracemonkey_a11y.pdf",
    "rotation.pdf",
    "hello_world_rotated.pdf",
    "signed_verified.pdf",
  ])
    it(`is where poppler says along the line, in ${name}`, async () => {
      const file = join(TEST_FILES, "pdfs", name);
      const pages = await pagesOf(file);
      const words = popplerWords(file).filter(({ text }) => /^[A-Za-z]{5,}$/.test(text));
      const along = words.map((word) => {
        const sides = differences(pages, word) ?? [];
        const isUpright = word.box[2] - word.box[0] > word.box[3] - word.box[1];
        return isUpright
          ? Math.max(sides[0] ?? 99, sides[2] ?? 99)
          : Math.max(sides[1] ?? 99, sides[3] ?? 99);
      });
      const near = along.filter((distance) => distance <= WITHIN_PT).length;
      console.log(`      ${near} of ${words.length} words`);
      assert(near >= words.length * 0.97 && words.length > 0, `${near} of ${words.length}`);
    });
});
