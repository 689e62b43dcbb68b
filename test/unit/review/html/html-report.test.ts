import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { encodePng } from "../../../../document/index.ts";
import { htmlReport } from "../../../../review/html/html-report.ts";
import { type PagePictures, pageKey, wantedPages } from "../../../../review/pictures/page-pictures.ts";
import type { Review, ReviewedEnvelope } from "../../../../review/review.ts";
import { reviewOf } from "../../../../review/review-of.ts";
import { sampleReview } from "../sample-review.ts";
import { scenarios } from "../scenarios.ts";

/** A picture of a colour of its own for each page that a review shows. */
function picturesOf(review: Review): PagePictures {
  const keys = wantedPages(review, "tagged").flatMap(({ sha256, pageNumbers }) =>
    pageNumbers.map((page) => pageKey(sha256, page)),
  );
  const pages = keys.map((key, at) => {
    const size = { widthPx: 6, heightPx: 8 };
    return [key, { png: encodePng({ ...size, data: new Uint8Array(192).fill(at) }), ...size }] as const;
  });
  return { pages: new Map(pages), missing: new Map() };
}

/** What a file would fetch, run or be steered by. */
const FOREIGN =
  /<script|<link|<iframe|<img|\son\w+=|url\(|@import|(?:src|href)="(?!#|data:image\/png;base64,)/i;

describe("the review as HTML", () => {
  for (const [name, source] of Object.entries(scenarios))
    it(`needs nothing from elsewhere, runs nothing, and is the same each time: ${name}`, () => {
      const review = reviewOf(source);
      const html = htmlReport(review, { pictures: picturesOf(review) });
      assert.doesNotMatch(html, FOREIGN);
      assert.equal(htmlReport(review, { pictures: picturesOf(review) }), html);
    });

  it("has a policy that allows its own style sheet, and nothing else but pictures in the file", () => {
    const html = htmlReport(sampleReview);
    const [, rules = ""] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.equal(
      policy,
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash("sha256", rules, "base64")}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
  });

  it("has the blocks in the order of the Markdown", () => {
    const html = htmlReport(sampleReview);
    const titles = [...html.matchAll(/<h[12][^>]*>([\s\S]*?)<\/h[12]>/g)].map(([, inner = ""]) =>
      inner
        .replace(/<span[\s\S]*/, "")
        .replace(/<[^>]*>/g, "")
        .trim(),
    );
    assert.deepEqual(titles, [
      "Refused",
      "Who is e-mailed",
      "1 signature is lost",
      "Envelopes",
      "Other resources that change",
      "Since the envelopes were sent",
      "Policy",
      "What was reviewed",
    ]);
  });

  it("has no picture and no text of a document where nothing about people is to be shown", () => {
    const review: Review = { ...sampleReview, mask: "full" };
    const html = htmlReport(review, {
      pictures: picturesOf(sampleReview),
      wordTexts: new Map([["", ["Secret"]]]),
    });
    assert.doesNotMatch(html, /data:image|Secret/);
  });

  it("shows the paragraphs of a Word file, and how many pages it is not known to have", () => {
    const [envelope] = sampleReview.envelopes;
    const document = {
      name: "letter.docx",
      path: "letter.docx",
      kind: "docx",
      sha256: "ff",
      tagged: [],
    } as const;
    const envelopes = [{ ...(envelope as ReviewedEnvelope), documents: [{ ...document, tagged: [] }] }];
    const html = htmlReport(
      { ...sampleReview, envelopes },
      {
        pictures: picturesOf(sampleReview),
        wordTexts: new Map([["ff", ["Dear <b>Lee</b>,", "Please sign."]]]),
      },
    );
    assert.match(html, /2 paragraphs[\s\S]*<p>Dear &lt;b&gt;Lee&lt;\/b&gt;,<\/p><p>Please sign\.<\/p>/);
  });

  it("keeps pictures within the limit, those of the first envelopes first, and says how many it has not", () => {
    const pictures = picturesOf(sampleReview);
    const [first] = pictures.pages.values();
    const html = htmlReport(sampleReview, { pictures, maxPictureBytes: (first?.png.length ?? 0) * 2 });
    assert.equal(html.match(/<image /g)?.length, 2);
    assert.match(html, /2 pages, 1 kB; 1 page left out, since the file would be too large/);
  });

  it("writes marks of direction and what has no width as codes, and leaves joiners of scripts alone", () => {
    const html = htmlReport({
      ...sampleReview,
      project: "a\u202Eb\u200Bc\u0000d",
      stack: "\u0915\u094D\u200D\u0937",
    });
    assert.match(html, /a⟨U\+202E⟩b⟨U\+200B⟩c⟨U\+0000⟩d \/ \u0915\u094D\u200D\u0937/);
  });
});
