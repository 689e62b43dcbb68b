/** Writes the documents that the examples send: `node tools/example-documents.ts`. The same bytes every time. */
import { writeFileSync } from "node:fs";
import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from "@cantoo/pdf-lib";

const a4 = { width: 595.28, height: 841.89 };
const margin = 72;

const clauses = [
  [
    "Purpose",
    "The parties want to explore working together. To do so, each of them may show the other things that are not public.",
  ],
  [
    "Confidential information",
    "Whatever one party marks as confidential, or shows in circumstances in which a sensible person would take it to be confidential, is confidential information of that party.",
  ],
  [
    "Duty of care",
    "The party that receives confidential information uses it only for the purpose above, shows it only to those of its people who need it for that purpose, and guards it as well as its own secrets.",
  ],
  [
    "What is not confidential",
    "Information that was public, was already known, was found independently, or came lawfully from somebody else is not covered. Where the law demands disclosure, it is allowed to that extent, with notice where that is lawful.",
  ],
  [
    "Term",
    "This agreement runs for two years from the last signature. The duty of care lasts three years longer.",
  ],
  [
    "Return",
    "On request, each party returns or destroys what it received, apart from copies that law or ordinary back-ups require.",
  ],
  ["No licence", "Nothing here grants rights in what is shown, or obliges anybody to go further."],
];

function wrapped(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const document = await PDFDocument.create({ updateMetadata: false });
document.setTitle("Mutual non-disclosure agreement");
document.setCreationDate(new Date(0));
document.setModificationDate(new Date(0));
const text = await document.embedFont(StandardFonts.TimesRoman);
const bold = await document.embedFont(StandardFonts.TimesRomanBold);

const terms = document.addPage([a4.width, a4.height]);
let y = a4.height - margin;
const write = (page: PDFPage, line: string, font: PDFFont, size: number, x = margin): void => {
  page.drawText(line, { x, y, font, size });
  y -= size * 1.5;
};
write(terms, "Mutual non-disclosure agreement", bold, 18);
write(terms, "An example document. It is no legal advice, and nobody should sign it in earnest.", text, 10);
y -= 12;
for (const [index, [title, body]] of clauses.entries()) {
  write(terms, `${index + 1}. ${title}`, bold, 12);
  for (const line of wrapped(body ?? "", text, 11, a4.width - 2 * margin)) write(terms, line, text, 11);
  y -= 8;
}

const signatures = document.addPage([a4.width, a4.height]);
y = a4.height - margin;
write(signatures, "Signatures", bold, 18);
for (const party of ["For the partner", "For the company"]) {
  y -= 40;
  write(signatures, party, bold, 12);
  for (const label of ["Name:", "Signature:", "Date:"]) {
    y -= 34;
    write(signatures, label, text, 11);
    signatures.drawLine({
      start: { x: margin + 60, y: y + 13 },
      end: { x: margin + 300, y: y + 13 },
      thickness: 0.5,
    });
  }
}

writeFileSync(
  new URL("../examples/nda/nda.pdf", import.meta.url),
  await document.save({ useObjectStreams: true }),
);
