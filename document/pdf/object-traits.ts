import type { DocumentTraits } from "../document-traits.ts";
import { FormFields } from "./form-fields.ts";
import type { ObjectList } from "./object-list.ts";
import { type PdfDictionary, PdfName, type PdfValue } from "./pdf-objects.ts";
import { decodeTextString } from "./text-string.ts";

/** What the objects of a PDF tell, wherever they are used. */
export type ObjectTraits = Pick<DocumentTraits, "attachments"> & {
  readonly hasScript: boolean;
  readonly signatures: number;
  readonly formFields: number;
};

/**
 * Goes through the objects once. Where an action hangs (in the document, on a page, an annotation, a bookmark, …) makes
 * no difference, so no such place can be forgotten.
 */
export function objectTraits(objects: ObjectList): ObjectTraits {
  const attachments: string[] = [];
  const fields = new FormFields(objects);
  let script = false;
  for (const { number, dictionary } of objects.dictionaries()) {
    script ||= hasScript(objects, dictionary);
    fields.add(number, dictionary);
    if (dictionary.has("EF")) attachments.push(fileName(objects, dictionary));
  }
  return { hasScript: script, attachments: attachments.sort(), ...fields.count() };
}

/** The script of an action or rendition is in `JS`; that of a 3D model in `OnInstantiate` (ISO 32000-2, 13.6.3). */
function hasScript(objects: ObjectList, dictionary: PdfDictionary): boolean {
  if (dictionary.has("JS") || dictionary.has("OnInstantiate")) return true;
  const kind = objects.resolve(dictionary.get("S"));
  if (kind instanceof PdfName && kind.text === "JavaScript") return true;
  return /^\s*javascript:/i.test(textOf(objects.resolve(dictionary.get("URI"))));
}

/** The name in a file specification (ISO 32000-2, 7.11.3), the one in Unicode first. */
function fileName(objects: ObjectList, specification: PdfDictionary): string {
  const names = ["UF", "F", "Unix", "DOS", "Mac"].map((key) =>
    textOf(objects.resolve(specification.get(key))),
  );
  return names.find((name) => name !== "") ?? "";
}

const textOf = (value: PdfValue): string => (value instanceof Uint8Array ? decodeTextString(value) : "");
