import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
} from "@cantoo/pdf-lib";
import type { ListedObject } from "./cross-references.ts";

/**
 * The objects a cross-reference stream lists by where they begin (ISO 32000-1, 7.5.8); undefined where it names an object
 * stream that is not there.
 */
export function listedObjects(stream: PDFRawStream, context: PDFContext): ListedObject[] | undefined {
  const { dict } = stream;
  const [typeWidth = 0, offsetWidth = 0, generationWidth = 0] = numbersOf(dict, "W") ?? [];
  const ranges = numbersOf(dict, "Index") ?? [0, numberOf(dict, "Size") ?? 0];
  const bytes = entryBytes(stream);
  const objects: ListedObject[] = [];
  let at = 0;
  const field = (width: number): number => {
    let value = 0;
    for (const end = at + width; at < end; at += 1) value = value * 256 + (bytes[at] ?? Number.NaN);
    return value;
  };
  for (let range = 0; range < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2);
    for (let number = first; number < first + count; number += 1) {
      const type = typeWidth === 0 ? 1 : field(typeWidth);
      const place = field(offsetWidth);
      field(generationWidth);
      if (type === 1) objects.push({ number, offset: place });
      else if (type === 2 && !(context.lookup(PDFRef.of(place)) instanceof PDFRawStream)) return undefined;
    }
  }
  return objects;
}

/** Pdf-lib undoes the compression, but not the prediction (ISO 32000-1, 7.4.4.4), which most such streams have. */
function entryBytes(stream: PDFRawStream): Uint8Array {
  const bytes = decodePDFRawStream(stream).decode();
  const parameters = stream.dict.lookup(PDFName.of("DecodeParms"));
  if (!(parameters instanceof PDFDict) || (numberOf(parameters, "Predictor") ?? 1) < 10) return bytes;
  const columns = numberOf(parameters, "Columns") ?? 1;
  const rows = Math.floor(bytes.length / (columns + 1));
  const plain = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const type = bytes[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (plain[at - 1] ?? 0) : 0;
      const up = row > 0 ? (plain[at - columns] ?? 0) : 0;
      const upLeft = column > 0 && row > 0 ? (plain[at - columns - 1] ?? 0) : 0;
      const given = bytes[row * (columns + 1) + 1 + column] ?? 0;
      plain[at] = given + predicted(type, left, up, upLeft);
    }
  }
  return plain;
}

/** PNG's filters (ISO 15948, 9). */
function predicted(type: number, left: number, up: number, upLeft: number): number {
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  if (type !== 4) return 0;
  const guess = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((one) => Math.abs(guess - one)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function numbersOf(dictionary: PDFDict, key: string): number[] | undefined {
  const list = dictionary.lookup(PDFName.of(key));
  if (!(list instanceof PDFArray)) return undefined;
  return list.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : Number.NaN));
}

function numberOf(dictionary: PDFDict, key: string): number | undefined {
  const number = dictionary.lookup(PDFName.of(key));
  return number instanceof PDFNumber ? number.asNumber() : undefined;
}
