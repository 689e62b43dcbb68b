import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { NotFoundError } from "../sdk/client/index.ts";
import { observed } from "./observe.ts";
import { recoverId } from "./recover.ts";
import { RefusedError } from "./refusal.ts";
import { renameSending } from "./rename-sending.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { explainAccess } from "./same-service.ts";
import { newState } from "./send.ts";
import { senderOf } from "./sender-of.ts";

/** What nobody is to sign any more, whoever ended it. */
const over = ["ARCHIVED", "COMPLETE", "MISSING", "ERRORED"];

/**
 * Brings a journal in line with Pulumi's state, which another machine with a journal of its own may have gone on with: what
 * this one has of a resource may stand for another resource by now, or have been replaced.
 *
 * @param predecessor the envelope that the state has of this resource, and in whose place another is to be sent
 * @throws RefusedError when what the journal has is still out, so that no other could be sent
 */
export async function settleStale(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
  predecessor: string | undefined,
): Promise<void> {
  const journal = runtime.journal(inputs.identity);
  const { host } = runtime.service(inputs.account);
  const sending = journal.standingOf(inputs.identity, host);
  if (!sending) return;
  const holder = sending.envelopeId ? runtime.approvals.holder(sending.envelopeId) : undefined;
  if (sending.envelopeId && holder !== undefined && holder !== inputs.identity) {
    renameSending(runtime, sending.envelopeId, holder);
    return;
  }
  if (predecessor === undefined || isSameId(predecessor, sending.envelopeId ?? undefined)) return;
  // It was sent in the place of what the state still has.
  if (journal.find(predecessor)) return;
  // What adopt names settles it, also where it is in doubt; not where the journal has that, and so cannot take it for this one.
  const { adopt = "" } = inputs;
  const taken = sending.envelopeId ?? (journal.find(adopt) ? undefined : inputs.adopt);
  if (!isSameId(adopt, predecessor) && isSameId(adopt, taken)) return;
  const duplicateOf = [inputs.duplicateOf ?? [], predecessor].flat();
  const envelopeId = sending.envelopeId ?? (await recoverId(runtime, sending, { ...inputs, duplicateOf }));
  if (envelopeId === undefined) {
    if (!journal.reread(sending).ending) journal.end(sending, "missing");
    return;
  }
  // This machine withdrew it for what it sent then, and Pulumi's state was not written.
  if (journal.changes.superseded(predecessor, host)) return;
  const sent = newState(runtime, inputs, request, { envelopeId, at: sending.intentAt });
  // As the account that sent it: the resource may have another one by now.
  const answer = senderOf(runtime, sending, inputs.account).client.getEnvelope(envelopeId);
  const state = observed(
    sent,
    await answer.catch((error) => {
      if (error instanceof NotFoundError) return undefined;
      throw explainAccess(runtime, { ...sent, account: sending.account }, error);
    }),
  );
  if (over.includes(state.status)) return journal.end(sending, "displaced");
  throw new RefusedError(
    `By the journal this resource sent envelope ${envelopeId} (${state.status}) on ${sending.intentAt}, and Pulumi's state ` +
      `has ${predecessor} of it. Nothing was done. Look at both in Yoti Sign; then set adopt: "${envelopeId}" to go on with that ` +
      "one, or archive it there if nobody is to sign it",
  );
}
