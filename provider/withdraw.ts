import { withdrawalOf } from "../schema/effect.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import type { WireEnvelope } from "../schema/generated/wire.ts";
import {
  ApiError,
  type CallOptions,
  DeadlineError,
  NotFoundError,
  OutcomeUnknownError,
} from "../sdk/client/index.ts";
import { askUntilSettled, defaultAcceptTimeoutSeconds, observe, untilProcessed } from "./accept.ts";
import { assertApproved } from "./approval-gate.ts";
import type { Approvals } from "./approvals.ts";
import { assertReplaceable, assertSendable } from "./assert-replaceable.ts";
import { changeOnce, settleChanges } from "./change-once.ts";
import type { Ending } from "./journal.ts";
import { keptPack } from "./kept-pack.ts";
import { noteSafely } from "./note-safely.ts";
import { observed, signedIn } from "./observe.ts";
import { RefusedError, WithdrawalInDoubtError } from "./refusal.ts";
import { healSending } from "./rename-sending.ts";
import type { Runtime } from "./runtime.ts";
import { assertSameHost, explainAccess } from "./same-service.ts";

type Reason = Exclude<ReturnType<Approvals["reason"]>, "replaced">;

/**
 * Ends an envelope that is no longer declared, or is superseded: archives, deletes or leaves it, as its status and
 * its `onDelete` say. The service is asked first, so a signature given a moment ago counts.
 *
 * A replacement that Pulumi was asked for and `supersedes` does not approve leaves the envelope alone, and the create
 * beside it gives it back: an error here would make Pulumi try this delete in every later run.
 *
 * @throws RefusedError when that would lose signatures without approval; nothing was done
 */
export async function removeEnvelope(runtime: Runtime, state: EnvelopeState): Promise<void> {
  const reason = runtime.approvals.reason(state.envelopeId, state.identity);
  if (reason === "replaced") return runtime.approvals.stands(state);
  if (reason === "removed" && runtime.approvals.awaitsCreation) throw renamedRefusal(state);
  if (reason === "removed" && isAdopted(runtime, state)) return;
  const successor = reason === "superseded" ? runtime.approvals.successor(state.envelopeId) : undefined;
  if (successor) await assertSendable(runtime, successor, state.envelopeId);
  if (state.onDelete === "retain" && reason === "removed") return;
  await withdraw(runtime, state, reason, successor);
}

/** Whether another resource of this run has taken it over: it is not this one's to withdraw any more. */
function isAdopted(runtime: Runtime, { envelopeId, identity }: EnvelopeState): boolean {
  // One that the state has, or that this run took over.
  const inRun = runtime.approvals.holder(envelopeId);
  if (inRun !== undefined && inRun !== identity) return true;
  const holder = runtime.journal(identity).find(envelopeId)?.identity;
  if (holder === undefined || holder === identity || !runtime.approvals.isPresent(holder)) return false;
  // A journal that another machine went past may name a resource that has another one by now.
  return !runtime.approvals.holdsOther(holder, envelopeId);
}

/**
 * Withdraws an envelope for the reason given, once, and closes its sending in the journal. What an earlier run began is
 * not repeated before it is certain that it did not take effect.
 *
 * @param successor what is sent in its place; undefined: nothing that this run knows of
 * @throws RefusedError, WithdrawalInDoubtError when no answer came, and the client's errors
 */
export async function withdraw(
  runtime: Runtime,
  known: EnvelopeState,
  reason: Reason,
  successor?: IdentifiedInputs,
): Promise<void> {
  assertSameHost(runtime, known);
  // First of all: what cannot be recorded is not done.
  const journal = runtime.journal(known.identity);
  try {
    healSending(runtime, known);
    const ending = await endBy(runtime, known, reason, successor);
    runtime.approvals.withdrew(known.envelopeId);
    const sending = journal.find(known.envelopeId);
    noteSafely(runtime, known.identity, () => {
      // Whom an edit that was in doubt made of a recipient, matters no more.
      for (const change of journal.changes.inDoubt(known.envelopeId, known.host))
        if (change.kind === "edit") journal.changes.end(change, "done");
      if (sending) journal.end(sending, reason === "superseded" ? "superseded" : ending);
    });
  } catch (error) {
    throw explainAccess(runtime, known, error);
  }
}

