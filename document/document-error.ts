import type { DocumentFacts } from "./document-facts.ts";

/** All reasons for which a document is refused; `docs/documents.md` explains each. */
export const DOCUMENT_ERROR_CODES = [
  "not-found",
  "not-a-file",
  "unreadable",
  "empty-file",
  "too-large",
  "unsupported-extension",
  "not-a-pdf",
  "not-a-word-file",
  "needs-password",
  "unsupported-encryption",
  "damaged",
  "no-pages",
  "invisible-page",
  "dynamic-form",
  "timed-out",
  "too-much-text",
  "no-such-page",
] as const;

/** Why a document is refused. */
export type DocumentErrorCode = (typeof DOCUMENT_ERROR_CODES)[number];

/** A verdict that does not name the file yet: `problem` continues the sentence `The document "…" `. */
export interface Refusal {
  readonly code: DocumentErrorCode;
  readonly problem: string;
  /** Set when the verdict is about the encryption. */
  readonly encrypted?: true;
}

/** What was known of a document when it was refused. */
export type KnownFacts = Partial<Pick<DocumentFacts, "kind" | "bytes" | "sha256" | "encrypted">>;

/** A document cannot be sent; the message names the file, says why in words of its owner, and what to do about it. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  readonly code: DocumentErrorCode;
  /** The path as it was given. */
  readonly file: string;
  /** The message without the file: continues the sentence `The document "…" `. */
  readonly problem: string;
  readonly known: KnownFacts;

  constructor(file: string, refusal: Refusal, known: KnownFacts = {}, cause?: unknown) {
    super(
      `The document "${withoutControls(file)}" ${refusal.problem}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = refusal.code;
    this.file = file;
    this.problem = refusal.problem;
    this.known = refusal.encrypted ? { ...known, encrypted: true } : known;
  }
}

/** Shows control characters as U+FFFD, so that a file's name cannot steer the terminal that shows it. */
export const withoutControls = (text: string): string => text.replace(/\p{Cc}/gu, "\uFFFD");
