import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { untilProcessed } from "./accept.ts";
import type { Sending } from "./journal.ts";
import { referenceIn } from "./reference.ts";
import { RefusedError } from "./refusal.ts";
import { renameSending } from "./rename-sending.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";
import { begin, newState } from "./send.ts";
import { envelopeShape, requestShape } from "./shape.ts";

/**
 * Takes over an existing envelope instead of sending one. All that the service tells of it must be as declared: name,
 * people with type and group, file names. Contents of files, tags and terms are not told, and are taken as declared.
 *
 * @param attempt an earlier sending of this resource whose id was never seen: this envelope is then taken to be it
 * @throws RefusedError when it is another's, another one, or not to be signed any more
 */
export async function adopt(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
  named: string,
  attempt: Sending | undefined,
): Promise<EnvelopeState> {
  const journal = runtime.journal(inputs.identity);
  const { state, known, shape, reference } = await adoptable(runtime, inputs, request, named);
  const { envelopeId } = state;
  if (known) {
    renameSending(runtime, envelopeId, inputs.identity, true);
    journal.moveTo(envelopeId, runtime.service(inputs.account).host);
  } else {
    // Cut off between intent and id, it would be taken for a sending in doubt.
    const sending = await journal.together(() => {
      const begun = attempt ?? begin(runtime, journal, inputs, request);
      if (begun) journal.accept(begun, envelopeId);
      return begun;
    });
    if (!sending) throw refusal(envelopeId, "is not taken over while another run sends one; run it again");
  }
  // The attempt, or whoever declared it before, may have had another content in mind.
  journal.amend(envelopeId, request.fingerprint, shape);
  runtime.approvals.adopted(envelopeId, inputs.identity);
  return referredTo(state, reference);
}

/**
 * What would be taken over, and what the journal has of it; nothing is done.
 *
 * @throws RefusedError as {@link adopt}
 */
export async function adoptable(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
  named: string,
): Promise<{
  state: EnvelopeState;
  known: Sending | undefined;
  shape: string;
  reference: string | undefined;
}> {
  const { client } = runtime.service(inputs.account);
  const journal = runtime.journal(inputs.identity);
  const [summary] = await client.findEnvelopes([named]);
  if (!summary) throw refusal(named, "is not known to the service, or belongs to another account");
  // Ids are compared as texts, so only one spelling may get around: the service's.
  const envelopeId = summary.envelope_id;
  const known = journal.find(envelopeId);
  const holder =
    runtime.approvals.holder(envelopeId) ?? (known?.ending === null ? known.identity : undefined);
  if (holder !== undefined && holder !== inputs.identity)
    throw refusal(
      envelopeId,
      `is already declared by ${holder}. For a rename, add an alias; where that one is declared no more, declare it once ` +
        "more as it was, and rename it afterwards",
    );
  const created = Date.parse(summary.created_at ?? "");
  // In our own way of writing it: the state's record has no place for the service's spaces.
  const at = new Date(Number.isNaN(created) ? runtime.now() : created).toISOString();
  // An envelope that is not known to be the declared one must not get into Pulumi's state.
  const taken = newState(runtime, inputs, request, { envelopeId, at });
  const state = await untilProcessed(runtime, taken, inputs.acceptTimeoutSeconds);
  if (state.status !== "ACTIVE" && state.status !== "COMPLETE")
    throw refusal(envelopeId, `is ${state.status}. Remove adopt to send a new one`);
  const envelope = await client.getEnvelope(envelopeId);
  const name = summary.envelope ?? inputs.name;
  const reference = referenceIn(name, inputs.name);
  const shape = requestShape(request, reference);
  if (envelopeShape(name, envelope) !== shape)
    throw refusal(
      envelopeId,
      "has another name, other recipients or other files than are declared; declare it as it is",
    );
  return { state, known, shape, reference };
}

/** The state of an envelope that has this reference behind its name, or none. */
export function referredTo(state: EnvelopeState, reference: string | undefined): EnvelopeState {
  const { reference: _, ...sent } = state.sent;
  return { ...state, sent: { ...sent, ...(reference !== undefined && { reference }) } };
}

const refusal = (envelopeId: string, why: string): RefusedError =>
  new RefusedError(`Envelope ${envelopeId}, named by adopt, ${why}. Nothing was sent`);
