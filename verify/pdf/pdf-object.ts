import { PdfName, PdfReference, type PdfValue, readValue } from "../../document/pdf/pdf-objects.ts";
import { PdfError } from "./pdf-error.ts";

/** An object of a PDF as it stands in the file. */
export interface PdfObject {
  readonly number: number;
  /** Of a stream its dictionary. */
  readonly value: PdfValue;
  /** The packed content of a stream. */
  readonly raw?: Buffer;
}

/**
 * Reads the object that begins at an offset.
 *
 * @param lengthAt gives the length of a stream that is kept in another object
 * @throws PdfError when none begins there
 */
export function readObject(
  bytes: Buffer,
  at: number,
  lengthAt: (reference: PdfReference) => PdfValue = () => null,
): PdfObject {
  const head = /^\s*(\d+)\s+\d+\s+obj/.exec(bytes.toString("latin1", at, at + 48));
  if (!head) throw new PdfError("has cross-references that lead to no object.");
  const number = Number(head[1]);
  const { value, end } = valueAt(bytes, at + head[0].length);
  if (!(value instanceof Map)) return { number, value };
  const stream = /^\s*stream\r?\n/.exec(bytes.toString("latin1", end, end + 64));
  if (!stream) return { number, value };
  const length = value.get("Length");
  const count = length instanceof PdfReference ? lengthAt(length) : length;
  const start = end + stream[0].length;
  if (typeof count !== "number" || !(count >= 0) || start + count > bytes.length)
    throw new PdfError("has a stream without a length that fits.");
  return { number, value, raw: bytes.subarray(start, start + count) };
}

/** A value, or an error that can be told. @throws PdfError */
export function valueAt(bytes: Buffer, at: number): { value: PdfValue; end: number } {
  try {
    return readValue(bytes, at);
  } catch {
    throw new PdfError("has an object that cannot be read.");
  }
}

export const isNamed = (value: PdfValue | undefined, name: string): boolean =>
  value instanceof PdfName && value.text === name;

/** The numbers of an array; empty when it is none, or holds something else. */
export const numbersOf = (value: PdfValue | undefined): number[] => {
  if (!Array.isArray(value)) return [];
  const numbers = value.filter((item) => Number.isSafeInteger(item)) as number[];
  return numbers.length === value.length ? numbers : [];
};
