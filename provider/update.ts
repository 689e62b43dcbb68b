import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState, RequestDigests } from "../schema/envelope-state.ts";
import { ask, observe, untilAccepted } from "./accept.ts";
import { assertApproved } from "./approval-gate.ts";
import { changeOnce, settleChanges } from "./change-once.ts";
import { contentRefusal, signedRefusal } from "./content-refusal.ts";
import { declaredChanges } from "./declared-changes.ts";
import { withLostEdits } from "./lost-edits.ts";
import { observed } from "./observe.ts";
import { policyIssues } from "./policy-gate.ts";
import { RefusedError } from "./refusal.ts";
import { healSending, renameSending } from "./rename-sending.ts";
import { type EnvelopeRequest, envelopeRequest } from "./request.ts";
import { matchedKeys, requestDigests, withDigests } from "./request-digests.ts";
import { reassignmentOf } from "./request-effects.ts";
import type { Runtime } from "./runtime.ts";
import { assertSameHost, explainAccess } from "./same-service.ts";
import { personOf, requestShape } from "./shape.ts";
import { UnfinishedError } from "./unfinished.ts";
import { validate } from "./validate.ts";

/**
 * Brings a sent envelope in line with what is declared: records settings and names, edits recipients' contacts, and
 * goes on waiting where an earlier run stopped. Doing it again does nothing more.
 *
 * @throws RefusedError when content changed, or a recipient to be edited has signed; UnfinishedError when it stopped
 * half way, with what was done in its state
 */
export async function updateEnvelope(
  runtime: Runtime,
  state: EnvelopeState,
  inputs: IdentifiedInputs,
): Promise<EnvelopeState> {
  let current = recorded(state, inputs);
  if (state.accountName !== inputs.account) {
    assertSameHost(runtime, state);
    current = await asAccount(runtime, current, inputs.account);
  }
  healSending(runtime, state, inputs.identity);
  if (inputs.identity !== state.identity) renameSending(runtime, state.envelopeId, inputs.identity);
  if (current.status === "ERRORED" || current.status === "QUEUED") {
    assertSameHost(runtime, state);
    current = await untilAccepted(runtime, current, inputs.acceptTimeoutSeconds);
  }
  if (inputs.sealed && current.status === "COMPLETE") return current;
  const told = await withLostEdits(runtime, current);
  if (!told) return asDeclared(runtime, current, inputs);
  try {
    return amended(runtime, await asDeclared(runtime, told, inputs), envelopeRequest(inputs));
  } catch (error) {
    // The journal has closed them: what they did is in the state from now on, whatever comes of the rest.
    throw error instanceof UnfinishedError ? error : new UnfinishedError(told, error);
  }
}

/** Edits whom the program declares otherwise, and records how it calls them. */
async function asDeclared(
  runtime: Runtime,
  state: EnvelopeState,
  inputs: IdentifiedInputs,
): Promise<EnvelopeState> {
  const changes = declaredChanges(state, inputs);
  if (changes.content.length > 0) throw contentRefusal(state, changes.content);
  const request = envelopeRequest(inputs);
  const current = withKeys(state, requestDigests(request));
  if (changes.contacts.length === 0) return current;
  // A policy pack may have changed whom it goes to after check.
  validate(inputs, await policyIssues(runtime, inputs, "about to be sent"));
  assertApproved(runtime, reassignmentOf(inputs, state.envelopeId));
  assertSameHost(runtime, state);
  return editContacts(runtime, current, request, changes.contacts).catch((error) => {
    throw explainAccess(runtime, state, error);
  });
}

/** Settings and identity as they are declared now. */
function recorded(
  { onDelete: _, personalData: __, ...state }: EnvelopeState,
  { identity, onDelete, personalData }: IdentifiedInputs,
): EnvelopeState {
  return { ...state, identity, ...(onDelete && { onDelete }), ...(personalData && { personalData }) };
}

/** The state as the account has it that is named now, which has to be one that sees the envelope. */
async function asAccount(
  runtime: Runtime,
  { accountName: _, ...state }: EnvelopeState,
  accountName: string | undefined,
): Promise<EnvelopeState> {
  const moved = { ...state, ...(accountName !== undefined && { accountName }) };
  try {
    const seen = await observe(runtime, moved);
    if (seen.status === "MISSING" && state.status !== "MISSING") throw otherAccount(state, accountName);
    return { ...seen, account: runtime.service(accountName).account };
  } catch (error) {
    throw explainAccess(runtime, moved, error);
  }
}

