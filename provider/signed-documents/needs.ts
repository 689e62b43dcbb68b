import { digest } from "../../schema/canonical.ts";
import type { SignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import type { SignedDocumentsState } from "../../schema/signed-documents-state.ts";

/** Digest of what a pack is compared with: names and contents, not where the originals happen to be. */
export const comparedWith = ({ documents = [] }: SignedDocumentsInputs): string =>
  digest(documents.map(({ fileName, sha256 = null }) => [fileName, sha256?.toLowerCase() ?? null]));

/** Digest of the command that publishes; empty without one. */
export const publisherOf = ({ publish }: SignedDocumentsInputs): string =>
  publish === undefined ? "" : digest(publish);

/**
 * Whether documents have to be fetched, from the disk or the service: there are none yet, some are gone, they are to be
 * elsewhere, to be compared with something else, or to be published anew. Whose signatures are trusted and which account
 * downloads only steers: what was verified stays so.
 */
export const needsFetching = (state: SignedDocumentsState, inputs: SignedDocumentsInputs): boolean =>
  state.status !== "verified" ||
  state.directory !== inputs.directory ||
  state.compared !== comparedWith(inputs) ||
  (inputs.publish !== undefined && state.publishedBy !== publisherOf(inputs));
