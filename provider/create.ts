import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { observe, untilAccepted } from "./accept.ts";
import { adopt, referredTo } from "./adopt.ts";
import { assertApproved, assertUnspent } from "./approval-gate.ts";
import { assertWithdrawn } from "./assert-withdrawn.ts";
import { sendable } from "./check.ts";
import { closedSending } from "./closed.ts";
import { assertNoDuplicate } from "./duplicate-guard.ts";
import { comes } from "./handed-over.ts";
import type { Sending } from "./journal.ts";
import { keepEnvelope } from "./keep.ts";
import { noteNewAddress } from "./moved-service.ts";
import { recoverId } from "./recover.ts";
import { RefusedError } from "./refusal.ts";
import type { EnvelopeRequest } from "./request.ts";
import { sendingOf } from "./request-effects.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { explainAccess } from "./same-service.ts";
import { newState, send } from "./send.ts";
import { sendLimitProblems } from "./send-limit.ts";
import { sentUnderReference } from "./sent-under-reference.ts";
import { requestShape } from "./shape.ts";
import { warnOfLostLinks } from "./signing-urls.ts";
import { settleStale } from "./stale-journal.ts";
import { withdraw } from "./withdraw.ts";

/**
 * Makes a declared envelope exist: sends it, or goes on with the one that an earlier or another run sent or `adopt` names,
 * and waits until the service has accepted its files.
 *
 * @throws ValidationError, ConfigError, RefusedError: nothing was sent; UnfinishedError: it has an id, and the next run
 * goes on from there; the client's errors
 */
export async function createEnvelope(runtime: Runtime, inputs: IdentifiedInputs): Promise<EnvelopeState> {
  runtime.approvals.arrived(inputs.identity);
  const standing = runtime.approvals.standing(inputs.identity);
  if (standing) return keepEnvelope(runtime, standing, inputs);
  const request = await sendable(runtime, inputs);
  await runtime.journalSettled(inputs.identity);
  const existing =
    (await existingEnvelope(runtime, inputs, request, await earlierSending(runtime, inputs, request))) ??
    (await sentUnderReference(runtime, inputs, request));
  if (existing) {
    warnOfLostLinks(runtime, existing);
    return untilAccepted(runtime, existing, inputs.acceptTimeoutSeconds);
  }
  await assertWithdrawn(runtime, inputs);
  await assertNoDuplicate(runtime, inputs, request);
  const [problem] = sendLimitProblems(runtime, inputs.identity);
  if (problem) throw new RefusedError(problem);
  approve(runtime, inputs);
  assertUnspent(runtime, inputs, request.fingerprint);
  const sent = await send(runtime, inputs, request);
  // Two runs at once, as after a cancelled lock: the other one's envelope is gone on with.
  if (!sent) return createEnvelope(runtime, inputs);
  return untilAccepted(runtime, sent, inputs.acceptTimeoutSeconds, { justSent: true });
}

