import type { IdentifiedSignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import type { SignedDocumentsState } from "../../schema/signed-documents-state.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { DiffResult } from "../resource-provider.ts";
import type { Runtime } from "../runtime.ts";

/**
 * Decides what a changed declaration means: nothing, an update, which fetches only what it must, or, for another
 * envelope, other documents in their place. It calls nothing and reads no file.
 *
 * @param state the outputs that Pulumi has
 * @param inputs what is declared, checked; values may be unknown
 */
export function diffDocuments(
  { approvals }: Runtime,
  state: SignedDocumentsState,
  inputs: IdentifiedSignedDocumentsInputs,
): DiffResult {
  // Without a check before it, it is a refresh that asks whether what was just read differs.
  if (!approvals.isDeclared(inputs.identity)) return { changes: approvals.hasDrifted(state.identity) };
  if (unknownPaths(inputs.envelopeId).length === 0 && inputs.envelopeId !== state.envelopeId)
    return { replaces: ["envelopeId"] };
  // What was found missing is to be fetched although the program is the same.
  return state.status === "changed" ? { changes: true } : {};
}
