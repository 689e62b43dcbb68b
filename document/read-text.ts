import type { Refusal } from "./document-error.ts";
import type { LoadedDocument } from "./load-document.ts";
import { type PdfJobOptions, pdfEngine } from "./pdf/pdf-engine.ts";
import type { DocumentText } from "./text/document-text.ts";

/**
 * Reads the text of a loaded document that `readDocument` has not refused.
 *
 * @throws the signal's reason when it is aborted
 */
export async function readText(
  { kind, bytes }: LoadedDocument,
  options: PdfJobOptions,
): Promise<DocumentText | Refusal> {
  if (kind === "pdf") return pdfEngine.perform({ task: "text" }, bytes, options);
  if (kind === "doc") return { kind };
  // Loaded when first needed: most programs ask for facts alone.
  const { readDocxText } = await import("./word/docx-text.ts");
  return readDocxText(bytes);
}
