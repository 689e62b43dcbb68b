import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  DocumentError,
  DocumentReader,
  linesOf,
  type PageText,
  pieceOf,
  wordsOf,
} from "../../../../document/index.ts";
import { describePage, distanceOf, factsOf, inkOf, pdfOfWord, SAMPLE_PAGES } from "../drawn-word.ts";
import { doublingTree, linesOfText, pdfOfContent } from "../sample-pdf.ts";
import { needTestFiles, scratchFolder, TEST_FILES } from "../test-files.ts";

describe("the text of a PDF", () => {
  const scratch = scratchFolder();
  const reader = new DocumentReader();

  const pagesOf = async (content: Uint8Array): Promise<readonly PageText[]> => {
    const text = await reader.readText(scratch.write("text.pdf", content));
    assert(text.kind === "pdf");
    return text.pages;
  };
  const textOf = async (content: Uint8Array): Promise<string | undefined> =>
    (await pagesOf(content))[0]?.text;

  it("has the page's size, its lines, and the number of the text object that draws each character", async () => {
    const [page] = await pagesOf(pdfOfContent("BT /F1 12 Tf 72 700 Td (Sig) Tj (n) Tj 0 -20 Td (No) Tj ET"));
    assert(page);
    assert.deepEqual(
      { ...page, runs: [...page.runs], boxes: page.boxes.length, inkBoxes: page.inkBoxes.length },
      {
        number: 1,
        widthPt: 612,
        heightPt: 792,
        text: "Sign\nNo",
        runs: [1, 1, 1, 2, 0, 3, 3],
        boxes: 28,
        inkBoxes: 28,
      },
    );
  });

  it("is cut into lines and words with their boxes", async () => {
    const [page] = await pagesOf(pdfOfContent(linesOfText([72, 700, "Sign here"], [72, 680, "please"])));
    assert(page);
    assert.deepEqual(
      linesOf(page).map(({ text }) => text),
      ["Sign here", "please"],
    );
    assert.deepEqual(
      wordsOf(page).map(({ text, box }) => [text, Math.round(box.leftPt), Math.round(box.rightPt)]),
      [
        ["Sign", 72, 96],
        ["here", 99, 123],
        ["please", 72, 107],
      ],
    );
  });

  it("is in reading order where the file draws heading and footer out of turn", async () => {
    const content = linesOfText([72, 30, "footer"], [72, 700, "one"], [72, 685, "two"], [72, 760, "heading"]);
    assert.equal(await textOf(pdfOfContent(content)), "heading\none\ntwo\nfooter");
  });

  it("is in reading order where the file draws two columns", async () => {
    const content = linesOfText([72, 700, "a"], [72, 685, "b"], [300, 700, "c"], [300, 685, "d"]);
    assert.equal(await textOf(pdfOfContent(content)), "a\nb\nc\nd");
  });

  it("has a line for each of the letters that stand below each other", async () => {
    const content = linesOfText([72, 700, "1"], [72, 685, "2"], [72, 670, "3"]);
    assert.equal(await textOf(pdfOfContent(content)), "1\n2\n3");
  });

  it("keeps a line together that runs upwards", async () => {
    assert.equal(await textOf(pdfOfContent("BT /F1 12 Tf 0 1 -1 0 72 100 Tm (Up we go) Tj ET")), "Up we go");
  });

  it("keeps the hyphen at a line's end, and the line's end", async () => {
    const content = linesOfText([72, 700, "a non-"], [72, 685, "disclosure agreement"]);
    assert.equal(await textOf(pdfOfContent(content)), "a non-\ndisclosure agreement");
  });

  it("has the spaces that the file leaves out", async () => {
    assert.equal(await textOf(pdfOfContent("BT /F1 12 Tf 72 700 Td [(Sign)-300(here)] TJ ET")), "Sign here");
  });

  it("leaves out what the page does not show", async () => {
    const outside = linesOfText(
      [72, 900, "above"],
      [900, 700, "right"],
      [72, 100, "cropped"],
      [72, 700, "seen"],
    );
    assert.equal(await textOf(pdfOfContent(outside, "/CropBox [0 200 612 792]")), "seen");
  });

  it("leaves out what has no size", async () => {
    const content =
      "BT /F1 0 Tf 72 700 Td (none) Tj /F1 0.01 Tf 0 -20 Td (tiny) Tj /F1 12 Tf 0 -20 Td (seen) Tj ET";
    assert.equal(await textOf(pdfOfContent(content)), "seen");
  });

  it("shows characters that the file gives no meaning to as U+FFFD", async () => {
    const font = "/Subtype /Type1 /BaseFont /Unknown /Encoding << /Differences [1 /g1 /g2] >>";
    assert.equal(await textOf(pdfOfContent("BT /F1 12 Tf 72 700 Td <0102> Tj ET", "", font)), "\uFFFD\uFFFD");
  });

  it("is empty on a page without text", async () => {
    assert.equal(await textOf(pdfOfContent("72 700 100 20 re f")), "");
  });

  for (const sample of SAMPLE_PAGES)
    it(`lies where a page shows its ink: ${describePage(sample)}`, async () => {
      const file = scratch.write("word.pdf", await pdfOfWord(sample, "Signature:", 100, 150));
      const text = await reader.readText(file);
      const page = text.kind === "pdf" ? text.pages[0] : undefined;
      const [word] = page ? wordsOf(page) : [];
      const picture = await reader.renderPage(file, { pageNumber: 1, scale: 4, format: "rgba" });
      assert(word);
      assert.equal(word.text, "Signature:");
      const distance = distanceOf(word.inkBox, inkOf(picture, factsOf(sample)));
      assert(distance < 1, `${distance} pt`);
      assert(
        word.box.leftPt < 101 && word.box.leftPt > 99 && word.box.topPt < 140 && word.box.bottomPt > 150,
      );
    });

  it("of 100,000 characters is read", async () => {
    const show = Array.from({ length: 10_000 }, (_, at) => `(word ${String(at).padStart(5, "0")}) Tj`);
    const lines = Array.from(
      { length: 100 },
      (_, at) => `${show.slice(at * 100, at * 100 + 100).join(" ")} T*`,
    );
    const text = await textOf(pdfOfContent(`BT /F1 1 Tf 7 TL 10 780 Td ${lines.join("\n")} ET`));
    assert.equal(text?.match(/word \d{5}/g)?.length, 10_000);
  });

  it("of more than a million characters is refused", async () => {
    const show = `(${"word ".repeat(5000)}) Tj 0 -10 Td`;
    const long = pdfOfContent(`BT /F1 1 Tf 10 780 Td ${Array(41).fill(show).join("\n")} ET`);
    await assert.rejects(textOf(long), { name: "DocumentError", code: "too-much-text" });
  });

  it("is refused when the PDF is", async () => {
    const hasty = new DocumentReader({ timeoutSeconds: 0.1 });
    const endless = scratch.write("endless.pdf", doublingTree(60));
    await assert.rejects(hasty.readText(endless), { name: "DocumentError", code: "timed-out" });
  });

  it("is read once, however many ask for it", async () => {
    const file = scratch.write("once.pdf", pdfOfContent(linesOfText([72, 700, "once"])));
    const copy = scratch.write("copy.pdf", pdfOfContent(linesOfText([72, 700, "once"])));
    const texts = await Promise.all(
      Array.from({ length: 100 }, (_, at) => reader.readText(at % 2 ? file : copy)),
    );
    assert.equal(new Set(texts).size, 1);
  });

  it("of every file of the collection is read, or refused as the file is", async function () {
    needTestFiles(this);
    this.timeout(120_000);
    const folder = join(TEST_FILES, "pdfs");
    const results = { read: 0, refused: 0, words: 0 };
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".pdf"))) {
      const facts = await reader.read(join(folder, name)).catch((error: unknown) => error);
      const text = await reader.readText(join(folder, name)).catch((error: unknown) => error);
      if (facts instanceof DocumentError) {
        assert.equal((text as DocumentError).code, facts.code, name);
        results.refused += 1;
      } else {
        const { pages } = text as { pages: readonly PageText[] };
        for (const page of pages) {
          assert.equal(page.boxes.length, page.text.length * 4, name);
          assert(pieceOf(page, 0, page.text.length).box);
          results.words += wordsOf(page).length;
        }
        results.read += 1;
      }
    }
    console.log(`      ${JSON.stringify(results)}`);
    assert.deepEqual([results.read, results.refused], [33, 9]);
  });
});
