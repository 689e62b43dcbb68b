import type { SignedDocumentsState } from "../../schema/signed-documents-state.ts";
import type { Runtime } from "../runtime.ts";

/** Lets go of signed documents, whose files stay where they are, and says so. It calls nothing. */
export async function leaveDocuments(
  runtime: Runtime,
  { files, directory, identity, envelopeId }: SignedDocumentsState,
): Promise<void> {
  if (files.length === 0) return;
  const message =
    `The ${files.length} signed files of envelope ${envelopeId} stay in ${directory}, and where they were published: ` +
    "this never deletes files";
  // It may be the last thing that a run does.
  await runtime.engine.show({ severity: "info", message, urn: identity });
}
