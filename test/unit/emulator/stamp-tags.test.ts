import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { degrees, type PDFArray, PDFDocument, PDFName, StandardFonts } from "@cantoo/pdf-lib";
import type { TagOptions } from "../../../emulator/envelope/options.ts";
import { readDocument } from "../../../emulator/pdf/read-document.ts";
import { stampTags } from "../../../emulator/pdf/stamp-tags.ts";
import { pdfOfPages } from "../document/sample-pdf.ts";
import { encryptedPdf } from "./password-pdf.ts";
import { placesOfText, type TextPlace } from "./place-of-text.ts";

const tagAt = (x: number, y: number, more: Partial<TagOptions> = {}): TagOptions => ({
  type: "date_signed_field",
  file_name: "a.pdf",
  page_number: 1,
  x,
  y,
  ...more,
});

/** The only place of a text, which starts where asked and ends on the page. */
async function onlyPlace(pdf: Uint8Array, text: string, page = 1): Promise<TextPlace> {
  const places = await placesOfText(pdf, page, text);
  assert.equal(places.length, 1);
  return places[0] as TextPlace;
}

function assertAt(place: TextPlace, x: number, y: number, tolerance = 0.006): void {
  assert.ok(Math.abs(place.left - x) < tolerance, `left is ${place.left}, not ${x}`);
  assert.ok(Math.abs(place.top - y) < tolerance, `top is ${place.top}, not ${y}`);
  assert.ok(place.right > place.left && place.right <= 1, `right is ${place.right}`);
  assert.ok(place.bottom > place.top && place.bottom <= 1, `bottom is ${place.bottom}`);
}

interface PageShape {
  rotation: number;
  media: [x: number, y: number, width: number, height: number];
  crop?: [x: number, y: number, width: number, height: number];
}

async function pdfWith({ rotation, media, crop }: PageShape): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage();
  page.setMediaBox(...media);
  if (crop) page.setCropBox(...crop);
  page.setRotation(degrees(rotation));
  return document.save();
}

