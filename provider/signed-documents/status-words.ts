import type { EnvelopeStatus } from "../../schema/envelope-state.ts";
import type { SignedDocumentsStatus } from "../../schema/signed-documents-state.ts";

/** What it means for signed documents that their envelope is so far, while there are none. */
const words: Record<EnvelopeStatus, SignedDocumentsStatus> = {
  QUEUED: "waiting",
  ACTIVE: "waiting",
  COMPLETE: "waiting",
  ARCHIVED: "archived",
  ERRORED: "errored",
  MISSING: "missing",
};

/** The status of documents that are not there; undefined for what is no envelope's status. */
export const wordOf = (envelopeStatus: string): SignedDocumentsStatus | undefined =>
  Object.hasOwn(words, envelopeStatus) ? words[envelopeStatus as EnvelopeStatus] : undefined;
