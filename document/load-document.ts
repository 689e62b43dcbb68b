import { hash } from "node:crypto";
import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { DocumentError, type Refusal } from "./document-error.ts";
import type { DocumentKind } from "./document-facts.ts";

/** The most that one document may weigh: the service takes 20 MB for all documents of an envelope together. */
export const MAX_DOCUMENT_BYTES = 20_000_000;

/** A file's whole content, which may be a document of the kind its name claims. */
export interface LoadedDocument {
  readonly file: string;
  readonly kind: DocumentKind;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

const KINDS: Readonly<Record<string, DocumentKind>> = { ".pdf": "pdf", ".docx": "docx", ".doc": "doc" };

/**
 * Reads and hashes a file after looking, in this order, at whether it exists, its size and its extension.
 *
 * @param maxBytes the largest file that is read
 * @throws DocumentError
 */
export async function loadDocument(file: string, maxBytes: number): Promise<LoadedDocument> {
  const stats = await stat(file).catch((error) => refuse(file, unreadable(error), error));
  const kind = judgeStats(file, stats, maxBytes);
  const bytes = await readFile(file).catch((error) => refuse(file, unreadable(error), error));
  // The file may have changed since: what counts is what was read.
  const problem = judgeSize(bytes.length, maxBytes);
  if (problem) throw new DocumentError(file, problem, { kind, bytes: bytes.length });
  return { file, kind, bytes, sha256: hash("sha256", bytes) };
}

function judgeStats(file: string, stats: Stats, maxBytes: number): DocumentKind {
  // Opening a pipe or a device could wait for ever.
  if (!stats.isFile()) return refuse(file, notAFile(stats));
  const kind = KINDS[extname(file).toLowerCase()];
  const problem = judgeSize(stats.size, maxBytes);
  if (problem) throw new DocumentError(file, problem, { ...(kind && { kind }), bytes: stats.size });
  if (!kind) throw new DocumentError(file, unsupported(file), { bytes: stats.size });
  return kind;
}

function judgeSize(size: number, maxBytes: number): Refusal | undefined {
  if (size === 0) return { code: "empty-file", problem: "is empty (0 bytes). Export or save it again." };
  if (size <= maxBytes) return undefined;
  const problem = `has ${size.toLocaleString("en")} bytes; a document may have at most ${maxBytes.toLocaleString("en")}, because Yoti Sign takes 20 MB per envelope. Shrink its pictures or split it.`;
  return { code: "too-large", problem };
}

function unsupported(file: string): Refusal {
  const extension = extname(file);
  const ending = extension ? `ends in "${extension}"` : "has no file extension";
  return {
    code: "unsupported-extension",
    problem: `${ending}; Yoti Sign takes .pdf, .docx and .doc. Export it as a PDF.`,
  };
}

function notAFile(stats: Stats): Refusal {
  const what = stats.isDirectory() ? "a folder" : "a device, pipe or socket";
  return { code: "not-a-file", problem: `is ${what}, not a file. Name a file.` };
}

function unreadable(error: NodeJS.ErrnoException): Refusal {
  if (error.code === "ENOENT" || error.code === "ENOTDIR")
    return {
      code: "not-found",
      problem: `does not exist. Check the path; it is seen from ${process.cwd()}.`,
    };
  const reason = error.code === "EACCES" || error.code === "EPERM" ? "you have no permission" : error.code;
  return {
    code: "unreadable",
    problem: `cannot be read (${reason ?? error.message}). Check its path, and the permissions of it and its folders.`,
  };
}

function refuse(file: string, refusal: Refusal, cause?: unknown): never {
  throw new DocumentError(file, refusal, {}, cause);
}
