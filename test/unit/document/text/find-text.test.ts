import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  DocumentError,
  DocumentReader,
  findText,
  type PageText,
  wordsOf,
} from "../../../../document/index.ts";
import { findSimilarText } from "../../../../document/text/similar-text.ts";
import { needTestFiles, TEST_FILES } from "../test-files.ts";

/** A page whose characters stand in rows of lines, 10 points wide and high. */
function pageOf(text: string): PageText {
  const boxes = new Float32Array(text.length * 4);
  const runs = new Uint32Array(text.length).fill(1);
  let [row, column] = [0, 0];
  for (let at = 0; at < text.length; at++, column++) {
    if (text[at] === "\n") [row, column, runs[at]] = [row + 1, -1, 0];
    else boxes.set([column * 10, row * 10, column * 10 + 10, row * 10 + 10], at * 4);
  }
  return { number: 1, widthPt: 612, heightPt: 792, text, boxes, inkBoxes: boxes, runs };
}

const found = (text: string, wanted: string): string[] =>
  findText(pageOf(text), wanted).map((match) => match.text);

describe("findText", () => {
  it("gives the place of the text and of its part on the last line", () => {
    const [match] = findText(pageOf("is signed\nby them"), "signed by");
    assert.deepEqual(
      { text: match?.text, box: match?.box, lastLine: match?.lastLine.box },
      {
        text: "signed\nby",
        box: { leftPt: 0, topPt: 0, rightPt: 90, bottomPt: 20 },
        lastLine: { leftPt: 0, topPt: 10, rightPt: 20, bottomPt: 20 },
      },
    );
  });

  for (const [text, wanted, expected] of [
    ["Signature of", "Signature", ["Signature"]],
    ["Signature:", "Signature", ["Signature"]],
    ["(Signature)", "Signature", ["Signature"]],
    ["Signatures", "Signature", []],
    ["Countersignature", "signature", []],
    ["signature", "Signature", []],
    ["Sig\u00adnature", "Signature", ["Sig\u00adnature"]],
    ["oﬃce", "office", ["oﬃce"]],
    ["office", "oﬃce", ["office"]],
    ["resume\u0301", "resume", []],
    ["resume\u0301", "resumé", ["resume\u0301"]],
    ["ここに署名：名前", "署名", ["署名"]],
    ["non-\ndisclosure", "non-disclosure", ["non-\ndisclosure"]],
    ["confi-\ndential", "confidential", ["confi-\ndential"]],
    ["non-disclosure", "nondisclosure", []],
    ["𝐒ign", "Sign", ["𝐒ign"]],
    ["a a a", "a a", ["a a"]],
    ["ba a a", "a a", ["a a"]],
  ] as const)
    it(`finds ${expected.length === 0 ? "nothing" : "it"}: ${JSON.stringify(wanted)} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(found(text, wanted), expected);
    });

  it("finds each word of each readable file of the collection where it is", async function () {
    needTestFiles(this);
    this.timeout(120_000);
    const reader = new DocumentReader();
    const folder = join(TEST_FILES, "pdfs");
    let words = 0;
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".pdf"))) {
      const text = await reader.readText(join(folder, name)).catch((error: unknown) => error);
      if (text instanceof DocumentError) continue;
      for (const page of (text as { pages: readonly PageText[] }).pages)
        for (const word of wordsOf(page).filter((one) => /[\p{L}\p{N}]/u.test(one.text))) {
          const starts = findText(page, word.text).map(({ start }) => start);
          assert(starts.includes(word.start), `${name}: ${word.text}`);
          words += 1;
        }
    }
    console.log(`      ${words} words`);
  });
});

describe("findSimilarText", () => {
  const similar = (text: string, wanted: string) =>
    findSimilarText([pageOf(text)], wanted, 5).map((match) => match.text);

  it("gives the nearest spelling first", () => {
    assert.deepEqual(similar("Sgnatures, Signiture, signature", "Signature"), [
      "signature",
      "Sgnature",
      "Signiture",
    ]);
  });

  it("gives nothing with more than one mistake in four characters", () => {
    assert.deepEqual(similar("Sin", "Sign here"), []);
  });

  it("gives no more than wanted", () => {
    assert.equal(similar("Sign ".repeat(10), "sign").length, 5);
  });
});
