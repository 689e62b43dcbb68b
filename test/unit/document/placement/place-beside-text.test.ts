import assert from "node:assert/strict";
import {
  DocumentReader,
  type DocumentText,
  type Place,
  PlacementError,
  placeTag,
  tagPoint,
} from "../../../../document/index.ts";
import { describePage, factsOf, pdfOfWord, SAMPLE_PAGES } from "../drawn-word.ts";
import { linesOfText, pdfOfContent, pdfOfContents } from "../sample-pdf.ts";
import { scratchFolder } from "../test-files.ts";

describe("a place beside a text", () => {
  const scratch = scratchFolder();
  const reader = new DocumentReader();

  const textOf = (content: Uint8Array): Promise<DocumentText> =>
    reader.readText(scratch.write("near.pdf", content));
  const pageOf = (...lines: (readonly [x: number, y: number, text: string])[]) =>
    textOf(pdfOfContent(linesOfText(...lines)));

  /** The tag's point in whole points of the displayed page. */
  const place = (at: Place, text: DocumentText): [number, number, number] => {
    const placed = placeTag(at, { pages: [] }, text);
    const { xPt, yPt } = tagPoint(placed, { widthPt: 612, heightPt: 792 });
    return [placed.pageNumber, Math.round(xPt), Math.round(yPt)];
  };
  const refusal = (at: Place, text: DocumentText) => {
    try {
      placeTag(at, { pages: [] }, text);
    } catch (error) {
      assert(error instanceof PlacementError, `${error}`);
      const { code, field, message, candidates } = error;
      return { code, field, message, candidates };
    }
    return assert.fail("nothing was thrown");
  };

  it("is at its top right, below it or on it, moved by the offset", async () => {
    const text = await pageOf([72, 692, "Signature:"]);
    const near = "Signature:";
    assert.deepEqual(
      [
        place({ near }, text),
        place({ near, side: "below" }, text),
        place({ near, side: "on" }, text),
        place({ near, offset: { x: 10, y: -5 } }, text),
        place({ near, side: "on", offset: { x: 10, y: 10, unit: "mm" } }, text),
      ],
      [
        [1, 127, 89],
        [1, 72, 103],
        [1, 72, 89],
        [1, 137, 84],
        [1, 100, 117],
      ],
    );
  });

  it("has a width in points or what it is given in", async () => {
    const text = await pageOf([72, 692, "Name:"]);
    const widths = [{ width: 153 }, { width: 0.25, widthUnit: "fraction" } as const].map(
      (width) => placeTag({ near: "Name:", ...width }, { pages: [] }, text).width,
    );
    assert.deepEqual(widths, [0.25, 0.25]);
  });

  for (const sample of SAMPLE_PAGES)
    it(`is where the word is displayed: ${describePage(sample)}`, async () => {
      const text = await textOf(await pdfOfWord(sample, "Signature:", 100, 150));
      const facts = factsOf(sample);
      const { xPt, yPt } = tagPoint(
        placeTag({ near: "Signature:", side: "on" }, { pages: [facts] }, text),
        facts,
      );
      assert(Math.abs(xPt - 100) < 1, `${xPt}`);
      assert(yPt > 120 && yPt < 135, `${yPt}`);
    });

  for (const [written, near, why] of [
    ["(Signature of) Tj ( the Client:) Tj", "Signature of the Client:", "over several text objects"],
    ["(Signature   of) Tj 0 -14 Td (the Client:) Tj", "Signature of the Client:", "over lines"],
    ["(Non-) Tj 0 -14 Td (Disclosure) Tj", "Non-Disclosure", "over a hyphen of its own"],
    ["(Confi-) Tj 0 -14 Td (dential) Tj", "Confidential", "over a hyphen at the line's end"],
    ["(S i g n) Tj", "Sign", "with spaces between its letters"],
    ["(Client\\222s) Tj", "Client's", "with a typographic apostrophe"],
    ["(caf\\351) Tj", "cafe\u0301", "with an accent written in two characters"],
  ] as const)
    it(`finds a text ${why}`, async () => {
      const text = await textOf(pdfOfContent(`BT /F1 12 Tf 72 700 Td ${written} ET`));
      assert.equal(placeTag({ near }, { pages: [] }, text).pageNumber, 1);
    });

  it("goes by the last line of a text over several lines", async () => {
    const text = await pageOf([300, 700, "Signed by"], [72, 680, "the Client:"]);
    assert.deepEqual(place({ near: "Signed by the Client:", side: "on" }, text), [1, 72, 101]);
  });

  it("is refused in the middle of a word, with the nearest spellings", async () => {
    const text = await pageOf([72, 692, "Signatures:"], [72, 600, "signature"]);
    assert.deepEqual(refusal({ near: "Signature" }, text), {
      code: "text-not-found",
      field: "near",
      message: "is not on the only page; nearest: page 1 at 72, 88.7 pt, page 1 at 72, 180.7 pt",
      candidates: [
        { pageNumber: 1, text: "Signature", xPt: 72, yPt: 88.7 },
        { pageNumber: 1, text: "signature", xPt: 72, yPt: 180.7 },
      ],
    });
  });

  it("is found in any case if wanted", async () => {
    const text = await pageOf([72, 692, "SIGNATURE:"]);
    assert.deepEqual(place({ near: "Signature:", ignoreCase: true, side: "on" }, text), [1, 72, 89]);
  });

  it("is refused when misspelt, with the page and spelling that is there", async () => {
    const text = await textOf(
      pdfOfContents(linesOfText([72, 700, "One"]), linesOfText([72, 692, "Signature:"])),
    );
    const { code, candidates } = refusal({ near: "Sinature:" }, text);
    assert.deepEqual(
      { code, candidates },
      { code: "text-not-found", candidates: [{ pageNumber: 2, text: "Signature:", xPt: 72, yPt: 88.7 }] },
    );
  });

  it("is refused on the wrong page, with the page that has it", async () => {
    const text = await textOf(pdfOfContents(linesOfText([72, 700, "One"]), linesOfText([72, 692, "Sign:"])));
    assert.equal(
      refusal({ near: "Sign:", pageNumber: 1 }, text).message,
      "is not on page 1; nearest: page 2 at 72, 88.7 pt",
    );
  });

  it("is refused when there is nothing like it", async () => {
    const text = await pageOf([72, 692, "Something else"]);
    const { message, candidates } = refusal({ near: "Signature:" }, text);
    assert.deepEqual([message, candidates], ["is not on the only page; nothing is spelt like it", []]);
  });

  it("is refused when it is empty", async () => {
    const text = await pageOf([72, 692, "Something"]);
    assert.deepEqual(refusal({ near: " \u00ad" }, text), {
      code: "text-not-found",
      field: "near",
      message: "is empty; write the text that the tag goes beside",
      candidates: [],
    });
  });

  it("is refused when it is ambiguous, with all places and how to choose", async () => {
    const text = await pageOf([300, 692, "Sign:"], [72, 600, "Sign:"], [72, 692, "Sign:"]);
    assert.deepEqual(refusal({ near: "Sign:" }, text), {
      code: "text-ambiguous",
      field: "near",
      message:
        "is there 3 times: page 1 at 72, 88.7 pt; page 1 at 300, 88.7 pt; page 1 at 72, 180.7 pt; choose one with occurrence (1 to 3, or per page with pageNumber), or write more of the text",
      candidates: [
        { pageNumber: 1, text: "Sign:", xPt: 72, yPt: 88.7 },
        { pageNumber: 1, text: "Sign:", xPt: 300, yPt: 88.7 },
        { pageNumber: 1, text: "Sign:", xPt: 72, yPt: 180.7 },
      ],
    });
  });

  it("is the occurrence chosen, from top to bottom and left to right, however the file draws them", async () => {
    const text = await pageOf([300, 692, "Sign:"], [72, 600, "Sign:"], [72, 692, "Sign:"]);
    const places = [1, 2, 3].map((occurrence) => place({ near: "Sign:", occurrence, side: "on" }, text));
    assert.deepEqual(places, [
      [1, 72, 89],
      [1, 300, 89],
      [1, 72, 181],
    ]);
  });

  it("counts occurrences over pages, or on the page that is given", async () => {
    const one = linesOfText([72, 692, "Sign:"]);
    const text = await textOf(pdfOfContents(one, linesOfText([72, 492, "Sign:"], [72, 392, "Sign:"])));
    const near = "Sign:";
    assert.deepEqual(
      [
        place({ near, occurrence: 3, side: "on" }, text),
        place({ near, occurrence: 2, pageNumber: 2, side: "on" }, text),
        place({ near, pageNumber: 1, side: "on" }, text),
      ],
      [
        [2, 72, 389],
        [2, 72, 389],
        [1, 72, 89],
      ],
    );
  });

  it("is refused for an occurrence that is not there", async () => {
    const text = await pageOf([72, 692, "Sign:"]);
    const messages = [0, 2].map((occurrence) => refusal({ near: "Sign:", occurrence }, text).message);
    assert.deepEqual(messages, [
      "is 0, but the text is there once: page 1 at 72, 88.7 pt",
      "is 2, but the text is there once: page 1 at 72, 88.7 pt",
    ]);
  });

  it("is refused on a page without text", async () => {
    const text = await textOf(pdfOfContents("72 700 100 20 re f", linesOfText([72, 692, "Sign:"])));
    assert.deepEqual(refusal({ near: "Sign here:", pageNumber: 1 }, text), {
      code: "no-text",
      field: "near",
      message:
        "cannot be found: page 1 has no text (a scan, or text drawn as shapes); place the tag by coordinates",
      candidates: [],
    });
  });

  it("is refused on a page that is not there", async () => {
    const text = await pageOf([72, 692, "Sign:"]);
    const { code, field } = refusal({ near: "Sign:", pageNumber: 2 }, text);
    assert.deepEqual({ code, field }, { code: "no-such-page", field: "pageNumber" });
  });

  it("is refused when the offset leads out of the page", async () => {
    const text = await pageOf([72, 692, "Sign:"]);
    const { code, field, message } = refusal({ near: "Sign:", side: "on", offset: { x: -100 } }, text);
    assert.deepEqual(
      { code, field, message },
      {
        code: "outside-page",
        field: "offset.x",
        message: "puts the tag outside of the page: 28.0 pt (9.9 mm) past its left edge",
      },
    );
  });

  it("is refused in Word files, with how often the text is there where it is read", () => {
    const docx: DocumentText = { kind: "docx", paragraphs: ["Sign:", "Name: Sign:"] };
    assert.deepEqual(
      [docx, { kind: "doc" } as const].map((text) => refusal({ near: "Sign:" }, text).message),
      [
        "cannot be used on a Word file, where a text stands is not known until Word lays it out; the text is there 2 times in it: export the file as a PDF, or place the tag by page and fractions",
        "cannot be used on a Word file, where a text stands is not known until Word lays it out; the text of a .doc is not read: export the file as a PDF, or place the tag by page and fractions",
      ],
    );
  });

  it("is looked for in a long document in bounded time", async () => {
    const words = Array.from({ length: 40_000 }, (_, at) => `word${at % 977}`).join(" ");
    const units = words.length;
    const page = {
      number: 1,
      widthPt: 612,
      heightPt: 792,
      text: words,
      boxes: new Float32Array(units * 4),
      inkBoxes: new Float32Array(units * 4),
      runs: new Uint32Array(units).fill(1),
    };
    const { code } = refusal({ near: "w".repeat(20_000) }, { kind: "pdf", pages: [page] });
    assert.equal(code, "text-not-found");
  });
});
