import {
  concatTransformationMatrix,
  drawObject,
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
} from "@cantoo/pdf-lib";
import { type Box, boxOf, type Matrix, transformed } from "./page-frame.ts";

/**
 * Makes part of a page what its annotations, form fields among them, show within these places, given in the page's own
 * coordinates: viewers draw annotations last, so that they would cover what is drawn there. Those without a picture of
 * their own are left as they are.
 */
export function flattenAnnotations(page: PDFPage, places: readonly Box[]): void {
  const annotations = page.node.Annots();
  if (!annotations) return;
  const left = annotations.asArray().filter((one) => {
    const annotation = page.doc.context.lookup(one);
    return !(annotation instanceof PDFDict && flattened(page, annotation, places));
  });
  if (left.length < annotations.size()) page.node.set(PDFName.of("Annots"), page.doc.context.obj(left));
}

/** Draws an annotation if it is shown in one of the places; says whether it did. */
function flattened(page: PDFPage, annotation: PDFDict, places: readonly Box[]): boolean {
  const rect = boxOf(() => annotation.lookupMaybe(PDFName.of("Rect"), PDFArray));
  if (!rect || !places.some((place) => meet(rect, place)) || isHidden(annotation)) return false;
  const picture = pictureOf(annotation);
  const matrix = picture && placing(picture.stream.dict, rect);
  if (!matrix) return false;
  picture.stream.dict.set(PDFName.of("Subtype"), PDFName.of("Form"));
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(...matrix),
    drawObject(page.node.newXObject("Flat", picture.ref)),
    popGraphicsState(),
  );
  return true;
}

const meet = (one: Box, other: Box): boolean =>
  one.x0 < other.x1 && other.x0 < one.x1 && one.y0 < other.y1 && other.y0 < one.y1;

/** The flags hidden and no view (ISO 32000-1, 12.5.3). */
function isHidden(annotation: PDFDict): boolean {
  const flags = annotation.lookup(PDFName.of("F"));
  return flags instanceof PDFNumber && (flags.asNumber() & 0b100010) !== 0;
}

/** The normal appearance, in the state that the annotation is in. */
function pictureOf(annotation: PDFDict): { ref: PDFRef; stream: PDFStream } | undefined {
  const appearances = annotation.lookup(PDFName.of("AP"));
  if (!(appearances instanceof PDFDict)) return undefined;
  const { context } = annotation;
  let ref = appearances.get(PDFName.of("N"));
  const states = context.lookup(ref);
  if (states instanceof PDFDict) {
    const state = annotation.lookup(PDFName.of("AS"));
    ref = state instanceof PDFName ? states.get(state) : undefined;
  }
  const stream = context.lookup(ref);
  return ref instanceof PDFRef && stream instanceof PDFStream ? { ref, stream } : undefined;
}

/** The matrix that lays an appearance's box onto the annotation's rectangle (ISO 32000-1, 12.5.5). */
function placing(picture: PDFDict, rect: Box): Matrix | undefined {
  const box = boxOf(() => picture.lookupMaybe(PDFName.of("BBox"), PDFArray));
  if (!box) return undefined;
  const own = picture.lookup(PDFName.of("Matrix"));
  const numbers = own instanceof PDFArray ? own.asArray().map((one) => picture.context.lookup(one)) : [];
  const matrix = numbers.map((one) => (one instanceof PDFNumber ? one.asNumber() : 0));
  const drawn = transformed(matrix.length === 6 ? (matrix as Matrix) : [1, 0, 0, 1, 0, 0], box);
  const scaleX = (rect.x1 - rect.x0) / (drawn.x1 - drawn.x0);
  const scaleY = (rect.y1 - rect.y0) / (drawn.y1 - drawn.y0);
  if (!Number.isFinite(scaleX) || !Number.isFinite(scaleY)) return undefined;
  return [scaleX, 0, 0, scaleY, rect.x0 - drawn.x0 * scaleX, rect.y0 - drawn.y0 * scaleY];
}
