import type { ObjectList } from "./object-list.ts";
import { type PdfDictionary, PdfName, PdfReference, type PdfValue } from "./pdf-objects.ts";

/** Field flags (ISO 32000-2, tables 227 and 229). */
const READ_ONLY = 1 << 0;
const PUSH_BUTTON = 1 << 16;

/** How far the parents of a field are followed, so that a loop ends. */
const MAX_PARENTS = 32;

/** Counts the fields that can be filled in, and those that are signed; what a form names is not asked for. */
export function countFields(objects: ObjectList): { formFields: number; signatures: number } {
  const fields: { number: number | undefined; dictionary: PdfDictionary }[] = [];
  const parents = new Set<number>();
  for (const { number, dictionary } of objects.dictionaries()) {
    if (!isField(objects, dictionary)) continue;
    fields.push({ number, dictionary });
    const parent = dictionary.get("Parent");
    if (parent instanceof PdfReference) parents.add(parent.number);
  }
  let formFields = 0;
  let signatures = 0;
  for (const { number, dictionary } of fields) {
    if (number !== undefined && parents.has(number)) continue;
    const kind = nameOf(inherited(objects, dictionary, "FT"));
    const flags = inherited(objects, dictionary, "Ff");
    if (kind === "Sig") signatures += inherited(objects, dictionary, "V") instanceof Map ? 1 : 0;
    else if (canBeFilled(kind, typeof flags === "number" ? flags : 0)) formFields += 1;
  }
  return { formFields, signatures };
}

/** Widgets without a name of their own belong to the field that is their parent. */
function isField(objects: ObjectList, dictionary: PdfDictionary): boolean {
  if (dictionary.has("T")) return inherited(objects, dictionary, "FT") !== null;
  return dictionary.has("FT") && !dictionary.has("Parent");
}

const canBeFilled = (kind: string, flags: number): boolean =>
  !(flags & READ_ONLY) && (kind === "Tx" || kind === "Ch" || (kind === "Btn" && !(flags & PUSH_BUTTON)));

/** An entry of the field or of the nearest of its parents that has it; null when none has. */
function inherited(objects: ObjectList, field: PdfDictionary, key: string): PdfValue {
  let at: PdfValue = field;
  for (let level = 0; level < MAX_PARENTS && at instanceof Map; level++) {
    const value = objects.resolve((at as PdfDictionary).get(key));
    if (value !== null) return value;
    at = objects.resolve((at as PdfDictionary).get("Parent"));
  }
  return null;
}

const nameOf = (value: PdfValue): string => (value instanceof PdfName ? value.text : "");
