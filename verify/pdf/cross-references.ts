import type { PdfDictionary } from "../../document/pdf/pdf-objects.ts";
import { PdfError } from "./pdf-error.ts";
import { isNamed, numbersOf, readObject, valueAt } from "./pdf-object.ts";
import { unpackStream } from "./pdf-stream.ts";

/** Where an object is: at an offset in the file, or the `index`-th in an object stream. */
export type ObjectPlace =
  | { readonly offset: number }
  | { readonly container: number; readonly index: number };

/** What the cross-references of a PDF say: the newest first where an object is in several. */
export interface CrossReferences {
  readonly trailer: PdfDictionary;
  /** `null` for an object that was deleted. */
  readonly places: ReadonlyMap<number, ObjectPlace | null>;
}

/** More updates than any file has that was not made to stall its readers. */
const MAX_SECTIONS = 1_000;
const MAX_OBJECTS = 1_000_000;

/**
 * Follows the cross-references from the end of a PDF, as readers do. Nothing is repaired: a file that needs it is
 * refused.
 *
 * @throws PdfError when they are damaged
 */
export function readCrossReferences(bytes: Buffer): CrossReferences {
  const places = new Map<number, ObjectPlace | null>();
  const seen = new Set<number>();
  let newest: PdfDictionary | undefined;
  let at: number | undefined = startOf(bytes);
  while (at !== undefined) {
    if (seen.has(at) || seen.size >= MAX_SECTIONS)
      throw new PdfError("has cross-references that go in circles.");
    seen.add(at);
    const section = readSection(bytes, at);
    newest ??= section.trailer;
    for (const [number, place] of section.places) if (!places.has(number)) places.set(number, place);
    if (places.size > MAX_OBJECTS) throw new PdfError("has more objects than are read.");
    const previous: unknown = section.trailer.get("Prev");
    at = typeof previous === "number" ? previous : undefined;
  }
  if (!newest) throw new PdfError("has no trailer.");
  return { trailer: newest, places };
}

function startOf(bytes: Buffer): number {
  const tail = bytes.toString("latin1", Math.max(0, bytes.length - 1024));
  const found = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1];
  if (found === undefined) throw new PdfError("does not end as a PDF does.");
  return Number(found);
}

function readSection(bytes: Buffer, at: number): CrossReferences {
  if (!/^\s*xref\s/.test(bytes.toString("latin1", at, at + 16))) return readStream(bytes, at);
  const { trailer, places } = readTable(bytes, at);
  const hybrid = trailer.get("XRefStm");
  if (typeof hybrid !== "number") return { trailer, places };
  // What only newer readers understand is free in the table, and used in the stream (ISO 32000-1, 7.5.8.4).
  const used = new Map(places);
  for (const [number, place] of readStream(bytes, hybrid).places)
    if (!used.get(number)) used.set(number, place);
  return { trailer, places: used };
}

/** ISO 32000-1, 7.5.4. */
function readTable(bytes: Buffer, at: number): CrossReferences {
  const places = new Map<number, ObjectPlace | null>();
  let next = bytes.indexOf("xref", at) + "xref".length;
  for (;;) {
    const head = /^\s*(?:(\d+)\s+(\d+)\s+|trailer)/.exec(bytes.toString("latin1", next, next + 64));
    if (!head) throw new PdfError("has a damaged cross-reference table.");
    next += head[0].length;
    if (head[1] === undefined) break;
    const [first, count] = [Number(head[1]), Number(head[2])];
    const lines = bytes.toString("latin1", next, next + Math.min(count, MAX_OBJECTS) * 20);
    let end = 0;
    let number = first;
    for (const line of lines.matchAll(/(\d{10}) \d{5} ([nf])\s{1,2}/gy)) {
      places.set(number++, line[2] === "n" ? { offset: Number(line[1]) } : null);
      end = line.index + line[0].length;
    }
    if (places.size > MAX_OBJECTS) throw new PdfError("has more objects than are read.");
    if (number !== first + count) throw new PdfError("has a damaged cross-reference table.");
    next += end;
  }
  const trailer = valueAt(bytes, next).value;
  if (!(trailer instanceof Map)) throw new PdfError("has no trailer.");
  return { trailer, places };
}

/** ISO 32000-1, 7.5.8. */
function readStream(bytes: Buffer, at: number): CrossReferences {
  const { value: dictionary, raw } = readObject(bytes, at);
  const isOne = dictionary instanceof Map && isNamed(dictionary.get("Type"), "XRef");
  if (!isOne || !raw) throw new PdfError("has damaged cross-references.");
  const widths = numbersOf(dictionary.get("W"));
  const [kindWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const rowBytes = kindWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || rowBytes === 0 || widths.some((width) => width < 0 || width > 6))
    throw new PdfError("has damaged cross-references.");
  const rows = unpackStream(dictionary, raw);
  if (rows.length > MAX_OBJECTS * rowBytes) throw new PdfError("has more objects than are read.");
  const ranges = numbersOf(dictionary.get("Index") ?? [0, dictionary.get("Size") ?? 0]);
  const places = new Map<number, ObjectPlace | null>();
  let row = 0;
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2);
    for (let number = first; number < first + count && row + rowBytes <= rows.length; number++) {
      const kind = kindWidth === 0 ? 1 : rows.readUIntBE(row, kindWidth);
      const second = secondWidth === 0 ? 0 : rows.readUIntBE(row + kindWidth, secondWidth);
      const third = thirdWidth === 0 ? 0 : rows.readUIntBE(row + kindWidth + secondWidth, thirdWidth);
      places.set(number, placeOf(kind, second, third));
      row += rowBytes;
    }
  }
  return { trailer: dictionary, places };
}

function placeOf(kind: number, second: number, third: number): ObjectPlace | null {
  if (kind === 1) return { offset: second };
  return kind === 2 ? { container: second, index: third } : null;
}
