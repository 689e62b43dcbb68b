import type { Refusal } from "./document-error.ts";
import type { DocumentTraits } from "./document-traits.ts";
import type { LoadedDocument } from "./load-document.ts";
import { type PdfJobOptions, pdfEngine } from "./pdf/pdf-engine.ts";

/**
 * Reads the traits of a loaded document that `readDocument` has not refused.
 *
 * @throws the signal's reason when it is aborted
 */
export async function readTraits(
  { kind, bytes }: LoadedDocument,
  options: PdfJobOptions,
): Promise<DocumentTraits | Refusal> {
  if (kind === "pdf") return pdfEngine.perform({ task: "traits" }, bytes, options);
  // Loaded when first needed: most programs ask for facts alone.
  if (kind === "doc") return (await import("./word/doc-traits.ts")).readDocTraits(bytes);
  return (await import("./word/docx-traits.ts")).readDocxTraits(bytes);
}
