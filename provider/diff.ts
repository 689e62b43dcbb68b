import type { Effect } from "../schema/effect.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { unknownPaths } from "../schema/unknown.ts";
import { approvalProblems, unknownProblems } from "./approval-gate.ts";
import { contentRefusal, signatures, signedCount, signedRefusal } from "./content-refusal.ts";
import { declaredChanges } from "./declared-changes.ts";
import { isLost } from "./lost-edits.ts";
import { RefusedError } from "./refusal.ts";
import { envelopeRequest } from "./request.ts";
import { reassignmentOf, replacementOf } from "./request-effects.ts";
import type { DiffResult } from "./resource-provider.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { assertSameHost } from "./same-service.ts";

/**
 * Decides what a changed declaration means for an envelope that exists: nothing, something to record or to edit in
 * place, or, where the program says so, another envelope in its place. It calls nothing.
 *
 * @param state the outputs that Pulumi has
 * @param inputs the declared envelope, checked; values may be unknown
 * @throws RefusedError when content changed that cannot change, without `supersedes` naming the envelope, or when this
 * run is to talk to another service
 */
export function diffEnvelope(runtime: Runtime, state: EnvelopeState, inputs: IdentifiedInputs): DiffResult {
  const { approvals } = runtime;
  if (!approvals.isDeclared(inputs.identity)) return { changes: approvals.hasDrifted(state.envelopeId) };
  assertSameHost(runtime, state);
  const { content, contacts } = declaredChanges(state, inputs);
  const superseded = isSameId(inputs.supersedes, state.envelopeId);
  const resent = state.status === "ERRORED" && content.length + contacts.length > 0;
  approvals.considered(state, inputs.identity, superseded || resent);
  if (superseded) return replacement(runtime, state, inputs, content);
  if (resent) return replacement(runtime, state, inputs, [...content, ...contacts.map(() => "recipients")]);
  if (state.status === "COMPLETE" && inputs.sealed) return settingsChange(state, inputs);
  // A preview may not know yet whether the program approves of it.
  if (content.length > 0 && unknownPaths([inputs.supersedes, inputs.sealed]).length > 0) return {};
  if (content.length > 0) throw contentRefusal(state, content);
  if (contacts.length > 0) return contactChange(runtime, state, inputs, contacts);
  if (runtime.lastEdits(state, inputs.identity).some((edit) => isLost(state, edit)))
    return lostEdit(runtime, state, inputs);
  if (state.status === "ERRORED")
    runtime.engine.show({
      severity: "warning",
      message: `Envelope ${state.envelopeId} failed: ${state.errors?.join(", ")}. Nobody was e-mailed; correct its documents to send it anew`,
      urn: inputs.identity,
    });
  return settingsChange(state, inputs);
}

function replacement(
  runtime: Runtime,
  state: EnvelopeState,
  inputs: IdentifiedInputs,
  content: string[],
): DiffResult {
  const signed = signedCount(state);
  if (state.status === "ACTIVE" || state.status === "QUEUED")
    runtime.engine.show({
      severity: "warning",
      message:
        `Withdraws envelope ${state.envelopeId}, which e-mails every signer${signed ? ` and loses ${signatures(signed)}` : ""}, ` +
        "and sends another",
      urn: inputs.identity,
    });
  runtime.approvals.succeeds(state.envelopeId, inputs);
  plan(runtime, inputs, () => replacementOf(inputs, state.envelopeId));
  const fields = content.map((name) => name.replace(/\[.*/, ""));
  return { replaces: fields.length > 0 ? [...new Set(fields)] : ["supersedes"], deleteBeforeReplace: true };
}

/** Leaves the effect in the review file, or makes sure that it is approved. */
function plan(runtime: Runtime, inputs: IdentifiedInputs, effectOf: () => Effect): void {
  if (!runtime.approved.areAskedFor(inputs.identity)) return;
  const isKnown = unknownPaths(inputs).length === 0;
  const effect = isKnown ? effectOf() : undefined;
  if (effect) runtime.review?.effect(effect);
  const [problem] = isKnown ? approvalProblems(runtime, effect) : unknownProblems(runtime, inputs);
  if (problem !== undefined) throw new RefusedError(problem);
}

/** Edits in place are for envelopes that are out for signature; who has signed, stays. */
function contactChange(
  runtime: Runtime,
  state: EnvelopeState,
  inputs: IdentifiedInputs,
  keys: string[],
): DiffResult {
  if (state.status !== "ACTIVE" && state.status !== "QUEUED")
    throw contentRefusal(
      state,
      keys.map((key) => `recipients["${key}"]`),
    );
  const signed = keys.find((key) =>
    state.recipients.some((recipient) => recipient.key === key && recipient.signStatus === "SIGNED"),
  );
  if (signed !== undefined) throw signedRefusal(state, signed);
  plan(runtime, inputs, () => reassignmentOf(inputs, state.envelopeId));
  return {};
}

/** What an edit that was cut off made of a recipient may have to be taken back, which e-mails that person. */
function lostEdit(runtime: Runtime, state: EnvelopeState, inputs: IdentifiedInputs): DiffResult {
  runtime.engine.show({
    severity: "warning",
    message:
      `An earlier run was cut off while it edited a recipient of envelope ${state.envelopeId}. Where the service has ` +
      "another person than is declared, that is taken back, which e-mails the person who is declared",
    urn: inputs.identity,
  });
  plan(runtime, inputs, () => reassignmentOf(inputs, state.envelopeId));
  return { changes: true };
}

/** What the outputs have to follow goes through an update; what only steers a run is recorded without one. */
const settingsChange = (state: EnvelopeState, inputs: IdentifiedInputs): DiffResult => {
  const sameKeys = inputs.sealed || keysOf(state) === declaredKeys(inputs);
  const same =
    state.identity === inputs.identity &&
    state.onDelete === inputs.onDelete &&
    state.personalData === inputs.personalData &&
    state.accountName === inputs.account &&
    sameKeys;
  return same ? { changes: false } : {};
};

const keysOf = (state: EnvelopeState): string =>
  state.recipients
    .map(({ key }) => key)
    .toSorted()
    .join("\n");

const declaredKeys = (inputs: IdentifiedInputs): string =>
  unknownPaths(inputs.recipients).length > 0
    ? ""
    : envelopeRequest({ ...inputs, documents: [] })
        .keys.toSorted()
        .join("\n");
