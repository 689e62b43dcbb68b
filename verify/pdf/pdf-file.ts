import { type PdfDictionary, PdfReference, type PdfValue } from "../../document/pdf/pdf-objects.ts";
import { type CrossReferences, type ObjectPlace, readCrossReferences } from "./cross-references.ts";
import { PdfError } from "./pdf-error.ts";
import { isNamed, type PdfObject, readObject, valueAt } from "./pdf-object.ts";
import { unpackStream } from "./pdf-stream.ts";

/** More in all object streams of a file together than any file has that was not made to use our memory up. */
const MAX_UNPACKED_BYTES = 256_000_000;

/** An object stream, unpacked. */
interface Container {
  readonly content: Buffer;
  /** Where its objects begin in `content`, each with its number. */
  readonly places: readonly { readonly number: number; readonly start: number }[];
}

/**
 * The objects of a PDF as its cross-references say, at its end or, from the bytes up to there, at the end of an earlier
 * revision. Objects are read when asked for. Every method throws PdfError where the file is damaged.
 */
export class PdfFile {
  readonly bytes: Buffer;
  readonly #references: CrossReferences;
  readonly #objects = new Map<number, PdfObject>();
  readonly #containers = new Map<number, Container>();
  #unpackedBytes = 0;
  /** Being read just now: a stream's length may be in another object, and that one in the stream. */
  readonly #open = new Set<number>();

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#references = readCrossReferences(bytes);
    if (this.#references.trailer.has("Encrypt") && this.#references.trailer.get("Encrypt") !== null)
      throw new PdfError("is encrypted.");
  }

  /** The document's catalog. */
  get catalog(): PdfDictionary {
    const root = this.resolve(this.#references.trailer.get("Root"));
    if (!(root instanceof Map)) throw new PdfError("has no catalog.");
    return root;
  }

  /** The value, or what it refers to; null when there is nothing. */
  resolve(value: PdfValue | undefined): Exclude<PdfValue, PdfReference> {
    const found = value instanceof PdfReference ? this.object(value.number)?.value : value;
    return found === undefined || found instanceof PdfReference ? null : found;
  }

  /** The object of a number; undefined when there is none. */
  object(number: number): PdfObject | undefined {
    const known = this.#objects.get(number);
    if (known) return known;
    const place = this.#references.places.get(number);
    if (!place) return undefined;
    if (this.#open.has(number)) throw new PdfError("has objects that go in circles.");
    this.#open.add(number);
    const object = this.#read(number, place);
    this.#open.delete(number);
    this.#objects.set(number, object);
    return object;
  }

  #read(number: number, place: ObjectPlace): PdfObject {
    if ("container" in place) return this.#readPacked(number, place);
    const object = readObject(this.bytes, place.offset, (length) => this.resolve(length));
    if (object.number !== number) throw new PdfError("has cross-references that lead to another object.");
    return object;
  }

  #readPacked(number: number, { container, index }: { container: number; index: number }): PdfObject {
    const known = this.#containers.get(container) ?? this.#unpack(container);
    this.#containers.set(container, known);
    const place = known.places[index];
    if (place?.number !== number) throw new PdfError("has cross-references that lead to another object.");
    return { number, value: valueAt(known.content, place.start).value };
  }

  /** ISO 32000-1, 7.5.7: pairs of a number and an offset, then the objects. */
  #unpack(container: number): Container {
    const place = this.#references.places.get(container);
    if (!place || "container" in place) throw new PdfError("has an object in a stream that is not there.");
    const { value, raw } = this.object(container) ?? {};
    const isOne = value instanceof Map && isNamed(value.get("Type"), "ObjStm");
    const first = isOne ? this.resolve(value.get("First")) : null;
    if (!isOne || !raw || typeof first !== "number")
      throw new PdfError("has an object in a stream that is not there.");
    const content = unpackStream(value, raw);
    this.#unpackedBytes += content.length;
    if (this.#unpackedBytes > MAX_UNPACKED_BYTES)
      throw new PdfError("has more packed objects than are read.");
    const numbers = content.toString("latin1", 0, first).trim().split(/\s+/).map(Number);
    const places = Array.from({ length: numbers.length >> 1 }, (_, at) => ({
      number: numbers[at * 2] ?? -1,
      start: first + (numbers[at * 2 + 1] ?? Number.NaN),
    }));
    return { content, places };
  }
}
