/** A PDF is not built as it should be; the message continues the sentence `The file "…" `. */
export class PdfError extends Error {
  override readonly name = "PdfError";
}
