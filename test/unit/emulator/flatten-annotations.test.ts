import assert from "node:assert/strict";
import { PDFDict, PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import { DocumentReader } from "../../../document/index.ts";
import { stampTags } from "../../../emulator/pdf/stamp-tags.ts";
import { pdfOf } from "../document/sample-pdf.ts";
import { scratchFolder } from "../document/test-files.ts";
import { stampedInk } from "./geometry/stamped-ink.ts";

/** Red on the left of its box, green on the right; opaque. */
const DRAWN = "1 0 0 rg 0 0 5 20 re f 0 1 0 rg 5 0 5 20 re f";
const appearance = (entries: string) =>
  `<< ${entries} /Length ${DRAWN.length} >>\nstream\n${DRAWN}\nendstream`;

/** A page with one annotation of 60 by 40 points, whose lower left corner is at 100, 100. */
const pdfWith = (entries: string, ofAppearance = "/Subtype /Form /BBox [0 0 10 20]"): Buffer =>
  pdfOf(
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 400] >>",
    "<< /Type /Page /Parent 2 0 R /Annots [4 0 R] >>",
    `<< /Type /Annot /Rect [160 100 100 140] /Contents (note) ${entries} >>`,
    appearance(ofAppearance),
  );

describe("an annotation under a stamped value", () => {
  const scratch = scratchFolder();
  const reader = new DocumentReader();

  /** Ticks a box on the annotation, or elsewhere on the page: where its ink is, and which annotations are left. */
  async function stamped(pdf: Buffer, xPt: number, yPt: number) {
    const tag = {
      type: "checkbox_field",
      file_name: "a.pdf",
      page_number: 1,
      x: xPt / 400,
      y: yPt / 400,
    } as const;
    const content = await stampTags(pdf, [{ tag, value: true }]);
    const draw = (name: string, bytes: Uint8Array) =>
      reader.renderPage(scratch.write(name, bytes), { pageNumber: 1, format: "rgba" });
    const cell = { leftPt: xPt - 1, topPt: yPt - 1, rightPt: xPt + 12, bottomPt: yPt + 12 };
    const page = { widthPt: 400, heightPt: 400 };
    const before = await draw("before.pdf", pdf);
    const { marks, stray } = stampedInk(before, await draw("after.pdf", content), page, [{ cell }]);
    const annotations = (await PDFDocument.load(content)).getPage(0).node.Annots();
    const left = Array.from({ length: annotations?.size() ?? 0 }, (_, at) =>
      annotations?.lookup(at, PDFDict).lookup(PDFName.of("Contents"), PDFString).asString(),
    );
    return { ink: marks[0], stray, left };
  }
  const INK = { leftPt: 110, topPt: 270, rightPt: 121, bottomPt: 281 };

  for (const [what, entries, ofAppearance] of [
    ["fills its rectangle", "/Subtype /Stamp /AP << /N 5 0 R >>", "/Subtype /Form /BBox [0 0 10 20]"],
    [
      "names its corners in another order",
      "/Subtype /Stamp /AP << /N 5 0 R >>",
      "/Subtype /Form /BBox [10 20 0 0]",
    ],
    [
      "is turned",
      "/Subtype /Stamp /AP << /N 5 0 R >>",
      "/Subtype /Form /BBox [0 0 10 20] /Matrix [0 1 -1 0 7 9]",
    ],
    ["shows a part", "/Subtype /Stamp /AP << /N 5 0 R >>", "/Subtype /Form /BBox [2 3 7 11]"],
    ["does not say that it is a form", "/Subtype /Stamp /AP << /N 5 0 R >>", "/BBox [0 0 10 20]"],
    [
      "is one of several",
      "/Subtype /Stamp /AS /On /AP << /N << /On 5 0 R >> >>",
      "/Subtype /Form /BBox [0 0 10 20]",
    ],
  ] as const)
    it(`becomes part of the page, looking the same, when its picture ${what}`, async () => {
      const pdf = pdfWith(entries, ofAppearance);
      assert.deepEqual(await stamped(pdf, 110, 270), { ink: INK, stray: 0, left: [] });
    });

  for (const [what, entries, ofAppearance] of [
    ["is hidden", "/Subtype /Stamp /F 2 /AP << /N 5 0 R >>"],
    ["is not to be viewed", "/Subtype /Stamp /F 32 /AP << /N 5 0 R >>"],
    ["has no picture", "/Subtype /Link"],
    ["is in a state without a picture", "/Subtype /Stamp /AS /Off /AP << /N << /On 5 0 R >> >>"],
    ["has a picture without a box", "/Subtype /Stamp /AP << /N 5 0 R >>", "/Subtype /Form"],
  ] as const)
    it(`stays when it ${what}`, async () => {
      assert.deepEqual(await stamped(pdfWith(entries, ofAppearance), 110, 270), {
        ink: INK,
        stray: 0,
        left: ["note"],
      });
    });

  it("stays when no value touches it", async () => {
    const pdf = pdfWith("/Subtype /Stamp /AP << /N 5 0 R >>");
    const ink = { leftPt: 170, topPt: 270, rightPt: 181, bottomPt: 281 };
    assert.deepEqual(await stamped(pdf, 170, 270), { ink, stray: 0, left: ["note"] });
  });
});
