import type { Pdfium } from "./pdfium.ts";

/** The start of a script, or of an entity that could hide one. */
const SCRIPT = /<(?:[\w.-]+:)?script[\s/>]|<!ENTITY/i;

/** Whether an XFA form has scripts, in JavaScript or FormCalc; also when a part of it cannot be read. */
export function hasXfaScript(pdfium: Pdfium, document: number): boolean {
  const count = pdfium.FPDF_GetXFAPacketCount(document);
  for (let index = 0; index < count; index++) {
    const packet = readPacket(pdfium, document, index);
    // UTF-16 is ASCII with zero bytes between, as far as this goes.
    if (!packet || SCRIPT.test(packet.toString("latin1").replaceAll("\0", ""))) return true;
  }
  return false;
}

function readPacket(pdfium: Pdfium, document: number, index: number): Buffer | undefined {
  const length = pdfium.allocate(4);
  const lengthNow = () =>
    new DataView(pdfium.memory().buffer, pdfium.memory().byteOffset).getUint32(length, true);
  let packet: Buffer | undefined;
  if (pdfium.FPDF_GetXFAPacketContent(document, index, 0, 0, length)) {
    const size = lengthNow();
    const place = pdfium.allocate(size + 1);
    if (pdfium.FPDF_GetXFAPacketContent(document, index, place, size, length))
      packet = Buffer.from(pdfium.memory().slice(place, place + size).buffer);
    pdfium.free(place);
  }
  pdfium.free(length);
  return packet;
}
