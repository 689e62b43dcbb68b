import assert from "node:assert/strict";
import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { DocumentReader } from "../../../document/index.ts";
import { stampTags } from "../../../emulator/pdf/stamp-tags.ts";
import { scratchFolder } from "../document/test-files.ts";
import { stampedInk } from "./geometry/stamped-ink.ts";

const COLUMNS = 20;
const SIDE_PT = 40;
const page = { widthPt: COLUMNS * SIDE_PT, heightPt: 12 * SIDE_PT };

describe("a letter's ink", () => {
  const scratch = scratchFolder();

  for (const [type, name] of [
    ["text_field", StandardFonts.Helvetica],
    ["signature", StandardFonts.TimesRomanItalic],
  ] as const)
    it(`begins at the point of a ${type}, whichever letter ${name} has`, async () => {
      const document = await PDFDocument.create();
      document.addPage([page.widthPt, page.heightPt]);
      const font = await document.embedFont(name);
      // The soft hyphen is drawn by some programs and not by others.
      const letters = [...new Set(font.getCharacterSet())]
        .map((code) => String.fromCodePoint(code))
        .filter((letter) => !/[\s\u00ad]/.test(letter));
      const at = letters.map((_, index) => ({
        xPt: (index % COLUMNS) * SIDE_PT + 10,
        yPt: Math.floor(index / COLUMNS) * SIDE_PT + 10,
      }));
      const filled = letters.map((value, index) => {
        const { xPt = 0, yPt = 0 } = at[index] ?? {};
        const [x, y] = [xPt / page.widthPt, yPt / page.heightPt];
        return { tag: { type, file_name: "a.pdf", page_number: 1, x, y }, value };
      });
      const [plain, stamped] = [await document.save(), await stampTags(await document.save(), filled)];
      const draw = (path: string) =>
        new DocumentReader().renderPage(path, { pageNumber: 1, scale: 4, format: "rgba" });
      const cells = at.map(({ xPt, yPt }) => ({
        cell: { leftPt: xPt - 8, topPt: yPt - 8, rightPt: xPt + 28, bottomPt: yPt + 28 },
      }));
      const { marks, stray } = stampedInk(
        await draw(scratch.write("plain.pdf", plain)),
        await draw(scratch.write("stamped.pdf", stamped)),
        page,
        cells,
      );
      const offs = letters.map((letter, index) => {
        const { leftPt = Number.NaN, topPt = Number.NaN } = marks[index] ?? {};
        const { xPt = 0, yPt = 0 } = at[index] ?? {};
        return { letter, off: Math.max(Math.abs(leftPt - xPt), Math.abs(topPt - yPt)) };
      });
      console.log(
        `      ${letters.length} letters, at most ${Math.max(...offs.map(({ off }) => off)).toFixed(2)} pt off`,
      );
      assert.deepEqual({ far: offs.filter(({ off }) => !(off <= 1)), stray }, { far: [], stray: 0 });
      assert(letters.length > 200);
    });
});
