import { type Finding, finding } from "../pack-problem.ts";
import { endOf, type SignedField } from "./signature-fields.ts";

/** What a signature covers: two parts of the file, with nothing between them but its own hex digits. */
export interface SignedRange {
  readonly parts: readonly [Buffer, Buffer];
  /** Whether the second part ends where the file ends. */
  readonly isWhole: boolean;
}

/**
 * Holds what a signature says it covers against the file: everything from its first byte on but exactly the value of
 * `Contents`, from `<` to `>`, which holds hex digits only. So there is no place for anything that nobody signed.
 */
export function judgeByteRange(bytes: Buffer, field: SignedField): SignedRange | Finding {
  const [start, firstLength = 0, secondStart = 0, secondLength = 0] = field.byteRange;
  const end = endOf(field);
  const isRight =
    field.byteRange.length === 4 &&
    start === 0 &&
    firstLength > 0 &&
    secondStart > firstLength &&
    secondLength > 0 &&
    end <= bytes.length;
  if (!isRight) return finding("byte-range", "has a signature whose byte range makes no sense.");
  const gap = bytes.toString("latin1", firstLength, secondStart);
  const before = bytes.toString("latin1", Math.max(0, firstLength - 64), firstLength);
  if (!gap.startsWith("<") || !gap.endsWith(">") || !/\/Contents\s*$/.test(before))
    return finding(
      "byte-range",
      "has a signature that leaves out more or less of the file than its own value.",
    );
  const digits = gap.slice(1, -1);
  const isItself =
    digits.length % 2 === 0 &&
    /^[\da-f]*$/i.test(digits) &&
    Buffer.from(digits, "hex").equals(field.contents);
  if (!isItself)
    return finding(
      "byte-range",
      "has something else than the signature in the place that its signature leaves out.",
    );
  const parts = [bytes.subarray(0, firstLength), bytes.subarray(secondStart, end)] as const;
  return { parts, isWhole: end === bytes.length };
}
