import type { PackLimits } from "./pack-limits.ts";
import type { PackProblem } from "./pack-problem.ts";

/** What is known beforehand of a completion pack; whatever is left out is not looked at. */
export interface ExpectedPack {
  /**
   * The documents as they were sent. Each must be in the pack, with the same pages and all of the original's text.
   * Without `content` only its name is looked for.
   */
  documents?: readonly { fileName: string; content?: Uint8Array }[];
  /** PEM certificates to trust, each alone or several in a text; default: the system's and Node.js's own. */
  roots?: readonly string[];
  /** SHA-256 of the whole zip, in hex, from a receipt: any changed byte is found then. */
  sha256?: string;
  envelopeId?: string;
  limits?: Partial<PackLimits>;
  /** Certificates are judged at the time of signing, at the latest at this moment; default: now. */
  at?: Date;
}

/** What {@link verifyPack} found. */
export interface PackReport {
  /** Of the whole zip, in lower-case hex. */
  sha256: string;
  /** The files that could be read, in the order of the zip; none when the zip itself is refused. */
  files: readonly PackFile[];
  /** None: the pack is what it says. */
  problems: readonly PackProblem[];
  /** What could not be judged, or is worth knowing though it is no problem. */
  notes: readonly string[];
}

/** What a file is in the pack. */
export type PackFileKind =
  | "document"
  | "attachment"
  | "signed-offline"
  | "cover-sheet"
  | "signature"
  | "other";

/** A file of the pack, its content checked against the zip's own checksum and size. */
export interface PackFile {
  /** A relative path with `/`, safe to write below a folder on any system. */
  name: string;
  kind: PackFileKind;
  /** In lower-case hex. */
  sha256: string;
  bytes: number;
  content: Uint8Array;
  /** Of a PDF that could be opened. */
  pages?: number;
  /** In the order in which they were made. */
  signatures: readonly FileSignature[];
}

/** A digital signature in a file of the pack. */
export interface FileSignature {
  /** The subject of the certificate, as `CN=…, O=…`; empty when it has none that can be read. */
  signer: string;
  /** As the signer says; null when not said. ISO 8601, UTC. */
  signedAt: string | null;
  /** Whether nothing in the file is outside of the signature, or it is of an earlier state of the file. */
  covers: "whole" | "revision";
  /** Whether what it covers is what was signed. */
  valid: boolean;
  /** Whether its certificate leads to a trusted root, was valid at the time and may be used for it. */
  trusted: boolean;
}
