import assert from "node:assert/strict";
import { compareOriginal } from "../../../../verify/originals/compare-original.ts";
import { linesOfText, pdfOfContent, pdfOfContents } from "../../document/sample-pdf.ts";

type Line = readonly [x: number, y: number, text: string];

const sent: readonly Line[] = [
  [72, 700, "Each party keeps what it learns"],
  [72, 680, "for a term of five years."],
  [72, 660, "Signature:"],
];
const pdf = (...lines: readonly Line[]): Buffer => pdfOfContent(linesOfText(...lines));
const original = pdf(...sent);

/** The codes of what is found, with their page. */
const differences = async (signed: Buffer, before = original): Promise<string[]> =>
  (await compareOriginal(before, signed)).map(({ code, what }) =>
    `${code} ${/page (\d+)/.exec(what)?.[1] ?? ""}`.trim(),
  );

describe("an original and what was signed", () => {
  it("agree when nothing but values was added, wherever they stand", async () => {
    const values: Line[] = [
      [140, 660, "Ada Example"],
      [300, 690, "between the lines"],
      [72, 740, "Envelope 1234"],
      [74, 662, "over it"],
    ];
    assert.deepEqual([await differences(original), await differences(pdf(...sent, ...values))], [[], []]);
  });

  it("agree when the page was laid out anew and all words follow each other", async () => {
    const anew = pdf(
      [90, 600, "Each party keeps"],
      [90, 580, "what it learns for a term"],
      [90, 560, "of five years. Signature: Ada"],
    );
    assert.deepEqual(await differences(anew), []);
  });

  it("differ by page when text is missing, changed, or in another order", async () => {
    const pages = (last: string): Buffer => pdfOfContents(linesOfText(...sent), linesOfText([72, 700, last]));
    assert.deepEqual(
      [
        await differences(pdf(...sent.slice(0, 2))),
        await differences(pdf([72, 700, "Each party tells what it learns"], ...sent.slice(1))),
        await differences(
          pdf([72, 700, "for a term of five years."], [72, 680, "Each party keeps what it learns"]),
        ),
        await differences(pages("Annex B"), pages("Annex A")),
      ],
      [["text-missing 1"], ["text-missing 1"], ["text-missing 1"], ["text-missing 2"]],
    );
  });

  it("differ when pages were added or taken away", async () => {
    const two = pdfOfContents(linesOfText(...sent), "");
    assert.deepEqual(
      [await differences(two), await differences(original, two)],
      [["page-count-differs"], ["page-count-differs"]],
    );
  });

  it("differ when a page is turned, cropped or of another size", async () => {
    const content = linesOfText(...sent);
    const entries = [
      "/Rotate 90",
      "/CropBox [0 0 612 396]",
      "/MediaBox [0 0 595 842]",
      "/MediaBox [0 0 612.05 792]",
    ];
    const results = [];
    for (const one of entries) results.push(await differences(pdfOfContent(content, one)));
    assert.deepEqual(results, [["page-box-differs 1"], ["page-box-differs 1"], ["page-box-differs 1"], []]);
  });

  it("cannot be compared when the original is none", async () => {
    assert.deepEqual(await differences(original, Buffer.from("%PDF-1.7 nothing")), ["unreadable-original"]);
  });
});
