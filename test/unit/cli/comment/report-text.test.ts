import assert from "node:assert/strict";
import fc from "fast-check";
import { reportText } from "../../../../cli/comment/report-text.ts";
import { reportPicture } from "../../../../review/formats/report-picture.ts";
import { reviewMarkdown } from "../../../../review/formats/review-markdown.ts";
import { reviewOf } from "../../../../review/review-of.ts";
import { created, sourceOf } from "../../review/planned.ts";

const nowhere = { picturesUrl: undefined, reportUrl: undefined };
const pictures = { ...nowhere, picturesUrl: "https://example.com/raw/pictures/?token=1" };

interface Names {
  key: string;
  file: string;
  message: string;
  failure?: string;
}

/** A report with one picture, of an envelope whose parts are called so. */
function reportOf({ key, file, message, failure }: Names): string {
  const [sha256, page] = ["ab".repeat(32), { widthPt: 9, heightPt: 9 }];
  const inputs = {
    ...{ name: message, message, documents: [{ path: "a.pdf", fileName: file, sha256, pages: 1 }] },
    recipients: [
      {
        ...{ key, role: key, name: key, email: "pat@example.com" },
        tags: [{ type: "signature" as const, fileName: file, pageNumber: 1, x: 0, y: 0 }],
      },
    ],
  };
  const source = sourceOf([created("nda", inputs, [key])], new Map([[sha256, { pages: [page] }]]), {
    ...(failure !== undefined && { failure }),
  });
  return reviewMarkdown(reviewOf(source), { pictureUrl: () => "pictures/p.png" });
}

describe("a report in a comment", () => {
  it("links its pictures from where they were put", () => {
    const text = `![nda, page 2](pictures/nda-2.png)\n\n${reportPicture("page 3", "./n&a-3.png")}\n`;
    assert.equal(
      reportText(text, pictures),
      "![nda, page 2](https://example.com/raw/pictures/pictures/nda-2.png?token=1)\n\n" +
        '<img alt="page 3" width="360" src="https://example.com/raw/pictures/n&amp;a-3.png?token=1">\n',
    );
  });

  it("keeps what pictures show in words where they lie nowhere", () => {
    const text = `![nda, page 2](nda-2.png)\n\n${reportPicture("page 3", "nda-3.png")}`;
    assert.equal(reportText(text, nowhere), "*nda, page 2*\n\n<em>page 3</em>");
  });

  it("leaves other links as they are", () => {
    const urls = [
      "https://example.com/a.png",
      "data:image/png;base64,AA==",
      "../d.png",
      "/e.png",
      "//f.example.com/f",
    ];
    const text = ["[b](b.md)", ...urls.flatMap((url) => [`![a](${url})`, reportPicture("a", url)])].join(
      "\n",
    );
    assert.equal(reportText(text, pictures), text);
  });

  it("touches nothing else of a review, whatever people and documents are called", () => {
    const part = fc.constantFrom(
      ...["<img ", 'src="x"', 'alt="', 'width="360" ', ">", '"', "`", "```", "\n", "![a](b.png)", " ", "a"],
      ...["<", "|", '<img alt="a" width="360" src="b.png">', "\n![a](b.png)\n"],
    );
    const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(name, { minLength: 3, maxLength: 3 }), fc.boolean(), (names, isFailed) => {
        const [key = "", file = "", message = ""] = names;
        const markdown = reportOf({ key, file, message, ...(isFailed && { failure: names.join("\n") }) });
        const said = reportText(markdown, nowhere);
        const ours = reportPicture("page 1", "pictures/p.png");
        const expected = markdown.split("\n").map((line) => (line === ours ? "<em>page 1</em>" : line));
        assert.equal(said, expected.join("\n"));
        assert.ok(markdown.includes(ours));
      }),
      { numRuns: 200 },
    );
  });

  it("ends with a link to the whole", () => {
    assert.equal(
      reportText("Text\r\n\r\n", { ...nowhere, reportUrl: "https://example.com/runs/1" }),
      "Text\n\n[The whole report](https://example.com/runs/1)\n",
    );
  });
});