describe("a stamped value", () => {
  const shapes: [string, Omit<PageShape, "rotation">][] = [
    ["a plain page", { media: [0, 0, 595, 842] }],
    ["a page whose origin is odd", { media: [-200, 300, 595, 842] }],
    ["a page that shows its crop box", { media: [0, 0, 800, 1000], crop: [70, 130, 500, 600] }],
    ["a crop box that reaches past its page", { media: [100, 100, 600, 700], crop: [0, 0, 400, 2000] }],
    ["a crop box beside its page", { media: [0, 0, 595, 842], crop: [2000, 2000, 100, 100] }],
  ];
  // PDFium shows a page without any area where the boxes do not meet, so it cannot judge that one.
  for (const [what, shape] of shapes)
    for (const rotation of [0, 90, 180, 270, -90, 450])
      if (what !== "a crop box beside its page")
        it(`stands where its tag is on ${what}, turned by ${rotation} degrees`, async () => {
          const stamped = await stampTags(await pdfWith({ rotation, ...shape }), [
            { tag: tagAt(0.3, 0.6), value: "HELLO" },
          ]);
          assertAt(await onlyPlace(stamped, "HELLO"), 0.3, 0.6);
        });

  it("stands on the media box when the crop box shows nothing of it", async () => {
    const shape = { rotation: 0, media: [0, 0, 600, 800], crop: [2000, 2000, 100, 100] } satisfies PageShape;
    const stamped = await PDFDocument.load(
      await stampTags(await pdfWith(shape), [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]),
    );
    stamped.getPage(0).setCropBox(0, 0, 600, 800);
    assertAt(await onlyPlace(await stamped.save(), "HELLO"), 0.3, 0.6);
  });

  it("stands on a US Letter sheet when the page has no boxes", async () => {
    const document = await PDFDocument.create();
    document.addPage().node.delete(PDFName.MediaBox);
    const stamped = await PDFDocument.load(
      await stampTags(await document.save(), [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]),
    );
    stamped.getPage(0).setMediaBox(0, 0, 612, 792);
    assertAt(await onlyPlace(await stamped.save(), "HELLO"), 0.3, 0.6);
  });

  for (const rotate of ["100", "-45", "200.5", "(90)", "/90", "null"])
    it(`stands where PDFium shows its place on a page whose rotation is ${rotate}`, async () => {
      const pdf = pdfOfPages(`/MediaBox [0 0 400 600] /Rotate ${rotate}`);
      const stamped = await stampTags(pdf, [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]);
      assertAt(await onlyPlace(stamped, "HELLO"), 0.3, 0.6);
    });

  for (const entries of [
    "/Annots (none)",
    "/Annots << >>",
    "/Annots [null (none) 2 0 R << >>]",
    "/Annots [<< /Rect [0 0 400 600] /AP << /N 2 0 R >> >>]",
    "/Annots [<< /Rect (all) /AP 1 >> << /Rect [0 0 400 600] /F (a) /AP << /N 2 >> >>]",
    "/Contents 5",
    "/Contents [null 5 2 0 R]",
    "/Resources []",
    "/Resources << /Font 1 /XObject [] /ExtGState (a) >>",
    "/CropBox [0 0 (a) 1]",
  ])
    it(`stands there on a page with ${entries}`, async () => {
      const pdf = pdfOfPages(`/MediaBox [0 0 400 600] ${entries}`);
      const stamped = await stampTags(pdf, [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]);
      assertAt(await onlyPlace(stamped, "HELLO"), 0.3, 0.6);
    });

  const sloppy: [string, string][] = [
    ["leaves states open", "q 0.24 0 0 -0.24 50 800 cm q 2 0 0 2 9 9 cm"],
    ["closes more states than it opened", "Q Q 2 0 0 2 9 9 cm q 3 0 0 3 0 0 cm"],
    ["writes of q where it means nothing", "2 0 0 2 9 9 cm /q gs % q\nBT (q (q) \\) q) Tj <51> Tj ET"],
    ["has q in a picture's bytes", "3 0 0 3 9 9 cm BI /W 1 /H 1 /CS /G /BPC 8 ID q EI"],
    ["cannot be decoded", ""],
  ];
  for (const [what, operators] of sloppy)
    it(`stands there on a page that ${what}`, async () => {
      const document = await PDFDocument.create();
      const page = document.addPage([595, 842]);
      const filter = operators === "" ? { Filter: "FlateDecode" } : {};
      const content = document.context.stream(operators, filter);
      page.node.set(PDFName.Contents, document.context.register(content));
      const stamped = await stampTags(await document.save(), [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]);
      assertAt(await onlyPlace(stamped, "HELLO"), 0.3, 0.6);
    });

  it("shows on its own page only, even if two pages share their contents", async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    const [first, second] = [document.addPage([595, 842]), document.addPage([595, 842])];
    first.drawText("Original", { font, size: 12, x: 20, y: 20 });
    const shared = document.context.register((first.node.Contents() as PDFArray).clone());
    for (const page of [first, second]) page.node.set(PDFName.Contents, shared);
    const stamped = await stampTags(await document.save(), [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]);
    assert.deepEqual((await placesOfText(stamped, 2, "HELLO")).length, 0);
    assertAt(await onlyPlace(stamped, "HELLO"), 0.3, 0.6);
  });

  it("leaves the page's own text as it was", async () => {
    const original = await encryptedPdf("");
    const before = await onlyPlace(original, "Original");
    const stamped = await stampTags(original, [{ tag: tagAt(0.3, 0.6), value: "HELLO" }]);
    assert.deepEqual(await onlyPlace(stamped, "Original"), before);
  });

  it("shrinks into a text field's width", async () => {
    const pdf = await pdfWith({ rotation: 0, media: [0, 0, 595, 842] });
    const field = tagAt(0.1, 0.1, { type: "text_field", width: 0.2 });
    const stamped = await stampTags(pdf, [{ tag: field, value: "A VALUE TOO LONG FOR ITS FIELD" }]);
    const place = await onlyPlace(stamped, "A VALUE TOO LONG FOR ITS FIELD");
    assertAt(place, 0.1, 0.1);
    assert.ok(place.right < 0.301, `right is ${place.right}`);
  });

  it("shrinks to stay on the page in its last corner", async () => {
    const pdf = await pdfWith({ rotation: 90, media: [0, 0, 595, 842] });
    const stamped = await stampTags(pdf, [
      { tag: tagAt(0.949, 0.949, { type: "signature" }), value: "Ada Example" },
    ]);
    assertAt(await onlyPlace(stamped, "Ada Example"), 0.949, 0.949);
  });

  it("is written with the letters the font has", async () => {
    const pdf = await pdfWith({ rotation: 0, media: [0, 0, 595, 842] });
    const stamped = await stampTags(pdf, [{ tag: tagAt(0.1, 0.1), value: "Zoë Łukasz Čapek 合" }]);
    assert.equal((await placesOfText(stamped, 1, "Zoë Lukasz Capek ?")).length, 1);
  });

  it("is nothing at all for a tag left empty or not ticked", async () => {
    const pdf = await pdfWith({ rotation: 0, media: [0, 0, 595, 842] });
    const plain = await stampTags(pdf, []);
    const empty = [
      { tag: tagAt(0.1, 0.1, { type: "text_field", width: 0.2 }), value: null },
      { tag: tagAt(0.1, 0.1, { type: "checkbox_field" }), value: false },
    ];
    assert.equal((await stampTags(pdf, empty)).length, plain.length);
    const ticked = [{ tag: tagAt(0.1, 0.1, { type: "checkbox_field" }), value: true }];
    assert.ok((await stampTags(pdf, ticked)).length > plain.length);
  });
});

describe("readDocument", () => {
  it("counts the pages of a PDF that opens without a password, restricted or not", async () => {
    assert.deepEqual(await readDocument("pdf", await encryptedPdf("")), { pages: 1 });
  });

  it("names a PDF that needs a password", async () => {
    assert.deepEqual(await readDocument("pdf", await encryptedPdf("secret")), {
      problem: "FILE_PASSWORD_PROTECTED",
    });
  });

  it("reads or refuses each awkward PDF, and stamps every page of those it reads", async function () {
    const folder = join(
      process.env.YOTISIGN_TEST_FILES ?? join(import.meta.dirname, "../../../../shared"),
      "pdfs",
    );
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".pdf"));
    if (names.length === 0) {
      console.warn(`There are no PDFs in ${folder}; set YOTISIGN_TEST_FILES to run this test.`);
      this.skip();
    }
    for (const name of names) {
      const content = await readFile(join(folder, name));
      const { pages = 0, problem } = await readDocument("pdf", content);
      if (problem) continue;
      const filled = Array.from({ length: pages }, (_, at) => ({
        tag: tagAt(0.25, 0.5, { page_number: at + 1, type: "initials" }),
        value: "QZX",
      }));
      const stamped = await stampTags(content, filled);
      for (let page = 1; page <= pages; page += 1)
        // Its third page has boxes that do not meet, of which PDFium shows nothing.
        if (name !== "boundingBox_invalid.pdf" || page !== 3)
          assertAt(await onlyPlace(stamped, "QZX", page), 0.25, 0.5, 0.06);
    }
  });
});
