import { createHash, hash } from "node:crypto";
import { type PdfDictionary, PdfName, PdfReference, type PdfValue } from "../../document/pdf/pdf-objects.ts";
import { PdfError } from "./pdf-error.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isNamed } from "./pdf-object.ts";

/** More than any document that is sent. */
const MAX_PAGES = 20_000;
const MAX_DEPTH = 200;

/** What a page takes from the folders above it when it does not have it itself (ISO 32000-1, 7.7.3.4). */
const INHERITED = ["Resources", "MediaBox", "CropBox", "Rotate"];

/** What leads away from a page, or does not show on it. */
const NOT_ON_PAGE = new Set([
  "Parent",
  "P",
  "Annots",
  "B",
  "Dest",
  "A",
  "AA",
  "Metadata",
  "PieceInfo",
  "LastModified",
]);

/**
 * A fingerprint of what each page shows: its content, resources, boxes, and annotations but the places of signatures.
 * Two revisions of a file can be compared by them, because an update keeps the numbers of objects.
 *
 * @throws PdfError
 */
export function pageFingerprints(file: PdfFile): string[] {
  const own = new Map<number, string>();
  return pagesOf(file).map((page) => {
    const print = createHash("sha256");
    const seen = new Set<number>();
    const visit = (value: PdfValue, depth: number): void => {
      if (depth > MAX_DEPTH) throw new PdfError("has objects that are nested too deep.");
      if (value instanceof PdfReference) {
        if (seen.has(value.number)) return;
        seen.add(value.number);
        const object = file.object(value.number);
        print.update(ownFingerprint(value.number));
        if (object) visit(object.value, depth + 1);
      } else if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
      else if (value instanceof Map)
        for (const [key, item] of value) if (!NOT_ON_PAGE.has(key)) visit(item, depth + 1);
    };
    const ownFingerprint = (number: number): string => {
      const known = own.get(number);
      if (known !== undefined) return known;
      const object = file.object(number);
      const made = createHash("sha256").update(textOf(object?.value ?? null));
      if (object?.raw) made.update(object.raw);
      const digest = `${number} ${made.digest("hex")} `;
      own.set(number, digest);
      return digest;
    };
    print.update(textOf(page));
    visit(page, 0);
    for (const annotation of shownAnnotations(file, page)) {
      print.update(textOf(annotation));
      visit(annotation, 0);
    }
    return print.digest("hex");
  });
}

/** All but signature fields: signing adds one, and the seal that it shows. */
function shownAnnotations(file: PdfFile, page: PdfDictionary): PdfValue[] {
  const list = file.resolve(page.get("Annots"));
  if (!Array.isArray(list)) return [];
  return list.filter((item) => {
    const annotation = file.resolve(item);
    return !(annotation instanceof Map && isNamed(file.resolve(annotation.get("FT")), "Sig"));
  });
}

/** The pages in order, each with what it inherits. */
function pagesOf(file: PdfFile): PdfDictionary[] {
  const pages: PdfDictionary[] = [];
  const seen = new Set<number>();
  const visit = (value: PdfValue, inherited: ReadonlyMap<string, PdfValue>, depth: number): void => {
    if (value instanceof PdfReference) {
      if (seen.has(value.number)) throw new PdfError("has a page tree that goes in circles.");
      seen.add(value.number);
    }
    const node = file.resolve(value);
    if (!(node instanceof Map)) return;
    if (depth > MAX_DEPTH || pages.length >= MAX_PAGES)
      throw new PdfError("has more pages than are looked at.");
    const full = new Map(inherited);
    for (const key of INHERITED) if (node.has(key)) full.set(key, node.get(key) ?? null);
    const kids = file.resolve(node.get("Kids"));
    if (Array.isArray(kids)) for (const kid of kids) visit(kid, full, depth + 1);
    else pages.push(new Map([...full, ...node]));
  };
  visit(file.catalog.get("Pages") ?? null, new Map(), 0);
  return pages;
}

/** A value in a form in which equal ones are the same text; references by number. */
function textOf(value: PdfValue): string {
  if (value instanceof PdfReference) return `${value.number} R`;
  if (value instanceof PdfName) return `/${value.text}`;
  if (value instanceof Uint8Array) return `<${hash("sha256", value)}>`;
  if (Array.isArray(value)) return `[${value.map(textOf).join(" ")}]`;
  if (!(value instanceof Map)) return String(value);
  const entries = [...(value as PdfDictionary)].filter(([key]) => !NOT_ON_PAGE.has(key));
  return `<<${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `/${key} ${textOf(item)}`)
    .join(" ")}>>`;
}
