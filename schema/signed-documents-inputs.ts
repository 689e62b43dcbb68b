import type { EnvelopeStatus } from "./envelope-state.ts";

/** A document as it was sent, which the signed one is compared with. */
export interface SentDocument {
  /** The name it was sent under; it must be in the pack. */
  fileName: string;
  /** Where the original is, relative to the program's folder; left out, only the name is looked for. */
  path?: string;
  /** SHA-256 of what was sent, in hex: a file that has another by now is not compared with. */
  sha256?: string;
}

/** What `SignedDocuments` is declared with, all values plain. */
export interface SignedDocumentsInputs {
  /** The service's id of the envelope, a UUID. */
  envelopeId: string;
  /** How far the envelope is: COMPLETE is what lets the documents be downloaded. */
  envelopeStatus: EnvelopeStatus;
  /** Where the documents go, relative to the program's folder. Default `signed/<envelope id>`. */
  directory?: string;
  /** What was sent, to compare with. Default: the documents of `envelope`; without one nothing is compared. */
  documents?: SentDocument[];
  /**
   * Whose signatures are trusted: paths of PEM files, relative to the program's folder, or `"emulator"`, for an emulator
   * on this machine. Default: `yotisign:trustedRoots`, else the certificate authorities of system and Node.
   */
  roots?: "emulator" | string[];
  /** As which of the stack's accounts they are downloaded. Default: the envelope's. */
  account?: string;
  /**
   * A program and its arguments that puts one file where people get it, and prints its https URL as its last line. It
   * is run once for each verified file, in the program's folder, with the file's path as a last argument.
   */
  publish?: string[];
}

/** What reaches the provider: the declaration, and which resource declares it. */
export interface IdentifiedSignedDocumentsInputs extends SignedDocumentsInputs {
  /** The resource's URN: project, stack, type and name, which Pulumi does not pass to a dynamic provider. */
  identity: string;
}
