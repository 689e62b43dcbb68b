const SIGNATURES: readonly (readonly [signature: string, description: string])[] = [
  ["\x89PNG\r\n\x1a\n", "a PNG picture"],
  ["\xff\xd8\xff", "a JPEG picture"],
  ["GIF8", "a GIF picture"],
  ["II*\0", "a TIFF picture"],
  ["MM\0*", "a TIFF picture"],
  ["{\\rtf", "a rich text (RTF) file"],
  ["PK\x03\x04", "a zip archive (a .docx is one, too)"],
  ["PK\x05\x06", "an empty zip archive"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office (97–2003) or password-protected Office file"],
  ["\x1f\x8b", "a gzip archive"],
  ["%!PS", "a PostScript file"],
  ["-----BEGIN", "a PEM key or certificate"],
];

/** How far behind the start a PDF's header may begin; readers have agreed on this since Acrobat 4. */
const HEADER_WITHIN = 1024;

/** Whether a PDF header (`%PDF-`) begins within the first 1,024 bytes. */
export const hasPdfHeader = (bytes: Uint8Array): boolean =>
  textOf(bytes, HEADER_WITHIN + 4).includes("%PDF-");

/** Says what a file appears to be, by its first bytes: a noun phrase such as "a PNG picture". */
export function describeContent(bytes: Uint8Array): string {
  const start = textOf(bytes, HEADER_WITHIN);
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known) return known[1];
  if (hasPdfHeader(bytes)) return "a PDF";
  if (!/[^\0]/.test(start)) return "a file of zero bytes";
  if (/^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)/i.test(start)) return "a web page (HTML)";
  if (/^(\xef\xbb\xbf)?\s*<\?xml/.test(start)) return "an XML file";
  if (isText(bytes.subarray(0, HEADER_WITHIN))) return "plain text";
  return "a file of another kind";
}

/** One character per byte, so that signatures with any byte can be compared. */
const textOf = (bytes: Uint8Array, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)).toString("latin1");

function isText(bytes: Uint8Array): boolean {
  try {
    // `stream` lets a character be cut off at the end of the sample.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    return false;
  }
}