/** Whatever was begun is settled first, then the service is asked: between the two, another run may not come in. */
async function endBy(
  runtime: Runtime,
  known: EnvelopeState,
  reason: Reason,
  successor: IdentifiedInputs | undefined,
): Promise<Ending> {
  // An edit stays open: whoever has it taken back, where this is refused, has to know of it.
  const settled = await settleChanges(runtime, known, { keepEdits: true });
  let answer = await settledAnswer(runtime, known);
  if (observed(known, answer).status === "QUEUED") {
    await untilProcessed(runtime, known).catch((error) => {
      throw error instanceof DeadlineError ? stillProcessed(known, error) : error;
    });
    answer = await settledAnswer(runtime, known);
  }
  const state = observed(known, answer);
  const { client } = runtime.service(state.accountName);
  switch (state.status) {
    case "COMPLETE":
      if (state.onDelete === "delete" && reason === "removed") await deleteKept(runtime, state);
      // Also of one that is deleted: declared again, it is not sent again.
      return "completed";
    case "ARCHIVED":
      return "archived";
    case "MISSING":
      return "missing";
    case "ERRORED":
      await gone(client.deleteEnvelope(state.envelopeId));
      return "errored";
  }
  const signed = signedIn(answer);
  if (signed > 0 && reason === "removed" && !runtime.mayWithdraw(state.envelopeId, state.identity))
    throw signaturesRefusal(state, signed);
  if (successor) await assertReplaceable(runtime, successor, state.envelopeId);
  else assertApproved(runtime, withdrawalOf(state));
  const how = state.onDelete === "delete" ? "delete" : "archive";
  const request = (call: CallOptions) =>
    how === "delete"
      ? client.deleteEnvelope(state.envelopeId, call)
      : client.archiveEnvelope(state.envelopeId, call);
  try {
    const intended = { kind: how, recipientId: "", aim: reason, settled } as const;
    if (await changeOnce(runtime, state, intended, request)) return how === "delete" ? "deleted" : "archived";
  } catch (error) {
    // It may have happened although the answer was lost, or somebody signed or archived in this very moment.
    if (!(error instanceof OutcomeUnknownError || error instanceof ApiError)) throw error;
    if ((await observe(runtime, state)).status === "ACTIVE")
      throw error instanceof OutcomeUnknownError ? inDoubt(error) : error;
  }
  return endBy(runtime, state, reason, successor);
}

const stillProcessed = ({ envelopeId }: EnvelopeState, cause: DeadlineError): DeadlineError =>
  new DeadlineError(
    `Envelope ${envelopeId} was still being processed after ${defaultAcceptTimeoutSeconds} s, and is not withdrawn before ` +
      "that is over. Nothing was done. Run this again later",
    { cause },
  );

/** As {@link ask}; what was accepted a moment ago counts as gone only once the service has had time to show it. */
function settledAnswer(runtime: Runtime, known: EnvelopeState): Promise<WireEnvelope | undefined> {
  const settle = runtime.settings.searchSettleSeconds * 1000;
  // A clock that was ahead must not make this wait for ever.
  const settled = Math.min(Date.parse(known.sent.at), runtime.now()) + settle;
  const message = `Waiting until the service can have shown envelope ${known.envelopeId}`;
  return askUntilSettled(runtime, known, { settled, message }, (answer) => answer !== undefined);
}

const inDoubt = (cause: OutcomeUnknownError): WithdrawalInDoubtError =>
  new WithdrawalInDoubtError(
    `${cause.message} The journal has the attempt: the next run asks the service, and repeats it only once it cannot ` +
      "take effect any more",
    { cause },
  );

/** Deletes a complete envelope at the service where what was signed is on this disk, and verifies; else leaves it. */
async function deleteKept(runtime: Runtime, state: EnvelopeState): Promise<void> {
  const { envelopeId, documents, host, accountName, identity } = state;
  const kept = await keptPack(runtime, { envelopeId, documents });
  const show = (severity: "info" | "warning", message: string): unknown =>
    runtime.engine.show({ severity, message, urn: identity });
  if ("why" in kept) {
    const cure = "Download and verify it, then delete it in Yoti Sign";
    await show("warning", `Envelope ${envelopeId} is complete and stays at ${host}: ${kept.why}. ${cure}`);
    return;
  }
  assertApproved(runtime, withdrawalOf(state));
  await gone(runtime.service(accountName).client.deleteEnvelope(envelopeId));
  await show("info", `Envelope ${envelopeId} is deleted at ${host}; its verified pack is ${kept.path}`);
}

async function gone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

const renamedRefusal = ({ envelopeId }: EnvelopeState): RefusedError =>
  new RefusedError(
    `Envelope ${envelopeId} was to be withdrawn while another is still to be sent, as where Pulumi replaces a resource ` +
      "under a new name. Nothing was done. Rename the resource, with an alias, in a run of its own, and replace it " +
      "afterwards. Where what is to be sent could not be, run it again once it can",
  );

function signaturesRefusal({ envelopeId, recipients }: EnvelopeState, signed: number): RefusedError {
  const signers = recipients.filter((recipient) => recipient.type === "SIGNER").length;
  return new RefusedError(
    `${signed} of ${signers} signers have signed envelope ${envelopeId}: withdrawing it loses their ` +
      `${signed === 1 ? "signature" : "signatures"} and e-mails every signer. Nothing was done. Declare it again, ` +
      `or approve: pulumi config set yotisign:withdraw ${envelopeId}`,
  );
}
