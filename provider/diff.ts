import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState, RequestDigests } from "../schema/envelope-state.ts";
import { RefusedError } from "./refusal.ts";
import { envelopeRequest } from "./request.ts";
import { type RequestChanges, requestChanges, requestDigests } from "./request-digests.ts";
import type { Runtime } from "./runtime.ts";
import { assertSameHost } from "./same-service.ts";
import { touchesUnknown, unknownPaths } from "./unknown.ts";
import { signedRefusal } from "./update.ts";

/**
 * What Pulumi is told. Where inputs differ `changes` is left out: Pulumi then finds the differences itself, which gives
 * people a detailed diff and honours replaceOnChanges.
 */
export interface DiffResult {
  changes?: boolean;
  replaces?: string[];
  deleteBeforeReplace?: true;
}

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
  const superseded = inputs.supersedes === state.envelopeId;
  const resent = state.status === "ERRORED" && content.length + contacts.length > 0;
  approvals.considered(state.envelopeId, superseded || resent);
  if (superseded) return replacement(runtime, state, inputs, content);
  if (resent) return replacement(runtime, state, inputs, [...content, ...contacts.map(() => "recipients")]);
  if (state.status === "COMPLETE" && inputs.sealed) return settingsChange(state, inputs);
  if (content.length > 0) throw contentRefusal(state, content);
  if (contacts.length > 0) return contactChange(state, contacts);
  if (state.status === "ERRORED")
    runtime.engine.show({
      severity: "warning",
      message: `Envelope ${state.envelopeId} failed: ${state.errors?.join(", ")}. Nobody was e-mailed; correct its documents to send it anew`,
      urn: inputs.identity,
    });
  return settingsChange(state, inputs);
}

/**
 * What differs between what was sent and what is declared. Where a value is not known yet, nothing is said to differ.
 */
export function declaredChanges(state: EnvelopeState, inputs: IdentifiedInputs): RequestChanges {
  const sent = state.sent.digests;
  const unknowns = unknownPaths(inputs);
  if (unknowns.length === 0) return requestChanges(sent, requestDigests(envelopeRequest(inputs)));
  const known = { ...inputs };
  const asSent: RequestDigests = { fields: {}, recipients: {} };
  for (const name of ["name", "emails", "sender"] as const) {
    if (!touchesUnknown([name], unknowns)) continue;
    delete (known as Partial<IdentifiedInputs>)[name];
    if (sent.fields[name]) asSent.fields[name] = sent.fields[name];
  }
  if (touchesUnknown(["documents"], unknowns)) {
    known.documents = [];
    asSent.fields.documents = sent.fields.documents ?? "";
  }
  const recipientsKnown =
    !touchesUnknown(["recipients"], unknowns) && !touchesUnknown(["documents"], unknowns);
  if (!recipientsKnown) known.recipients = [];
  const declared = requestDigests(envelopeRequest(known));
  return requestChanges(sent, {
    fields: { ...declared.fields, ...asSent.fields },
    recipients: recipientsKnown ? declared.recipients : sent.recipients,
  });
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
  const fields = content.map((name) => name.replace(/\[.*/, ""));
  return { replaces: fields.length > 0 ? [...new Set(fields)] : ["supersedes"], deleteBeforeReplace: true };
}

/** Edits in place are for envelopes that are out for signature; who has signed, stays. */
function contactChange(state: EnvelopeState, keys: string[]): DiffResult {
  if (state.status !== "ACTIVE" && state.status !== "QUEUED")
    throw contentRefusal(
      state,
      keys.map((key) => `recipients["${key}"]`),
    );
  const signed = keys.find((key) =>
    state.recipients.some((recipient) => recipient.key === key && recipient.signStatus === "SIGNED"),
  );
  if (signed !== undefined) throw signedRefusal(state, signed);
  return {};
}

/** What the outputs have to follow goes through an update; what only steers a run is recorded without one. */
const settingsChange = (state: EnvelopeState, inputs: IdentifiedInputs): DiffResult => {
  const sameKeys = inputs.sealed || keysOf(state) === declaredKeys(inputs);
  const same = state.identity === inputs.identity && state.onDelete === inputs.onDelete && sameKeys;
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

/** The refusal of a change to an envelope that was sent: what differs, and the ways out that its status leaves. */
export function contentRefusal(state: EnvelopeState, content: string[]): RefusedError {
  const { envelopeId, status, sent } = state;
  const signed = signedCount(state);
  const supersede = `supersedes: "${envelopeId}" on the resource`;
  const differ = `${content.join(", ")} ${content.length === 1 ? "differs" : "differ"} from what was sent`;
  const facts = `Envelope ${envelopeId} was sent on ${sent.at} and is ${status}: ${differ}. Nothing was done. Revert the change, declare another envelope, or set`;
  if (status === "COMPLETE")
    return new RefusedError(
      `${facts} ${supersede} to send a new one (the complete one stays), or sealed: true to follow the program no longer`,
    );
  if (status === "ARCHIVED" || status === "MISSING")
    return new RefusedError(`${facts} ${supersede} to send a new one in its place`);
  const loss = signed > 0 ? `, loses ${signatures(signed)}` : "";
  return new RefusedError(
    `${facts} ${supersede}: that withdraws it, e-mails every signer${loss}, and sends a new one`,
  );
}

const signedCount = (state: EnvelopeState): number =>
  state.recipients.filter((recipient) => recipient.signStatus === "SIGNED").length;

const signatures = (count: number): string => `${count} ${count === 1 ? "signature" : "signatures"}`;
