/** What a document is by its name: `.pdf`, `.docx` or `.doc`. */
export type DocumentKind = "pdf" | "docx" | "doc";

/** A rectangle `[x0, y0, x1, y1]` in points, with x0 < x1 and y0 < y1; y grows upwards, as in the file. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** Clockwise turn, in degrees, that a viewer gives the page. */
export type Rotation = 0 | 90 | 180 | 270;

/**
 * One page of a PDF. Points are the file's own units (1/72 inch); a page's `UserUnit` is not applied, as PDFium and
 * poppler do not apply it either. Tags are placed in fractions of the page, which it does not change.
 */
export interface PageFacts {
  /** From 1. */
  readonly number: number;
  readonly rotation: Rotation;
  /** The sheet; US Letter when the file names none. */
  readonly mediaBox: Box;
  /** The part that is shown: the file's crop box cut to the media box, or the media box when there is none. */
  readonly cropBox: Box;
  /** Width as displayed: of the crop box, turned by the rotation. */
  readonly widthPt: number;
  /** Height as displayed: of the crop box, turned by the rotation. */
  readonly heightPt: number;
}

/** What is known of a document that can be sent. */
export interface DocumentFacts {
  /** The path as it was given. */
  readonly file: string;
  readonly kind: DocumentKind;
  readonly bytes: number;
  /** Of the whole file, in lower-case hex. */
  readonly sha256: string;
  /** In order, at least one. Undefined for Word files: their pages are only known once they are laid out. */
  readonly pages: readonly PageFacts[] | undefined;
  /** Whether a PDF is encrypted, though it opens without a password. False for Word files. */
  readonly encrypted: boolean;
}

/** The part of the facts that depends on the content and the kind alone. */
export type Reading = Pick<DocumentFacts, "pages" | "encrypted">;
