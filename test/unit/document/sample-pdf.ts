import { constants, deflateRawSync } from "node:zlib";

/** A PDF of the given objects (numbered from 1; the first is the catalog) with a cross-reference table that is right. */
export function pdfOf(...objects: readonly string[]): Buffer {
  const parts = ["%PDF-1.7\n"];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  parts.push(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join("")}${trailer}`);
  return Buffer.from(parts.join(""), "latin1");
}

const CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";

/** A PDF whose page tree is one node with these pages, each given by the entries of its dictionary. */
export function pdfOfPages(...pages: readonly string[]): Buffer {
  const kids = pages.map((_, index) => `${index + 3} 0 R`).join(" ");
  const leaves = pages.map((entries) => `<< /Type /Page /Parent 2 0 R ${entries} >>`);
  return pdfOf(CATALOG, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`, ...leaves);
}

/**
 * A PDF of one page with this content stream, in which `/F1` is Helvetica.
 *
 * @param entries further entries of the page's dictionary; its media box is US Letter unless they name one
 * @param font the entries of the font's dictionary
 */
export function pdfOfContent(content: string, entries = "", font = HELVETICA): Buffer {
  return pdfOf(...pageTree([content], entries, font));
}

/** A PDF of pages with these content streams, as {@link pdfOfContent} makes them. */
export const pdfOfContents = (...contents: readonly string[]): Buffer =>
  pdfOf(...pageTree(contents, "", HELVETICA));

const HELVETICA = "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding";

function pageTree(contents: readonly string[], entries: string, font: string): string[] {
  const kids = contents.map((_, index) => `${index * 2 + 4} 0 R`).join(" ");
  const pages = contents.flatMap((content, index) => [
    `<< /Type /Page /Parent 2 0 R /Contents ${index * 2 + 5} 0 R /Resources << /Font << /F1 3 0 R >> >> ${entries} >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]);
  const root = `<< /Type /Pages /Count ${contents.length} /Kids [${kids}] /MediaBox [0 0 612 792] >>`;
  return [CATALOG, root, `<< /Type /Font ${font} >>`, ...pages];
}

/** The content stream that writes lines of text in Helvetica, each with one show operator, at places in the file. */
export const linesOfText = (...lines: readonly (readonly [x: number, y: number, text: string])[]): string =>
  lines.map(([x, y, text]) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`).join("\n");

/** A PDF whose page tree is the given nodes and pages, the first of them (object 2) the root. */
export const pdfOfTree = (...nodes: readonly string[]): Buffer => pdfOf(CATALOG, ...nodes);

/** A page tree whose node points at itself. */
export const loopingTree = (): Buffer => pdfOfTree("<< /Type /Pages /Kids [2 0 R 2 0 R] >>");

/** A page tree with one page, this many levels down. */
export function deepTree(levels: number): Buffer {
  const nodes = Array.from(
    { length: levels },
    (_, level) => `<< /Type /Pages /Count 1 /Kids [${level + 3} 0 R] >>`,
  );
  return pdfOfTree(...nodes, "<< /Type /Page /MediaBox [0 0 612 792] >>");
}

/**
 * A page tree in which each node names the next twice and the last has no pages, so that whoever counts the pages
 * visits 2^levels nodes to find none.
 */
export function doublingTree(levels: number): Buffer {
  const nodes = Array.from({ length: levels }, (_, level) => {
    const next = `${level + 3} 0 R`;
    return `<< /Type /Pages /Kids [${next} ${next}] >>`;
  });
  return pdfOfTree(...nodes, "<< /Type /Pages /Kids [] >>");
}

/** A PDF whose page tree is in a stream that unpacks to this many megabytes of spaces. */
export function unpackingBomb(megabytes: number): Buffer {
  // One megabyte, packed so that the result can be repeated; PDF readers do not insist on the checksum.
  const piece = deflateRawSync(Buffer.alloc(2 ** 20, " "), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([
    Buffer.from("789c", "hex"),
    ...Array(megabytes).fill(piece),
    Buffer.from("0300", "hex"),
  ]);
  const head = Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  const objects = stream(3, "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", packed);
  const table = head.length + objects.length;
  // Type, offset or containing stream, index: one byte, four, two.
  const rows = [
    [0, 0, 0],
    [1, 9, 0],
    [2, 3, 0],
    [1, head.length, 0],
    [1, table, 0],
  ].map(([type = 0, at = 0, index = 0]) => {
    const row = Buffer.from([type, 0, 0, 0, 0, 0, index]);
    row.writeUInt32BE(at, 1);
    return row;
  });
  const tableObject = stream(4, "/Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R", Buffer.concat(rows));
  return Buffer.concat([head, objects, tableObject, Buffer.from(`startxref\n${table}\n%%EOF\n`)]);
}

function stream(number: number, entries: string, content: Buffer): Buffer {
  const start = `${number} 0 obj\n<< ${entries} /Length ${content.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(start), content, Buffer.from("\nendstream\nendobj\n")]);
}
