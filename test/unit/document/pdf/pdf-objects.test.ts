import assert from "node:assert/strict";
import { PdfName, PdfReference, type PdfValue, parseValue } from "../../../../document/pdf/pdf-objects.ts";
import { decodeTextString } from "../../../../document/pdf/text-string.ts";

const parse = (text: string): PdfValue => parseValue(Buffer.from(text, "latin1"), 0);
const textIn = (text: string): string => decodeTextString(parse(text) as Uint8Array);

describe("the values of a PDF", () => {
  it("are numbers, references, names, words, arrays and dictionaries", () => {
    const text = "\r\n<</A 1/B -.5/C[ 3 0 R  4 5 /X 16 0 R]/D<</E/F#20G>>/H true/I null/J[]>>stream";
    assert.deepEqual(
      parse(text),
      new Map<string, PdfValue>([
        ["A", 1],
        ["B", -0.5],
        ["C", [new PdfReference(3), 4, 5, new PdfName("X"), new PdfReference(16)]],
        ["D", new Map([["E", new PdfName("F G")]])],
        ["H", true],
        ["I", null],
        ["J", []],
      ]),
    );
  });

  it("are strings with brackets, escapes and octal codes, or in hexadecimal", () => {
    assert.equal(textIn("(a (b) \\(c \\\\ \\\nd\\101\\7x)"), "a (b) (c \\ dA\u0007x");
    assert.equal(textIn("<61 6 2 7>"), "abp");
    assert.equal(textIn("()"), "");
  });

  it("cannot be read when they do not end, are none, or are nested without end", () => {
    for (const text of ["(a", "<61", "[1", "<</A", "<</A 1", "<<1 2>>", "", "obj", "]", "[".repeat(1000)])
      assert.throws(() => parse(text), Error, text);
  });
});

describe("text strings of a PDF", () => {
  it("are in Unicode when they say so, else in PDFDocEncoding", () => {
    assert.equal(textIn("<FEFF00DC20AC>"), "Ü€");
    assert.equal(textIn("<FFFEDC00AC20>"), "Ü€");
    assert.equal(textIn("<EFBBBFC39CE282AC>"), "Ü€");
    assert.equal(textIn("<DC A0 80 92 9F 18 1F>"), "Ü€•™\uFFFD\u02d8\u02dc");
  });
});
