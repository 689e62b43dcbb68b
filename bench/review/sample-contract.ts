import { PDFDocument, rgb, StandardFonts } from "@cantoo/pdf-lib";

/** A contract of some pages of close text, with a letterhead in colours; each number gives another one. */
export async function sampleContract(pages: number, number: number): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const text = document.embedStandardFont(StandardFonts.TimesRoman);
  const bold = document.embedStandardFont(StandardFonts.HelveticaBold);
  for (let page = 1; page <= pages; page += 1) {
    const sheet = document.addPage([595.28, 841.89]);
    sheet.drawRectangle({
      x: 60,
      y: 785,
      width: 475,
      height: 18,
      color: rgb(0.13, 0.32 + number / 40, 0.55),
    });
    sheet.drawText(`Contract ${number}, part ${page}`, {
      x: 68,
      y: 790,
      size: 11,
      font: bold,
      color: rgb(1, 1, 1),
    });
    for (let line = 0; line < 48; line += 1)
      sheet.drawText(
        `${page}.${line + 1} Each party keeps to itself what it learns of the other in the course of contract ${number}, clause ${page * 48 + line}.`,
        { x: 60, y: 760 - line * 14, size: 9.5, font: text },
      );
  }
  return document.save();
}
