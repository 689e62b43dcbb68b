import type { IdentifiedSignedDocumentsInputs } from "../schema/signed-documents-inputs.ts";
import {
  fromStoredDocuments,
  type SignedDocumentsState,
  type StoredSignedDocumentsState,
  toStoredDocuments,
} from "../schema/signed-documents-state.ts";
import { InTurn } from "./in-turn.ts";
import { plain, plainly } from "./pulumi-call.ts";
import { type Carried, checkFailures, type SignedDocumentsProvider } from "./resource-provider.ts";
import { assertNotReviewing } from "./review-file.ts";
import type { Runtime } from "./runtime.ts";
import { checkDocuments } from "./signed-documents/check.ts";
import { diffDocuments } from "./signed-documents/diff.ts";
import { fetchDocuments } from "./signed-documents/fetch.ts";
import { leaveDocuments } from "./signed-documents/leave.ts";
import { readDocuments } from "./signed-documents/read.ts";

type Inputs = IdentifiedSignedDocumentsInputs & Carried;
type State = StoredSignedDocumentsState & Carried;

/**
 * The provider of signed documents: translates between Pulumi's calls and what happens to a completion pack. An
 * envelope has one, so its id is the documents' too.
 */
export function signedDocumentsProvider(runtime: Runtime): SignedDocumentsProvider {
  const inTurn = new InTurn();
  /** Two envelopes may share a directory: who comes second sees what the first one put there. */
  const fetched = async (inputs: Inputs, state?: SignedDocumentsState): Promise<State> => {
    assertNotReviewing(runtime.review);
    return outputs(await inTurn.do(inputs.directory ?? "", () => fetchDocuments(runtime, inputs, state)));
  };
  return {
    configure: ({ config }) => runtime.configure((key) => config.get(key)),

    check: (_old, declared) =>
      plainly(runtime, async () => {
        const { inputs, issues } = checkDocuments(runtime, declared);
        return { inputs: plain(inputs), failures: checkFailures(issues, "downloaded") };
      }),

    diff: (_id, state, inputs) =>
      plainly(runtime, async () => diffDocuments(runtime, fromStoredDocuments(state), inputs)),

    create: (inputs) =>
      plainly(runtime, async () => ({ id: inputs.envelopeId, outs: await fetched(inputs) })),

    read: (id, state) =>
      plainly(runtime, async () => ({
        id,
        props: outputs(await readDocuments(runtime, fromStoredDocuments(state))),
      })),

    update: (_id, state, inputs) =>
      plainly(runtime, async () => ({ outs: await fetched(inputs, fromStoredDocuments(state)) })),

    delete: (_id, state) => plainly(runtime, () => leaveDocuments(runtime, fromStoredDocuments(state))),
  };
}

const outputs = (state: SignedDocumentsState): State => plain(toStoredDocuments(state));
