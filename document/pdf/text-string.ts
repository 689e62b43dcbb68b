/** What PDFDocEncoding has where Latin-1 has control characters (ISO 32000-2, annex D.3). */
const BELOW_SPACE = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc";
const FROM_80 = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€";

/** Decodes a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 when it begins with their mark, else PDFDocEncoding. */
export function decodeTextString(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  return Array.from(bytes, (byte) => {
    if (byte >= 0x18 && byte < 0x20) return BELOW_SPACE[byte - 0x18];
    if (byte >= 0x80 && byte <= 0xa0) return FROM_80[byte - 0x80];
    return String.fromCharCode(byte);
  }).join("");
}
