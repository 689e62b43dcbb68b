import {
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFObjectParser,
  PDFRawStream,
  PDFRef,
} from "@cantoo/pdf-lib";
import { listedObjects } from "./cross-reference-stream.ts";

/** The two ways a PDF lists where its objects are (ISO 32000-1, 7.5.4 and 7.5.8). */
export type CrossReferenceKind = "table" | "stream";

/** Where an object is said to begin, in bytes from the start of the file. */
export interface ListedObject {
  readonly number: number;
  readonly offset: number;
}

/** A part of the list, and the trailer entries that come with it. */
interface Section {
  readonly kind: CrossReferenceKind;
  readonly trailer: PDFDict;
  readonly objects: readonly ListedObject[];
}

/**
 * Which kind a PDF ends with, if every object is where its lists say, so that an update can be appended to it; undefined
 * for one that readers can only open by searching it for objects.
 *
 * @param context what was read of the same content
 */
export function soundCrossReferences(
  content: Uint8Array,
  context: PDFContext,
): CrossReferenceKind | undefined {
  const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString("latin1");
  // Where something precedes the header, readers disagree about where offsets count from.
  if (!text.startsWith("%PDF-")) return undefined;
  const start = text.lastIndexOf("startxref");
  const pending = [Number(text.slice(start + 9, start + 40).match(/^\s+(\d+)/)?.[1] ?? Number.NaN)];
  const seen = new Set<number>();
  let newest: Section | undefined;
  for (let offset = pending.pop(); offset !== undefined; offset = pending.pop()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const section = readSection(text, content, offset, context);
    if (!section?.objects.every((object) => isThere(text, object))) return undefined;
    newest ??= section;
    for (const key of ["Prev", "XRefStm"]) {
      const next = section.trailer.get(PDFName.of(key));
      if (next instanceof PDFNumber) pending.push(next.asNumber());
      else if (next !== undefined) return undefined;
    }
  }
  // Without this, what was read is not what a reader that goes by the list sees.
  const isSameRoot = newest?.trailer.get(PDFName.of("Root")) === context.trailerInfo.Root;
  return isSameRoot ? newest?.kind : undefined;
}

const headerPattern = /\s*(\d+)\s+(\d+)\s+obj\b/y;

/** The number and generation of the object that begins at an offset. */
function objectAt(text: string, offset: number): PDFRef | undefined {
  headerPattern.lastIndex = offset;
  const match = headerPattern.exec(text);
  return match ? PDFRef.of(Number(match[1]), Number(match[2])) : undefined;
}

const isThere = (text: string, { number, offset }: ListedObject): boolean =>
  objectAt(text, offset)?.objectNumber === number;

function readSection(
  text: string,
  content: Uint8Array,
  offset: number,
  context: PDFContext,
): Section | undefined {
  try {
    return readTable(text, content, offset, context) ?? readStream(text, offset, context);
  } catch {
    return undefined;
  }
}

const entryPattern = /\s*(\d{10}) \d{5} ([nf])/y;
const rangePattern = /\s*(\d+)\s+(\d+)(?=\s)/y;

function readTable(
  text: string,
  content: Uint8Array,
  offset: number,
  context: PDFContext,
): Section | undefined {
  const start = /\s*xref\b/y;
  start.lastIndex = offset;
  if (!start.test(text)) return undefined;
  const objects: ListedObject[] = [];
  let at = start.lastIndex;
  for (let range = matchAt(rangePattern, text, at); range; range = matchAt(rangePattern, text, at)) {
    at = rangePattern.lastIndex;
    const [first, count] = [Number(range[1]), Number(range[2])];
    for (let number = first; number < first + count; number += 1) {
      const entry = matchAt(entryPattern, text, at);
      if (!entry) return undefined;
      at = entryPattern.lastIndex;
      if (entry[2] === "n") objects.push({ number, offset: Number(entry[1]) });
    }
  }
  const trailer = matchAt(/\s*trailer\s*/y, text, at);
  if (!trailer) return undefined;
  const parser = PDFObjectParser.forBytes(content.subarray(at + trailer[0].length), context);
  const dictionary = parser.parseObject();
  return dictionary instanceof PDFDict ? { kind: "table", trailer: dictionary, objects } : undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readStream(text: string, offset: number, context: PDFContext): Section | undefined {
  const ref = objectAt(text, offset);
  const stream = ref && context.lookup(ref);
  if (!(stream instanceof PDFRawStream) || stream.dict.get(PDFName.of("Type")) !== PDFName.of("XRef"))
    return undefined;
  const objects = listedObjects(stream, context);
  return objects && { kind: "stream", trailer: stream.dict, objects };
}
