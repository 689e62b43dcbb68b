import assert from "node:assert/strict";
import { DocumentReader, type DocumentTraits } from "../../../../document/index.ts";
import { linesOfText, pdfOfContent } from "../sample-pdf.ts";
import { scratchFolder } from "../test-files.ts";
import { packedPdfWith, pdfWith, streamOf } from "./sample-traits.ts";

const NOTHING: DocumentTraits = {
  javaScript: false,
  macros: false,
  attachments: [],
  signatures: 0,
  formFields: 0,
  comments: 0,
  trackedChanges: 0,
  fonts: [],
  pages: [{ number: 1, characters: 0, pictureShare: 0 }],
};

const FILE = streamOf("/Type /EmbeddedFile", "content");

describe("the traits of PDFs", () => {
  const scratch = scratchFolder();
  const traitsOf = (pdf: Buffer): Promise<DocumentTraits> =>
    new DocumentReader().readTraits(scratch.write("traits.pdf", pdf));

  it("are none of an empty page", async () => {
    assert.deepEqual(await traitsOf(pdfWith({})), NOTHING);
    assert.deepEqual(await traitsOf(packedPdfWith({})), NOTHING);
  });

  it("have the names of files attached to the document, a page or an annotation", async () => {
    const parts = {
      catalog: "/Names << /EmbeddedFiles << /Names [(key) 4 0 R] >> >> /AF [4 0 R]",
      page: "/AF [<< /Type /Filespec /F (page.csv) /EF << /F 5 0 R >> >>] /Annots [6 0 R]",
      objects: [
        "<< /Type /Filespec /F (plain.txt) /UF <FEFF00DC006200650072002E007400780074> /EF << /F 5 0 R >> >>",
        FILE,
        "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F 7 0 R /EF << /F 5 0 R >> >> >>",
        "(\\200 \\(1\\).txt)",
      ],
    };
    const attachments = ["page.csv", "Über.txt", "• (1).txt"];
    assert.deepEqual(await traitsOf(pdfWith(parts)), { ...NOTHING, attachments });
    assert.deepEqual(await traitsOf(packedPdfWith(parts)), { ...NOTHING, attachments });
  });

  it("have an empty name for a file without one, and leave links to other files out", async () => {
    const parts = {
      catalog: "/OpenAction << /S /GoToR /F << /Type /Filespec /F (other.pdf) >> /D [0 /Fit] >>",
      page: "/AF [<< /Type /Filespec /EF << /F 4 0 R >> >>]",
      objects: [FILE],
    };
    assert.deepEqual(await traitsOf(pdfWith(parts)), { ...NOTHING, attachments: [""] });
  });

  it("count the form fields that can be filled in, each group of radio buttons once", async () => {
    const fields = [
      "/FT /Tx /T (text)",
      "/FT /Ch /T (choice) /Ff 131072",
      "/FT /Btn /T (tick)",
      "/FT /Btn /T (push) /Ff 65536",
      "/FT /Tx /T (read only) /Ff 1",
      "/FT /Sig /T (to sign)",
      "/FT /Btn /T (radio) /Ff 32768 /Kids [11 0 R 12 0 R]",
    ];
    const parts = {
      catalog: "/AcroForm << /Fields [4 0 R 5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 13 0 R] >>",
      objects: [
        ...fields.map((entries) => `<< ${entries} >>`),
        "<< /Subtype /Widget /Parent 10 0 R /AS /Off >>",
        "<< /Subtype /Widget /Parent 10 0 R /AS /Off >>",
        "<< /T (address) /FT /Tx /Kids [14 0 R 15 0 R] >>",
        "<< /T (street) /Parent 13 0 R >>",
        "<< /T (city) /Parent 13 0 R /Ff 1 >>",
      ],
    };
    assert.deepEqual(await traitsOf(pdfWith(parts)), { ...NOTHING, formFields: 5 });
    assert.deepEqual(await traitsOf(packedPdfWith(parts)), { ...NOTHING, formFields: 5 });
  });

  it("count signatures, also those of fields below others, but not fields that are still to be signed", async () => {
    const signature = "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 9 20 9] /Contents <00> >>";
    const parts = {
      catalog: "/AcroForm << /SigFlags 3 /Fields [4 0 R 5 0 R 6 0 R] >>",
      objects: [
        `<< /FT /Sig /T (first) /V ${signature} >>`,
        "<< /FT /Sig /T (second) >>",
        "<< /FT /Sig /T (group) /Kids [7 0 R] >>",
        "<< /T (third) /Parent 6 0 R /V 8 0 R >>",
        signature,
      ],
    };
    assert.deepEqual(await traitsOf(pdfWith(parts)), { ...NOTHING, signatures: 2 });
  });

  it("end with fields that are their own parents", async () => {
    const objects = ["<< /T (a) /Parent 5 0 R >>", "<< /T (b) /Parent 4 0 R /Kids [4 0 R 5 0 R] >>"];
    const catalog = "/AcroForm << /Fields [4 0 R] >>";
    assert.deepEqual(await traitsOf(pdfWith({ catalog, objects })), NOTHING);
  });

  it("count notes, highlights and drawings, not links and fields", async () => {
    const annotations = ["Text", "Highlight", "Ink", "Link", "Widget", "Popup"].map(
      (subtype) => `<< /Type /Annot /Subtype /${subtype} /Rect [0 0 9 9] >>`,
    );
    const pdf = pdfWith({ page: `/Annots [${annotations.join(" ")}]` });
    assert.deepEqual(await traitsOf(pdf), { ...NOTHING, comments: 3 });
  });

  it("count what text a page shows, white space and what is cut off left out, hidden text counted", async () => {
    const lines = linesOfText([72, 700, "Sign here"], [72, -50, "below"], [700, 700, "beside"]);
    const { pages } = await traitsOf(pdfOfContent(`${lines}\nBT 3 Tr /F1 9 Tf 72 600 Td (x y) Tj ET`));
    assert.deepEqual(pages, [{ number: 1, characters: 10, pictureShare: 0 }]);
  });

  it("have the fonts of visible text, subsets of one font together, each embedded or not", async () => {
    const parts = {
      page: `/Resources << /Font << /A 4 0 R /B 5 0 R /C 6 0 R /D 7 0 R /E 9 0 R >> >> /Contents 8 0 R`,
      objects: [
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Calibri >>",
        "<< /Type /Font /Subtype /TrueType /BaseFont /UVWXYZ+Calibri >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        streamOf(
          "",
          "BT /B 9 Tf 9 9 Td (b) Tj /C 9 Tf (c) Tj /A 9 Tf (a) Tj (a) Tj /E 9 Tf (x) Tj 3 Tr /D 9 Tf (d) Tj ET",
        ),
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 120 /LastChar 120 /Widths [500] /Encoding << /Differences [120 /x] >> /CharProcs << /x 10 0 R >> >>",
        streamOf("", "500 0 0 0 9 9 d1 0 0 9 9 re f"),
      ],
    };
    const { fonts } = await traitsOf(pdfWith(parts));
    assert.deepEqual(fonts, [
      { name: "", embedded: true },
      { name: "Calibri", embedded: false },
      { name: "Helvetica", embedded: false },
    ]);
  });

  it("have the fonts of annotations", async () => {
    const appearance = streamOf(
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /A 5 0 R >> >>",
      "BT /A 9 Tf (a) Tj ET",
    );
    const { fonts } = await traitsOf(
      pdfWith({
        page: "/Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /AP << /N 4 0 R >> >>]",
        objects: [appearance, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"],
      }),
    );
    assert.deepEqual(fonts, [{ name: "Courier", embedded: false }]);
  });

  describe("say how much of a page its pictures take", () => {
    const PICTURE = streamOf(
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
      "x",
    );
    const shareOf = async (content: string, page = "", form = ""): Promise<number | undefined> => {
      const drawn = streamOf(
        `/Type /XObject /Subtype /Form /Resources << /XObject << /P 4 0 R >> >> ${form}`,
        "/P Do",
      );
      const resources = "/Resources << /XObject << /P 4 0 R /F 6 0 R >> >>";
      const pdf = pdfWith({
        page: `${resources} /Contents 5 0 R ${page}`,
        objects: [PICTURE, streamOf("", content), drawn],
      });
      return (await traitsOf(pdf)).pages?.[0]?.pictureShare;
    };

    it("when one picture is the whole page, turned or not", async () => {
      assert.equal(await shareOf("q 612 0 0 792 0 0 cm /P Do Q"), 1);
      assert.equal(await shareOf("q 0 792 -612 0 612 0 cm /P Do Q", "/Rotate 90"), 1);
    });

    it("when the page is drawn in strips", async () => {
      const strips = Array.from({ length: 99 }, (_, at) => `q 612 0 0 8 0 ${at * 8} cm /P Do Q`);
      assert.equal(await shareOf(strips.join("\n")), 1);
    });

    it("when pictures overlap, or lie outside of the page in part", async () => {
      assert.equal(await shareOf("q 306 0 0 792 0 0 cm /P Do /P Do Q q 306 0 0 792 459 0 cm /P Do Q"), 0.75);
    });

    it("when a picture stands on its corner", async () => {
      const page = "/MediaBox [0 0 100 100]";
      assert.equal(await shareOf("q 50 50 -50 50 50 0 cm /P Do Q", page), 0.5);
    });

    it("of the crop box", async () => {
      assert.equal(await shareOf("q 100 0 0 100 200 200 cm /P Do Q", "/CropBox [200 200 300 400]"), 0.5);
    });

    it("when a picture is in a part that is drawn as a whole", async () => {
      const form = "/BBox [0 0 1 1] /Matrix [2 0 0 1 0 0]";
      assert.equal(await shareOf("q 306 0 0 396 0 0 cm /F Do Q", "", form), 0.5);
    });

    it("when a picture has no extent", async () => {
      assert.equal(await shareOf("q 612 0 0 0 0 0 cm /P Do Q"), 0);
    });
  });
});
