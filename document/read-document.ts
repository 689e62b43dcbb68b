import { describeContent, hasPdfHeader } from "./content-kind.ts";
import type { Refusal } from "./document-error.ts";
import type { Reading } from "./document-facts.ts";
import type { LoadedDocument } from "./load-document.ts";
import { type PdfJobOptions, pdfEngine } from "./pdf/pdf-engine.ts";
import { misnamed } from "./refusals.ts";
import { readDoc } from "./word/doc.ts";
import { readDocx } from "./word/docx.ts";

/**
 * Judges a loaded document by its content.
 *
 * @throws the signal's reason when it is aborted
 */
export async function readDocument(
  loaded: LoadedDocument,
  options: PdfJobOptions,
): Promise<Reading | Refusal> {
  if (loaded.kind === "docx") return readDocx(loaded.bytes);
  if (loaded.kind === "doc") return readDoc(loaded.bytes);
  if (hasPdfHeader(loaded.bytes)) return pdfEngine.read(loaded.bytes, options);
  return misnamed("pdf", describeContent(loaded.bytes));
}
