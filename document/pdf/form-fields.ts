import type { ObjectList } from "./object-list.ts";
import { type PdfDictionary, PdfName, PdfReference } from "./pdf-objects.ts";

/** Field flags (ISO 32000-2, tables 227 and 229). */
const READ_ONLY = 1 << 0;
const PUSH_BUTTON = 1 << 16;

/** How far the parents of a field are followed, so that a loop ends. */
const MAX_PARENTS = 32;

/** What a field may leave to its parents (ISO 32000-2, table 226); undefined when neither says anything. */
interface Inheritable {
  readonly kind?: string | undefined;
  readonly flags?: number | undefined;
  readonly isSigned?: boolean | undefined;
}

/** Counts the fields that can be filled in, and those that are signed, whether or not the form's list has them. */
export class FormFields {
  readonly #objects: ObjectList;
  readonly #fields: { number: number | undefined; inheritable: Inheritable }[] = [];
  readonly #parents = new Set<number>();
  /** By the number of the parent: a parent may have thousands of fields, and be long for that. */
  readonly #known = new Map<number, Inheritable>();

  constructor(objects: ObjectList) {
    this.#objects = objects;
  }

  /** Takes note of a dictionary if it is a field. @param number of the object, when the dictionary is one */
  add(number: number | undefined, dictionary: PdfDictionary): void {
    const parent = dictionary.get("Parent");
    // Widgets without a name of their own belong to the field that is their parent.
    if (!dictionary.has("T") && (parent !== undefined || !dictionary.has("FT"))) return;
    const inheritable = this.#inheritable(dictionary, 0);
    if (inheritable.kind === undefined) return;
    this.#fields.push({ number, inheritable });
    if (parent instanceof PdfReference) this.#parents.add(parent.number);
  }

  count(): { formFields: number; signatures: number } {
    const last = this.#fields.filter(({ number }) => number === undefined || !this.#parents.has(number));
    return {
      formFields: last.filter(({ inheritable }) => canBeFilled(inheritable)).length,
      signatures: last.filter(({ inheritable: { kind, isSigned } }) => kind === "Sig" && isSigned).length,
    };
  }

  #inheritable(field: PdfDictionary, level: number): Inheritable {
    const kind = this.#objects.resolve(field.get("FT"));
    const flags = this.#objects.resolve(field.get("Ff"));
    const value = this.#objects.resolve(field.get("V"));
    const above = this.#fromParent(field.get("Parent"), level);
    return {
      kind: kind instanceof PdfName ? kind.text : above.kind,
      flags: typeof flags === "number" ? flags : above.flags,
      isSigned: value === null ? above.isSigned : value instanceof Map,
    };
  }

  #fromParent(parent: unknown, level: number): Inheritable {
    if (!(parent instanceof PdfReference) || level === MAX_PARENTS) return {};
    const known = this.#known.get(parent.number);
    if (known) return known;
    const field = this.#objects.resolve(parent);
    const inheritable = field instanceof Map ? this.#inheritable(field, level + 1) : {};
    this.#known.set(parent.number, inheritable);
    return inheritable;
  }
}

const canBeFilled = ({ kind, flags = 0 }: Inheritable): boolean =>
  !(flags & READ_ONLY) && (kind === "Tx" || kind === "Ch" || (kind === "Btn" && !(flags & PUSH_BUTTON)));
