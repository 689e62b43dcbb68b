import assert from "node:assert/strict";
import { type AnchorReading, DocumentReader, readAnchors } from "../../../../document/index.ts";
import { linesOfText, pdfOfContent, pdfOfContents } from "../sample-pdf.ts";
import { scratchFolder } from "../test-files.ts";

describe("readAnchors", () => {
  const scratch = scratchFolder();
  const reader = new DocumentReader();

  const read = async (content: Uint8Array): Promise<AnchorReading> => {
    const text = await reader.readText(scratch.write("anchors.pdf", content));
    assert(text.kind === "pdf");
    return readAnchors(text);
  };
  const readLine = (text: string) => read(pdfOfContent(linesOfText([72, 700, text])));

  it("gives the header's pages", async () => {
    const { headerPages } = await read(
      pdfOfContents(linesOfText([72, 780, "|AT|"]), linesOfText([72, 780, "x |AT|"])),
    );
    assert.deepEqual(headerPages, [1, 2]);
  });

  it("gives an anchor with its page, box and parts", async () => {
    const { anchors, issues } = await read(
      pdfOfContents(linesOfText([72, 700, "|AT|"]), linesOfText([72, 692, "Sign: |S1SR|"])),
    );
    assert.deepEqual(issues, []);
    assert.deepEqual(
      anchors.map(({ box, ...anchor }) => ({
        ...anchor,
        left: Math.round(box.leftPt),
        top: Math.round(box.topPt),
      })),
      [
        {
          text: "|S1SR|",
          pageNumber: 2,
          roleLetter: "S",
          number: 1,
          role: "Signer 1",
          type: "signature",
          required: true,
          left: 103,
          top: 89,
        },
      ],
    );
  });

  for (const [text, role, type, required, group] of [
    ["|S1SR|", "Signer 1", "signature", true, undefined],
    ["|T2TO|", "Tenant 2", "text_field", false, undefined],
    ["|L30CBO|", "Landlord 30", "checkbox_field", false, undefined],
    ["|A3DSR|", "Agent 3", "date_signed_field", true, undefined],
    ["|G1RGR|", "Guarantor 1", "radio_field", true, undefined],
    ["|S1RG1R|", "Signer 1", "radio_field", true, 1],
    ["|S1RG12O|", "Signer 1", "radio_field", false, 12],
    ["|C1AO|", "Contractor 1", "attachment", false, undefined],
    ["|S1INR|", "Signer 1", "initials", true, undefined],
  ] as const)
    it(`reads ${text}`, async () => {
      const { anchors, issues } = await readLine(text);
      const found = anchors.map((anchor) => [anchor.role, anchor.type, anchor.required, anchor.group]);
      assert.deepEqual({ found, issues }, { found: [[role, type, required, group]], issues: [] });
    });

  it("reads the JSON of a text anchor", async () => {
    const { anchors } = await readLine('|S1TR{"nm":"full name","ph":"Your name","pf":"Ada Example"}|');
    assert.deepEqual(
      anchors.map(({ text, options }) => ({ text, options })),
      [{ text: "|S1TR{…}|", options: { nm: "full name", ph: "Your name", pf: "Ada Example" } }],
    );
  });

  it("reads anchors that follow each other", async () => {
    const { anchors, headerPages } = await readLine("|AT||S1SR||S2SR| and |S3SR|");
    assert.deepEqual([headerPages, anchors.map(({ text }) => text)], [[1], ["|S1SR|", "|S2SR|", "|S3SR|"]]);
  });

  it("passes over bars around something else", async () => {
    assert.deepEqual(await readLine("| Name | A4 | B2B | at | 12 | {} | x||"), {
      headerPages: [],
      anchors: [],
      issues: [],
    });
  });

  for (const [text, code, problem] of [
    ["|X1SR|", "wrong-role-letter", "begins with X, which is no role."],
    ["|s1SR|", "wrong-role-letter", "begins with s, which is no role."],
    ["|S0SR|", "number-out-of-range", "is for number 0. Numbers go from 1 to 30."],
    ["|S31SR|", "number-out-of-range", "is for number 31. Numbers go from 1 to 30."],
    ["|S01SR|", "number-out-of-range", "is for number 01. Numbers go from 1 to 30."],
    ["|S1XR|", "unknown-type", "has the unknown type XR."],
    ["|S1S|", "unknown-type", "has the unknown type S."],
    ["|S1sr|", "unknown-type", "has the unknown type sr."],
    ["|S1S1R|", "unknown-type", "has the unknown type S1R."],
    ["|S1DSO|", "optional-date", "makes a date optional"],
    ['|S1SR{"nm":"a"}|', "bad-json", "carries JSON, which only text anchors (T) may."],
    ["|S1TR{nm:a}|", "bad-json", "has JSON that cannot be read."],
    ["|S1TR{\\223nm\\224:\\223Ada\\224}|", "bad-json", "has JSON that cannot be read."],
  ] as const)
    it(`refuses ${text} (${code}) with page and text`, async () => {
      const { anchors, issues } = await readLine(text);
      const shown = text.replace(/\{.*\}/, "{…}");
      assert.deepEqual(
        [anchors, issues.map(({ message, ...issue }) => issue)],
        [[], [{ code, pageNumber: 1, text: shown }]],
      );
      assert(issues[0]?.message.startsWith(`${shown} on page 1 ${problem}`), issues[0]?.message);
    });

  for (const [how, content, problem] of [
    ["over text objects", "(|S1) Tj (SR|) Tj", "is drawn by 2 text objects of the file instead of one."],
    ["over lines", "(|S1) Tj 0 -14 Td (SR|) Tj", "is split over two lines."],
    ["by a wide gap", "[(|S1)-400(SR|)] TJ", "has white space inside."],
  ] as const)
    it(`refuses an anchor split ${how}, and still says whom it is for`, async () => {
      const { anchors, issues } = await read(pdfOfContent(`BT /F1 12 Tf 72 700 Td ${content} ET`));
      assert.deepEqual(
        [anchors.map(({ role }) => role), issues.map(({ code, text }) => [code, text])],
        [["Signer 1"], [["split", "|S1SR|"]]],
      );
      assert(issues[0]?.message.startsWith(`|S1SR| on page 1 ${problem}`), issues[0]?.message);
    });

  it("takes an anchor for whole whose letters are only kerned", async () => {
    const { issues } = await read(pdfOfContent("BT /F1 12 Tf 72 700 Td [(|S)20(1)-30(SR|)] TJ ET"));
    assert.deepEqual(issues, []);
  });

  it("reads a page of 50,000 bars in one go", async () => {
    const bars = `BT /F1 1 Tf 1 TL 10 780 Td ${`(${"|{".repeat(500)}) Tj T* `.repeat(50)} ET`;
    const { anchors, issues } = await read(pdfOfContent(bars));
    assert.deepEqual({ anchors, issues }, { anchors: [], issues: [] });
  });
});
