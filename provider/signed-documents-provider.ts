import type { IdentifiedSignedDocumentsInputs } from "../schema/signed-documents-inputs.ts";
import {
  fromStoredDocuments,
  type SignedDocumentsState,
  type StoredSignedDocumentsState,
  toStoredDocuments,
} from "../schema/signed-documents-state.ts";
import type { DiffResult } from "./diff.ts";
import { InTurn } from "./in-turn.ts";
import { plain, plainly } from "./pulumi-call.ts";
import { assertNotReviewing } from "./review-file.ts";
import type { Runtime } from "./runtime.ts";
import { checkDocuments } from "./signed-documents/check.ts";
import { diffDocuments } from "./signed-documents/diff.ts";
import { fetchDocuments } from "./signed-documents/fetch.ts";
import { leaveDocuments } from "./signed-documents/leave.ts";
import { readDocuments } from "./signed-documents/read.ts";

/** What Pulumi's dynamic-provider process hands over with every call, and wants back. */
type Carried = { __provider?: string };
type Inputs = IdentifiedSignedDocumentsInputs & Carried;
type State = StoredSignedDocumentsState & Carried;

/** The calls of Pulumi's dynamic-provider process. */
export interface SignedDocumentsProvider {
  configure(request: { config: { get(key: string): string | undefined } }): void;
  check(
    old: Partial<Inputs>,
    inputs: Inputs,
  ): Promise<{ inputs: Inputs; failures: { property: string; reason: string }[] }>;
  diff(id: string, state: State, inputs: Inputs): Promise<DiffResult>;
  create(inputs: Inputs): Promise<{ id: string; outs: State }>;
  read(id: string, state: State): Promise<{ id: string; props: State }>;
  update(id: string, state: State, inputs: Inputs): Promise<{ outs: State }>;
  delete(id: string, state: State): Promise<void>;
}

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
        // With a property's name Pulumi would print its value.
        const failures = issues.length > 0 ? [{ property: "", reason: listed(issues) }] : [];
        return { inputs: plain(inputs), failures };
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

const listed = (issues: string[]): string =>
  issues.length === 1
    ? `${issues[0]} (nothing was downloaded)`
    : `${issues.length} things are wrong, nothing was downloaded:\n${issues.map((issue) => `    - ${issue}`).join("\n")}`;

const outputs = (state: SignedDocumentsState): State => plain(toStoredDocuments(state));