/** What journal or receipts know of that was sent, or perhaps sent, for a resource. */
async function earlierSending(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<Sending | undefined> {
  await noteNewAddress(runtime, inputs);
  await settleStale(runtime, inputs, request, runtime.approvals.predecessorInState(inputs.identity));
  const { host } = runtime.service(inputs.account);
  const known = runtime.journal(inputs.identity).earlier(inputs.identity, host, request.fingerprint);
  return known ?? closedSending(runtime, inputs, request);
}

/**
 * The envelope that is to stand for a declared one instead of sending it: what `adopt` names, or what an earlier run
 * sent. What `supersedes` names is withdrawn first, also where `adopt` still names it.
 */
async function existingEnvelope(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
  sending: Sending | undefined,
): Promise<EnvelopeState | undefined> {
  const named = inputs.adopt;
  const superseded = named !== undefined && isSameId(named, inputs.supersedes);
  const wanted = superseded ? undefined : named;
  // What adopt names also settles an attempt whose outcome is in doubt, and what an earlier run took it to be.
  if (wanted && isSameId(wanted, sending?.envelopeId ?? wanted))
    return adopt(runtime, inputs, request, wanted, sending);
  const earlier = sending && (await earlierEnvelope(runtime, inputs, request, sending, wanted));
  if (earlier) return earlier;
  // That it is over, or never arrived, says nothing of what was sent before it.
  if (sending?.ending === null && runtime.journal(inputs.identity).reread(sending).ending !== null)
    return existingEnvelope(runtime, inputs, request, await earlierSending(runtime, inputs, request));
  if (wanted) return adopt(runtime, inputs, request, wanted, undefined);
  if (superseded) {
    await assertNotHeld(runtime, inputs, named);
    approve(runtime, inputs);
    // Whoever names its id has seen it, however long ago.
    const at = new Date(0).toISOString();
    await withdraw(
      runtime,
      newState(runtime, inputs, request, { envelopeId: named, at }),
      "superseded",
      inputs,
    );
  }
  return undefined;
}

/** @throws RefusedError another resource of this run has it, also where that one is handed over a moment later */
async function assertNotHeld(
  { approvals, wait }: Runtime,
  { identity }: IdentifiedInputs,
  envelopeId: string,
): Promise<void> {
  if (approvals.isWithdrawn(envelopeId)) return;
  const holder = (): string | undefined => approvals.otherHolder(envelopeId, identity);
  if (await comes({ wait }, () => holder() !== undefined))
    throw new RefusedError(
      `Envelope ${envelopeId}, named by adopt and supersedes, is declared by ${holder()}. Nothing was done. Name it in neither`,
    );
}

/** @throws RefusedError, ConfigError: sending it, and withdrawing what it supersedes, is not approved */
const approve = (runtime: Runtime, inputs: IdentifiedInputs): void =>
  assertApproved(runtime, sendingOf(inputs, runtime.approvals.predecessor(inputs.identity)));

/**
 * The envelope that an earlier run sent for this resource and Pulumi does not know of: its state was cut off or lost,
 * or the resource was dropped from it.
 *
 * @param wanted what `adopt` names, unless that is what is superseded
 */
async function earlierEnvelope(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
  sending: Sending,
  wanted: string | undefined,
): Promise<EnvelopeState | undefined> {
  const journal = runtime.journal(inputs.identity);
  const same = sending.fingerprint === request.fingerprint;
  // The stack may have begun to use references since, or ceased to.
  const reference = sending.shape === requestShape(request) ? undefined : inputs.reference;
  const envelopeId = sending.envelopeId ?? (await recoverId(runtime, sending, inputs));
  if (envelopeId === undefined) {
    if (!journal.reread(sending).ending) journal.end(sending, "missing");
    return undefined;
  }
  const known = referredTo(
    newState(runtime, inputs, request, { envelopeId, at: sending.intentAt }),
    reference,
  );
  const state = await observe(runtime, known).catch((error) => {
    throw explainAccess(runtime, { ...known, account: sending.account }, error);
  });
  const isSuperseded = isSameId(inputs.supersedes, envelopeId);
  if (isSuperseded || state.status === "ERRORED") {
    const reason = isSuperseded ? "superseded" : "removed";
    if (reason === "superseded") approve(runtime, inputs);
    await withdraw(runtime, state, reason, reason === "superseded" ? inputs : undefined);
    // Its end may have failed to be written, and as long as it is open no other can begin.
    if (!journal.reread(sending).ending) journal.end(sending, reason === "removed" ? "errored" : reason);
    return undefined;
  }
  if (!same || (wanted && !isSameId(wanted, envelopeId))) throw otherContent(state);
  const goesOn = `Goes on with envelope ${envelopeId}, sent on ${sending.intentAt}: not sent again`;
  const isOver = state.status === "ARCHIVED" || state.status === "MISSING";
  runtime.engine.show({
    severity: isOver ? "warning" : "info",
    message: isOver
      ? `${goesOn}, although it is ${state.status}. To send another, set supersedes: "${envelopeId}"`
      : goesOn,
    urn: inputs.identity,
  });
  return state;
}

const otherContent = ({ envelopeId, status, sent }: EnvelopeState): RefusedError =>
  new RefusedError(
    `This resource already sent envelope ${envelopeId} (${status}) on ${sent.at}, and that is not what is declared ` +
      "now; Pulumi's state does not know of it. Nothing was sent. Declare what was sent to go on with it, or set " +
      `supersedes: "${envelopeId}" to withdraw it and send this one`,
  );
