import { PDFArray, PDFDict, PDFName, type PDFPage, PDFStream } from "@cantoo/pdf-lib";

/**
 * Takes away what a page has of the wrong kind, such as a number for its list of annotations: viewers take no notice of
 * it, but pdf-lib would stop at it.
 */
export function mendPage(page: PDFPage): void {
  const { node } = page;
  dropUnless(node, "Annots", isList);
  dropUnless(node, "Contents", (one) => isList(one) || one instanceof PDFStream);
  const name = PDFName.of("Resources");
  const resources = node.context.lookup(node.getInheritableAttribute(name));
  if (!isDictionary(resources)) node.set(name, node.context.obj({}));
  else for (const kind of ["Font", "XObject", "ExtGState"]) dropUnless(resources, kind, isDictionary);
}

const isList = (one: unknown): one is PDFArray => one instanceof PDFArray;
const isDictionary = (one: unknown): one is PDFDict => one instanceof PDFDict;

function dropUnless(from: PDFDict, entry: string, isRight: (one: unknown) => boolean): void {
  const name = PDFName.of(entry);
  if (!isRight(from.lookup(name))) from.delete(name);
}
