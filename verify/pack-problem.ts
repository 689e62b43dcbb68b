/** All reasons for which a pack is not what it says; `docs/verifying.md` explains each. */
export const PACK_PROBLEM_CODES = [
  // The zip.
  "pack-differs",
  "not-a-zip",
  "zip-unsupported",
  "zip-layout",
  "zip-headers-differ",
  "zip-special-entry",
  "unsafe-name",
  "colliding-names",
  "too-large",
  "damaged-file",
  // What is in it.
  "missing-document",
  "no-signature-file",
  "other-envelope",
  "listed-file-missing",
  "unlisted-file",
  "file-differs",
  // PDF files.
  "unreadable-pdf",
  "unsigned-document",
  "byte-range",
  "hidden-content",
  "changed-after-signing",
  // XML signature files.
  "unreadable-xml",
  "unsafe-xml",
  "xml-signature-layout",
  // Signatures of both.
  "unreadable-signature",
  "unsupported-signature",
  "weak-signature",
  "digest-differs",
  "signature-invalid",
  "certificate-mismatch",
  // Certificates.
  "untrusted-certificate",
  "self-signed-certificate",
  "certificate-not-valid-then",
  "certificate-misused",
  // The originals.
  "unreadable-original",
  "page-count-differs",
  "page-box-differs",
  "text-missing",
] as const;

/** Why a pack is not what it says. */
export type PackProblemCode = (typeof PACK_PROBLEM_CODES)[number];

/** One reason why a pack is not what it says. */
export interface PackProblem {
  code: PackProblemCode;
  /** The file in the pack; left out when it is about the pack as a whole. */
  file?: string;
  /** A sentence that names the file and what is wrong; never a document's text, a signer's name or e-mail. */
  message: string;
}

/** A reason found by what does not know the file: `what` continues the sentence `The file "…" `. */
export interface Finding {
  readonly code: PackProblemCode;
  readonly what: string;
}

/** Shortens the making of findings: `finding("byte-range", "has …")`. */
export const finding = (code: PackProblemCode, what: string): Finding => ({ code, what });