const otherAccount = ({ envelopeId }: EnvelopeState, accountName: string | undefined): RefusedError =>
  new RefusedError(
    `The ${accountName === undefined ? "default account" : `account ${JSON.stringify(accountName)}`} does not know ` +
      `envelope ${envelopeId}. Nothing was done. Set account to the one that sent it`,
  );

/** The state with recipients under the keys that the program uses now. */
function withKeys(state: EnvelopeState, declared: RequestDigests): EnvelopeState {
  const { digests } = state.sent;
  const newKeys = new Map([...matchedKeys(digests, declared)].map(([key, old]) => [old, key]));
  const rename = (key: string): string => newKeys.get(key) ?? key;
  const { signingUrls } = state;
  return {
    ...state,
    recipients: state.recipients.map((recipient) => ({ ...recipient, key: rename(recipient.key) })),
    ...(signingUrls && {
      signingUrls: Object.fromEntries(Object.entries(signingUrls).map(([key, url]) => [rename(key), url])),
    }),
    sent: {
      ...state.sent,
      digests: {
        ...digests,
        recipients: Object.fromEntries(
          Object.entries(digests.recipients).map(([key, value]) => [rename(key), value]),
        ),
      },
    },
  };
}

async function editContacts(
  runtime: Runtime,
  known: EnvelopeState,
  request: EnvelopeRequest,
  keys: string[],
): Promise<EnvelopeState> {
  const settled = await settleChanges(runtime, known);
  const live = await ask(runtime, known);
  let state = observed(known, live);
  if (state.status !== "ACTIVE")
    throw contentRefusal(
      state,
      keys.map((key) => `recipients["${key}"]`),
    );
  const signed = keys.find((key) => recipientOf(state, key)?.signStatus === "SIGNED");
  if (signed !== undefined) throw signedRefusal(state, signed);
  const declared = requestDigests(request);
  for (const key of keys) {
    const contact = request.canonical.recipients[request.keys.indexOf(key)]?.contact;
    const digests = declared.recipients[key];
    const id = recipientOf(state, key)?.id;
    if (!contact || !digests) continue;
    if (!id) throw noIdRefusal(state, key);
    const there = live?.details?.recipients?.find((recipient) => recipient.id === id);
    const phoneSame = state.sent.digests.recipients[key]?.phone === digests.phone;
    try {
      // Somebody may have made the edit there already; doing it again would e-mail the person again.
      if (!there || personOf(there) !== digests.person || !phoneSame) {
        const { client } = runtime.service(state.accountName);
        const intended = { kind: "edit", recipientId: id, aim: digests.person, settled } as const;
        const done = await changeOnce(runtime, state, intended, (call) =>
          client.editRecipient(state.envelopeId, id, contact, call),
        );
        if (!done) throw otherRun(state, key);
      }
    } catch (error) {
      throw new UnfinishedError(state, error);
    }
    state = withDigests(state, key, digests);
  }
  try {
    return await observe(runtime, amended(runtime, state, request));
  } catch (error) {
    // They are edited: a state that does not say so would not know what to do where the program takes it back.
    throw new UnfinishedError(state, explainAccess(runtime, state, error));
  }
}

/** The state of an envelope that is now what is declared; journal and state tell so. */
function amended(runtime: Runtime, state: EnvelopeState, request: EnvelopeRequest): EnvelopeState {
  const { fingerprint } = request;
  runtime
    .journal(state.identity)
    .amend(state.envelopeId, fingerprint, requestShape(request, state.sent.reference));
  return { ...state, sent: { ...state.sent, fingerprint } };
}

const recipientOf = (state: EnvelopeState, key: string): EnvelopeState["recipients"][number] | undefined =>
  state.recipients.find((recipient) => recipient.key === key);

const otherRun = ({ envelopeId }: EnvelopeState, key: string): RefusedError =>
  new RefusedError(
    `Another run is editing recipients["${key}"] of envelope ${envelopeId} in this moment. This one did nothing to it; ` +
      "wait for the other, and run `pulumi up` again",
  );

const noIdRefusal = ({ envelopeId }: EnvelopeState, key: string): RefusedError =>
  new RefusedError(
    `Yoti Sign does not list recipients["${key}"] of envelope ${envelopeId} as it was sent, so it cannot be edited ` +
      "there. Nothing was done to it. Revert the change, or edit the person in Yoti Sign",
  );
