import assert from "node:assert/strict";
import { reportText } from "../../../../cli/comment/report-text.ts";

const nowhere = { picturesUrl: undefined, reportUrl: undefined };
const pictures = { ...nowhere, picturesUrl: "https://example.com/raw/pictures/?token=1" };

describe("a report in a comment", () => {
  it("links its pictures from where they were put", () => {
    const text = '![nda, page 2](pictures/nda-2.png) and <img src="./nda-3.png" alt="page 3" width="300">';
    assert.equal(
      reportText(text, pictures),
      "![nda, page 2](https://example.com/raw/pictures/pictures/nda-2.png?token=1) and " +
        '<img src="https://example.com/raw/pictures/nda-3.png?token=1" alt="page 3" width="300">',
    );
  });

  it("keeps what pictures show in words where they lie nowhere", () => {
    const text = '![nda, page 2](nda-2.png), <img alt="page 3" src="nda-3.png">, <img src="nda-4.png">';
    assert.equal(reportText(text, nowhere), "*nda, page 2*, <em>page 3</em>, ");
  });

  it("leaves other links as they are", () => {
    const text =
      "![a](https://example.com/a.png) [b](b.md) ![c](data:image/png;base64,AA==) ![d](../d.png) ![e](/e.png) ![f](//f.example.com/f.png)";
    assert.equal(reportText(text, pictures), text);
  });

  it("ends with a link to the whole", () => {
    assert.equal(
      reportText("Text\r\n\r\n", { ...nowhere, reportUrl: "https://example.com/runs/1" }),
      "Text\n\n[The whole report](https://example.com/runs/1)\n",
    );
  });
});
