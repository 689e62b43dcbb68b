/**
 * `waiting` until the envelope is COMPLETE; `verified` once its documents are there; `changed` when some of them are gone
 * or differ by now; `archived`, `errored` or `missing` where the envelope ended so, and there are none.
 */
export type SignedDocumentsStatus = "waiting" | "verified" | "changed" | "archived" | "errored" | "missing";

/** A file of the pack, as it was verified. */
export interface SignedFileState {
  /** Its name in the pack: a document's own, `attachments/…`, `cover-sheet.pdf` … */
  name: string;
  /** Where it is, relative to the program's folder, with `/` on every system. */
  path: string;
  sha256: string;
  /** Where `publish` put it; null without one. */
  url: string | null;
}

/** The pack itself, as it was downloaded. */
export interface PackState {
  /** As a file's. */
  path: string;
  sha256: string;
}

/** The outputs, and all that the provider may know of them when the inputs are gone. */
export interface SignedDocumentsState {
  envelopeId: string;
  status: SignedDocumentsStatus;
  /** In the order of the pack; empty while there is none. */
  files: SignedFileState[];
  pack: PackState | null;
  /** When they were verified, ISO 8601. */
  verifiedAt: string | null;
  identity: string;
  /** The directory they were put into, as it was declared. */
  directory: string;
  /** Digest of what they were compared with. */
  compared: string;
  /** Digest of the command that published them; empty without one. */
  publishedBy: string;
}

/** The outputs as Pulumi keeps them; what only the provider reads is one text. */
export interface StoredSignedDocumentsState
  extends Pick<SignedDocumentsState, "envelopeId" | "status" | "files" | "pack" | "verifiedAt"> {
  /** Directory, two digests, identity; separated by spaces. */
  record: string;
}

/** The form in which Pulumi keeps the outputs. */
export function toStoredDocuments(state: SignedDocumentsState): StoredSignedDocumentsState {
  const { identity, directory, compared, publishedBy, ...shown } = state;
  return { ...shown, record: [encodeURIComponent(directory), compared, publishedBy, identity].join(" ") };
}

/** The outputs from the form in which Pulumi keeps them: the inverse of {@link toStoredDocuments}. */
export function fromStoredDocuments(stored: StoredSignedDocumentsState): SignedDocumentsState {
  const { envelopeId, status, files, pack, verifiedAt, record } = stored;
  const [directory = "", compared = "", publishedBy = "", ...identity] = record.split(" ");
  return {
    ...{ envelopeId, status, files, pack, verifiedAt },
    directory: decodeURIComponent(directory),
    compared,
    publishedBy,
    // Only the identity may contain spaces: those of a resource's name.
    identity: identity.join(" "),
  };
}
