import type { PackFileKind } from "./pack-report.ts";

/** The pack's own signature, as the emulator names it. */
export const ENVELOPE_SIGNATURE = "envelope-signature.xml";

/**
 * What a file of a pack is, by its name.
 *
 * @param documents the names that were sent; undefined when they are not known
 */
export function fileKind(name: string, documents: ReadonlySet<string> | undefined): PackFileKind {
  if (documents?.has(name)) return "document";
  if (name.startsWith("attachments/")) return "attachment";
  if (name.startsWith("signed-offline/")) return "signed-offline";
  if (/^cover-sheet(-\d+)?\.pdf$/.test(name)) return "cover-sheet";
  if (name === ENVELOPE_SIGNATURE || /\.xml$/i.test(name)) return "signature";
  return documents === undefined && /^[^/]+\.(pdf|docx?)$/i.test(name) ? "document" : "other";
}
