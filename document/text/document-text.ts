import type { PageText } from "./page-text.ts";

/** The text of a document, as far as it is read. */
export type DocumentText = PdfText | DocxText | DocText;

/** The text of a PDF, page by page. Text in form fields and other annotations does not belong to the pages. */
export interface PdfText {
  readonly kind: "pdf";
  /** All pages, in order; the text of a scanned page is "". */
  readonly pages: readonly PageText[];
}

/** The text of a .docx: its main part, without headers, footers, notes and deleted text. It has no positions. */
export interface DocxText {
  readonly kind: "docx";
  readonly paragraphs: readonly string[];
}

/** The text of a .doc is not read. */
export interface DocText {
  readonly kind: "doc";
}
