import { deflateSync } from "node:zlib";
import { pdfOf } from "../sample-pdf.ts";

/** Entries for the dictionaries of a PDF of one page, and objects of its own. */
export interface Parts {
  readonly catalog?: string;
  readonly page?: string;
  /** Numbered from 4. */
  readonly objects?: readonly string[];
}

/** The objects of a PDF of one empty page (object 3). */
const objectsOf = ({ catalog = "", page = "", objects = [] }: Parts): string[] => [
  `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
  "<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 612 792] >>",
  `<< /Type /Page /Parent 2 0 R ${page} >>`,
  ...objects,
];

export const pdfWith = (parts: Parts): Buffer => pdfOf(...objectsOf(parts));

/** As {@link pdfWith}, with all objects packed into an object stream, so that none can be read in the file's bytes. */
export function packedPdfWith(parts: Parts): Buffer {
  const objects = objectsOf(parts);
  const starts = objects.map((_, index) => objects.slice(0, index).join("\n").length + (index > 0 ? 1 : 0));
  const index = `${starts.map((start, at) => `${at + 1} ${start}`).join(" ")} `;
  const packed = deflateSync(index + objects.join("\n"));
  const [streamNumber, tableNumber] = [objects.length + 1, objects.length + 2];
  const head = Buffer.from("%PDF-1.7\n");
  const holder = stream(
    streamNumber,
    `/Type /ObjStm /N ${objects.length} /First ${index.length} /Filter /FlateDecode`,
    packed,
  );
  const tableStart = head.length + holder.length;
  // Type, offset or containing stream, index: one byte, four, two.
  const rows = [
    [0, 0, 0],
    ...objects.map((_, at) => [2, streamNumber, at]),
    [1, head.length, 0],
    [1, tableStart, 0],
  ];
  const table = Buffer.concat(
    rows.map(([type = 0, where = 0, at = 0]) => {
      const row = Buffer.from([type, 0, 0, 0, 0, 0, at]);
      row.writeUInt32BE(where, 1);
      return row;
    }),
  );
  const tableObject = stream(tableNumber, `/Type /XRef /Size ${rows.length} /W [1 4 2] /Root 1 0 R`, table);
  return Buffer.concat([head, holder, tableObject, Buffer.from(`startxref\n${tableStart}\n%%EOF\n`)]);
}

/** A stream object's content, for {@link Parts.objects}. */
export const streamOf = (entries: string, content: string): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;

function stream(number: number, entries: string, content: Buffer): Buffer {
  const start = `${number} 0 obj\n<< ${entries} /Length ${content.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(start), content, Buffer.from("\nendstream\nendobj\n")]);
}
