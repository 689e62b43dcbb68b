import type { Pdfium } from "./pdfium.ts";
import { compose, type Matrix } from "./picture-share.ts";

/** PDFium's `FPDF_PAGEOBJ_…`. */
const TEXT = 1;
const IMAGE = 3;
const FORM = 5;

/** PDFium's `FPDF_TEXTRENDERMODE_INVISIBLE`. */
const INVISIBLE = 3;

/** What is done with the objects that draw a page. */
export interface PageObjectVisitor {
  /** @param font PDFium's handle of a font that draws text which is not invisible; each comes once */
  font(font: number): void;
  /** @param matrix what makes the picture of the unit square, in the page's coordinates */
  picture(matrix: Matrix): void;
}

/** Goes through what draws a page, into its form XObjects (parts that are drawn as a whole, perhaps more than once). */
export function visitPageObjects(pdfium: Pdfium, page: number, visitor: PageObjectVisitor): void {
  const walk = new Walk(pdfium, visitor);
  const count = pdfium.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) walk.visit(pdfium.FPDFPage_GetObject(page, index), UNCHANGED);
  walk.end();
}

/** As {@link visitPageObjects}, of an annotation's appearance; where its pictures are is not worked out. */
export function visitAnnotationObjects(
  pdfium: Pdfium,
  annotation: number,
  visitor: Pick<PageObjectVisitor, "font">,
): void {
  const walk = new Walk(pdfium, { ...visitor, picture() {} });
  const count = pdfium.FPDFAnnot_GetObjectCount(annotation);
  for (let index = 0; index < count; index++)
    walk.visit(pdfium.FPDFAnnot_GetObject(annotation, index), UNCHANGED);
  walk.end();
}

const UNCHANGED: Matrix = [1, 0, 0, 1, 0, 0];

class Walk {
  readonly #pdfium: Pdfium;
  readonly #visitor: PageObjectVisitor;
  readonly #place: number;
  readonly #fonts = new Set<number>();

  constructor(pdfium: Pdfium, visitor: PageObjectVisitor) {
    this.#pdfium = pdfium;
    this.#visitor = visitor;
    this.#place = pdfium.allocate(24);
  }

  end(): void {
    this.#pdfium.free(this.#place);
  }

  visit(object: number, around: Matrix): void {
    const type = this.#pdfium.FPDFPageObj_GetType(object);
    if (type === TEXT) this.#visitText(object);
    if (type === IMAGE) this.#visitor.picture(compose(this.#matrix(object), around));
    if (type !== FORM) return;
    const matrix = compose(this.#matrix(object), around);
    const count = this.#pdfium.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count; index++)
      this.visit(this.#pdfium.FPDFFormObj_GetObject(object, index), matrix);
  }

  #visitText(object: number): void {
    const font = this.#pdfium.FPDFTextObj_GetFont(object);
    if (font === 0 || this.#fonts.has(font)) return;
    if (this.#pdfium.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE) return;
    this.#fonts.add(font);
    this.#visitor.font(font);
  }

  #matrix(object: number): Matrix {
    this.#pdfium.FPDFPageObj_GetMatrix(object, this.#place);
    const memory = this.#pdfium.memory();
    const view = new DataView(memory.buffer, memory.byteOffset + this.#place, 24);
    return [0, 4, 8, 12, 16, 20].map((offset) => view.getFloat32(offset, true)) as unknown as Matrix;
  }
}
