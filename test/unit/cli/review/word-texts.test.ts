import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { wordTexts } from "../../../../cli/review/word-texts.ts";
import { DocumentReader } from "../../../../document/index.ts";
import type { ReviewedEnvelope } from "../../../../review/review.ts";
import { scratchFolder } from "../../document/test-files.ts";
import { PARTS, zipOf } from "../../document/word/zip-sample.ts";
import { sampleReview } from "../../review/sample-review.ts";

describe("texts of a review's Word files", () => {
  const scratch = scratchFolder();
  const [sample] = sampleReview.envelopes;
  const mask = { prose: (text: string) => text.replace(/\w/g, "*") };

  const textsFor = (sha256: string) => {
    const document = { name: "letter.docx", path: "letter.docx", kind: "docx" as const, sha256, tagged: [] };
    const envelopes = [{ ...(sample as ReviewedEnvelope), documents: [document] }];
    return wordTexts({ ...sampleReview, envelopes }, scratch.path("."), new DocumentReader(), mask);
  };

  it("are read, and masked like all else", async () => {
    const path = scratch.write("letter.docx", zipOf(...PARTS));
    const sha256 = hash("sha256", readFileSync(path));
    const plain = await new DocumentReader().readText(path);
    const texts = await textsFor(sha256);
    assert(plain.kind === "docx");
    assert.deepEqual(texts.get(sha256), plain.paragraphs.map(mask.prose));
  });

  it("are not those of a file that is another one by now, or gone", async () => {
    scratch.write("letter.docx", zipOf(...PARTS));
    assert.equal((await textsFor("0".repeat(64))).size, 0);
  });
});
