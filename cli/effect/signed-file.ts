import { basename } from "node:path";
import { DocumentError, type DocumentFacts, inspectDocument } from "../../document/index.ts";
import { ConfigError, type UploadFile } from "../../sdk/client/index.ts";

/** The most that a document signed offline may weigh: 75 MB. */
const maxBytes = 75_000_000;

/** A document that somebody signed offline, as it was found on this machine. */
export interface SignedFile {
  facts: DocumentFacts;
  /** It is sent only if it still is what was found. */
  upload: UploadFile;
}

/**
 * Reads a PDF that somebody signed offline.
 *
 * @throws ConfigError it is no PDF that can be opened, or over 75 MB
 */
export async function readSignedFile(path: string): Promise<SignedFile> {
  const facts = await inspectDocument(path, { maxBytes }).catch((error) => {
    if (error instanceof DocumentError) throw new ConfigError(`Nothing was sent. ${inWords(error)}`);
    throw error;
  });
  if (facts.kind !== "pdf")
    throw new ConfigError(
      `Nothing was sent. ${path} is a Word file; what is signed offline must be a PDF: export or scan it as one.`,
    );
  return { facts, upload: { path, fileName: basename(path), sha256: facts.sha256 } };
}

/** The message's own limit is an envelope's. */
const inWords = ({ code, message, file, known: { bytes = 0 } }: DocumentError): string =>
  code === "too-large"
    ? `The document "${file}" has ${bytes.toLocaleString("en")} bytes; what is signed offline may have ` +
      `${maxBytes.toLocaleString("en")} (75 MB). Scan it in a lower resolution.`
    : message;
