import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { needTestFiles, TEST_FILES } from "../unit/document/test-files.ts";
import { ApiCaller, optionsFor, signer, tag } from "../unit/emulator/api-caller.ts";
import { PAGE_SHAPES, pdfOfShapes } from "../unit/emulator/geometry/page-shapes.ts";
import { useChromium } from "./chromium.ts";
import { linkTo, SigningPerson } from "./signing-person.ts";

/** Points of the displayed page, and a type of tag for each. */
const PLACES = [
  { type: "signature", x: 0.05, y: 0.03 },
  { type: "text_field", x: 0.55, y: 0.11, width: 0.3 },
  { type: "checkbox_field", x: 0.123, y: 0.456 },
  { type: "radio_field", x: 0.7, y: 0.777 },
  { type: "initials", x: 0.31, y: 0.949 },
  { type: "attachment", x: 0.02, y: 0.6 },
];

/** How far from its point a field may begin, as a share of the page's longer side. */
const WITHIN = 0.001;

describe("a field on the signing page", function () {
  this.timeout(60_000);
  const browser = useChromium();
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.control.reset());
  after(() => emulator.close());

  /** What is wrong with where fields begin on pages as their pictures show them; prints the worst. */
  async function wrong(content: Uint8Array, pageNumbers: readonly number[], zoom = 0): Promise<string[]> {
    const api = new ApiCaller(emulator);
    const tags = pageNumbers.flatMap((page_number) => PLACES.map((place) => tag({ ...place, page_number })));
    const id = await api.created(optionsFor(signer({ tags })), { "nda.pdf": new Uint8Array(content) });
    await emulator.control.process(id);
    const { page } = new SigningPerson(await browser.open(linkTo(emulator, "ada@example.com")));
    await page.locator("#tag-0").waitFor();
    for (let time = 0; time < zoom; time += 1) await page.getByRole("button", { name: "Zoom in" }).click();
    const measured = await page.locator(".tag[data-tag] .box").evaluateAll((boxes) =>
      boxes.map((one) => {
        const box = one.getBoundingClientRect();
        const paper = one.closest(".paper")?.getBoundingClientRect();
        const index = Number(one.closest("[data-tag]")?.getAttribute("data-tag"));
        return { index, box: box.toJSON(), paper: paper?.toJSON() };
      }),
    );
    assert.equal(measured.length, tags.length);
    // The picture must have the proportions that the fields are laid out by.
    for (const number of pageNumbers) {
      const sheet = page.locator(`.sheet[data-page="${number}"]`);
      await sheet.scrollIntoViewIfNeeded();
      await sheet.locator("img[src]").waitFor();
    }
    const pictures = await page.locator(".paper img[src]").evaluateAll((all) =>
      Promise.all(
        all.map(async (one) => {
          const img = one as unknown as {
            decode(): Promise<void>;
            naturalWidth: number;
            naturalHeight: number;
          };
          await img.decode();
          const { width, height } = one.getBoundingClientRect();
          return Math.abs(img.naturalHeight - (img.naturalWidth * height) / width);
        }),
      ),
    );
    assert(pictures.length >= pageNumbers.length);
    const offs = measured.map(({ index, box, paper }) => {
      const place = PLACES[index % PLACES.length];
      const side = Math.max(paper.width, paper.height);
      const off = Math.max(
        Math.abs(box.x - paper.x - (place?.x ?? Number.NaN) * paper.width),
        Math.abs(box.y - paper.y - (place?.y ?? Number.NaN) * paper.height),
      );
      return { index, off: off / side };
    });
    console.log(
      `      ${offs.length} fields, at most ${(Math.max(...offs.map(({ off }) => off)) * 1000).toFixed(2)} px per 1000 off`,
    );
    return [
      ...offs.filter(({ off }) => !(off <= WITHIN)).map(({ index, off }) => `tag ${index}: ${off}`),
      ...pictures.filter((off) => !(off <= 2)).map((off) => `a picture is ${off} px too high or low`),
    ];
  }

  for (const rotation of [0, 90, 180, 270] as const)
    it(`begins at its tag's point on pages of all shapes, turned by ${rotation}`, async () => {
      const pages = PAGE_SHAPES.map((_, index) => index + 1);
      assert.deepEqual(await wrong(pdfOfShapes(PAGE_SHAPES, rotation), pages), []);
    });

  it("begins there when pages are shown larger", async () => {
    assert.deepEqual(await wrong(pdfOfShapes(PAGE_SHAPES.slice(0, 2), 90), [1, 2], 3), []);
  });

  for (const name of ["rotation.pdf", "sizes.pdf", "hello_world_rotated.pdf", "issue7665.pdf"])
    it(`begins there on the first page of ${name}`, async function () {
      needTestFiles(this);
      assert.deepEqual(await wrong(readFileSync(join(TEST_FILES, "pdfs", name)), [1]), []);
    });
});
