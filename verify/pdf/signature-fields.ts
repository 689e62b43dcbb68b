import type { PdfDictionary, PdfValue } from "../../document/pdf/pdf-objects.ts";
import { PdfName, PdfReference } from "../../document/pdf/pdf-objects.ts";
import { PdfError } from "./pdf-error.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isNamed, numbersOf } from "./pdf-object.ts";

/** A signature field that has been signed. */
export interface SignedField {
  /** As in `ETSI.CAdES.detached`; empty when it does not say. */
  readonly subFilter: string;
  /** The two parts of the file that were signed, each as offset and length. Whatever the file says. */
  readonly byteRange: readonly number[];
  /** The signature with its padding. */
  readonly contents: Uint8Array;
  /** When it was signed as the dictionary says, `D:…`. */
  readonly date: string | undefined;
}

const MAX_FIELDS = 10_000;

/** Each costs a reading of the whole file. */
const MAX_SIGNATURES = 100;
const MAX_DEPTH = 50;

/** The signed fields of a PDF's form, in the order of the parts of the file that they cover. @throws PdfError */
export function signedFields(file: PdfFile): SignedField[] {
  const form = file.resolve(file.catalog.get("AcroForm"));
  const found: SignedField[] = [];
  const seen = new Set<number>();
  let left = MAX_FIELDS;
  const visit = (value: PdfValue, type: PdfValue | undefined, depth: number): void => {
    if (value instanceof PdfReference) {
      if (seen.has(value.number)) return;
      seen.add(value.number);
    }
    if (--left < 0 || depth > MAX_DEPTH) throw new PdfError("has more form fields than are looked at.");
    const field = file.resolve(value);
    if (!(field instanceof Map)) return;
    const ownType = field.get("FT") ?? type;
    const signature = isNamed(file.resolve(ownType), "Sig") && file.resolve(field.get("V"));
    if (signature instanceof Map) found.push(fieldOf(file, signature));
    if (found.length > MAX_SIGNATURES) throw new PdfError("has more signatures than are judged.");
    const kids = file.resolve(field.get("Kids"));
    if (Array.isArray(kids)) for (const kid of kids) visit(kid, ownType, depth + 1);
  };
  const fields = form instanceof Map ? file.resolve(form.get("Fields")) : null;
  if (Array.isArray(fields)) for (const field of fields) visit(field, undefined, 0);
  return found.toSorted((a, b) => endOf(a) - endOf(b));
}

/** Where the part of the file ends that a signature covers; 0 when it does not say. */
export const endOf = ({ byteRange }: SignedField): number => (byteRange[2] ?? 0) + (byteRange[3] ?? 0);

function fieldOf(file: PdfFile, signature: PdfDictionary): SignedField {
  const [subFilter, contents, date, range] = ["SubFilter", "Contents", "M", "ByteRange"].map((key) =>
    file.resolve(signature.get(key)),
  );
  const numbers = Array.isArray(range) ? range.map((item) => file.resolve(item)) : [];
  return {
    subFilter: subFilter instanceof PdfName ? subFilter.text : "",
    byteRange: numbersOf(numbers),
    contents: contents instanceof Uint8Array ? contents : new Uint8Array(),
    date: date instanceof Uint8Array ? Buffer.from(date).toString("latin1") : undefined,
  };
}
