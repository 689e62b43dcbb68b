import { type PdfDictionary, PdfReference, type PdfValue } from "../../document/pdf/pdf-objects.ts";
import { type CrossReferences, type ObjectPlace, readCrossReferences } from "./cross-references.ts";
import { PdfError } from "./pdf-error.ts";
import { isNamed, type PdfObject, readObject, valueAt } from "./pdf-object.ts";
import { unpackStream } from "./pdf-stream.ts";

/** More in one object stream than any program writes. */
const MAX_OBJECTS_IN_STREAM = 100_000;

/**
 * The objects of a PDF as its cross-references say, at its end or, from the bytes up to there, at the end of an earlier
 * revision. Objects are read when asked for. Every method throws PdfError where the file is damaged.
 */
export class PdfFile {
  readonly bytes: Buffer;
  readonly #references: CrossReferences;
  readonly #objects = new Map<number, PdfObject>();
  readonly #containers = new Map<number, Buffer>();
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

  /** ISO 32000-1, 7.5.7: pairs of a number and an offset, then the objects. */
  #readPacked(number: number, { container, index }: { container: number; index: number }): PdfObject {
    const place = this.#references.places.get(container);
    if (!place || "container" in place) throw new PdfError("has an object in a stream that is not there.");
    const { value, raw } = this.object(container) ?? {};
    const isOne = value instanceof Map && isNamed(value.get("Type"), "ObjStm");
    const first = isOne ? this.resolve(value.get("First")) : null;
    if (!isOne || !raw || typeof first !== "number" || index >= MAX_OBJECTS_IN_STREAM)
      throw new PdfError("has an object in a stream that is not there.");
    const content = this.#containers.get(container) ?? unpackStream(value, raw);
    this.#containers.set(container, content);
    const pairs = content.toString("latin1", 0, first).trim().split(/\s+/).map(Number);
    const offset = pairs[index * 2 + 1];
    if (pairs[index * 2] !== number || offset === undefined)
      throw new PdfError("has cross-references that lead to another object.");
    return { number, value: valueAt(content, first + offset).value };
  }
}
