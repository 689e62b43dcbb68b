import { PDFDocument } from "@cantoo/pdf-lib";

/** Why the service cannot use a file; the codes are the emulator's own, the reference names none. */
export type DocumentProblem = "FILE_TYPE_MISMATCH" | "FILE_DAMAGED" | "FILE_PASSWORD_PROTECTED";

/** What the service finds out about a file while it processes it. */
export interface DocumentFacts {
  /** How many pages it has; undefined for a Word file, whose pages only exist once it is laid out. */
  readonly pages?: number;
  readonly problem?: DocumentProblem;
}

/** The kinds of file an envelope takes, by the ending of the file's name. */
export type DocumentKind = "pdf" | "docx" | "doc";

/** The kind a file's name claims. */
export const kindOf = (fileName: string): DocumentKind =>
  (fileName.match(/\.(pdf|docx|doc)$/i)?.[1]?.toLowerCase() ?? "pdf") as DocumentKind;

/** Looks into a file: whether it is what its name claims, can be opened, and how many pages it has. */
export async function readDocument(kind: DocumentKind, content: Uint8Array): Promise<DocumentFacts> {
  if (!hasSignature(kind, content)) return { problem: "FILE_TYPE_MISMATCH" };
  if (kind !== "pdf") return {};
  try {
    const pages = (await openPdf(content)).getPageCount();
    return pages > 0 ? { pages } : { problem: "FILE_DAMAGED" };
  } catch {
    return { problem: (await isPasswordProtected(content)) ? "FILE_PASSWORD_PROTECTED" : "FILE_DAMAGED" };
  }
}

/** Opens a PDF, one with restrictions but without a password to open it included. */
export async function openPdf(content: Uint8Array): Promise<PDFDocument> {
  const document = await PDFDocument.load(content, {
    password: "",
    updateMetadata: false,
    warnOnInvalidObjects: false,
    parseSpeed: Number.POSITIVE_INFINITY,
    // Counts objects as the file's own lists do, so that new ones can be appended.
    forIncrementalUpdate: true,
  });
  // What was read has been decrypted, so what is written must not claim to be encrypted.
  document.context.trailerInfo.Encrypt = undefined;
  return document;
}

/** Pages are only counted when the password was not needed, so opening with decryption off tells the two apart. */
async function isPasswordProtected(content: Uint8Array): Promise<boolean> {
  try {
    const document = await PDFDocument.load(content, { ignoreEncryption: true, warnOnInvalidObjects: false });
    return document.isEncrypted;
  } catch {
    return false;
  }
}

function hasSignature(kind: DocumentKind, content: Uint8Array): boolean {
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, 1024));
  switch (kind) {
    case "pdf":
      // The header may stand anywhere in the first 1024 bytes (ISO 32000-1, implementation note 13).
      return start.includes("%PDF-");
    case "docx":
      return start.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"));
    case "doc":
      return start.subarray(0, 8).equals(Buffer.from("d0cf11e0a1b11ae1", "hex"));
  }
}
