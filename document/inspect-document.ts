import { DocumentError } from "./document-error.ts";
import type { DocumentFacts } from "./document-facts.ts";
import { loadDocument, MAX_DOCUMENT_BYTES } from "./load-document.ts";
import { readDocument } from "./read-document.ts";

/** What reading a PDF may take, in seconds, when nothing else is said. */
export const DEFAULT_TIMEOUT_SECONDS = 20;

/** How a document is inspected. */
export interface InspectOptions {
  /** What reading a PDF may take, counted from when its turn comes; default 20. */
  timeoutSeconds?: number;
  /** The largest file that is read; default {@link MAX_DOCUMENT_BYTES}. */
  maxBytes?: number;
  /** Gives up. */
  signal?: AbortSignal;
}

/**
 * Tells what is known of a document that is to be sent: it looks at whether the file exists, its size, its extension,
 * its first bytes, and then reads it. Nothing leaves the machine, no password is tried, and no file can stall or
 * crash the process: PDFs are read in another thread, which an idle process does not wait for.
 *
 * @param path absolute, or seen from the current folder
 * @throws DocumentError when it cannot be sent; its message is for people
 * @throws the signal's reason when it is aborted
 * @example
 * const { pages, sha256 } = await inspectDocument("contracts/nda.pdf");
 */
export async function inspectDocument(path: string, options: InspectOptions = {}): Promise<DocumentFacts> {
  const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, maxBytes = MAX_DOCUMENT_BYTES, signal } = options;
  signal?.throwIfAborted();
  const loaded = await loadDocument(path, maxBytes);
  const reading = await readDocument(loaded, { timeoutSeconds, signal });
  const { file, kind, sha256 } = loaded;
  const known = { kind, bytes: loaded.bytes.length, sha256 };
  if ("code" in reading) throw new DocumentError(file, reading, known);
  return { file, ...known, ...reading };
}
