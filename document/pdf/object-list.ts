import { type PdfDictionary, PdfReference, type PdfValue, parseValue } from "./pdf-objects.ts";
import type { Pdfium } from "./pdfium.ts";

/** PDFium's `FPDF_REMOVE_SECURITY`. */
const DECRYPTED = 3;

/**
 * All objects of a PDF that can be reached, as PDFium understands them: it writes a copy in which they are decrypted,
 * unpacked from object streams, and spelled in one way only. They are read from there one at a time and not kept.
 */
export class ObjectList {
  readonly #copy: Buffer;
  readonly #offsets: ReadonlyMap<number, number>;

  constructor(copy: Buffer) {
    this.#copy = copy;
    this.#offsets = offsetsOf(copy);
  }

  /** Every dictionary, those inside of others included, with the number of the object when it is one. */
  *dictionaries(): Generator<{ number: number | undefined; dictionary: PdfDictionary }> {
    for (const number of this.#offsets.keys()) {
      const value = this.#object(number);
      for (const dictionary of dictionariesIn(value))
        yield { number: dictionary === value ? number : undefined, dictionary };
    }
  }

  /** The value itself when it is a reference; null when there is nothing. */
  resolve(value: PdfValue | undefined): Exclude<PdfValue, PdfReference> {
    // A chain of references is followed as far as PDFium does.
    const found = value instanceof PdfReference ? this.#object(value.number) : (value ?? null);
    return found instanceof PdfReference ? null : found;
  }

  #object(number: number): PdfValue {
    const at = this.#offsets.get(number);
    if (at === undefined) return null;
    const start = this.#copy.indexOf("obj", at);
    return parseValue(this.#copy, start + "obj".length);
  }
}

/**
 * Lists the objects of an open PDF. PDFium takes the document for decrypted afterwards.
 *
 * @returns undefined when PDFium cannot write them down
 */
export function listObjects(pdfium: Pdfium, document: number): ObjectList | undefined {
  const writer = pdfium.PDFiumExt_OpenFileWriter();
  const written = pdfium.FPDF_SaveAsCopy(document, writer, DECRYPTED);
  const size = pdfium.PDFiumExt_GetFileWriterSize(writer);
  const place = pdfium.allocate(size);
  pdfium.PDFiumExt_GetFileWriterData(writer, place, size);
  const copy = Buffer.from(pdfium.memory().slice(place, place + size).buffer);
  pdfium.free(place);
  pdfium.PDFiumExt_CloseFileWriter(writer);
  return written ? new ObjectList(copy) : undefined;
}

function* dictionariesIn(value: PdfValue): Generator<PdfDictionary> {
  if (value instanceof Map) yield value;
  if (value instanceof Map || Array.isArray(value))
    for (const part of value.values()) yield* dictionariesIn(part);
}

/** Where each object begins, by the cross-reference table at the end. */
function offsetsOf(copy: Buffer): Map<number, number> {
  const start = Number(
    /startxref\s+(\d+)\s+%%EOF\s*$/.exec(copy.toString("latin1", Math.max(0, copy.length - 60)))?.[1],
  );
  const table = copy.toString("latin1", start, copy.indexOf("trailer", start));
  if (!table.startsWith("xref")) throw new Error("PDFium wrote no cross-reference table.");
  const offsets = new Map<number, number>();
  let next = 0;
  // A line for each run of numbers (the first, how many), then one for each of its objects (where, generation, in use).
  for (const [, first, kind] of table.matchAll(/^(\d+) \d+(?: ([nf]))?\s*$/gm)) {
    if (!kind) next = Number(first);
    else if (kind === "n") offsets.set(next++, Number(first));
    else next++;
  }
  return offsets;
}
