import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { observe } from "./accept.ts";
import { recoverId } from "./recover.ts";
import { RefusedError } from "./refusal.ts";
import { renameSending } from "./rename-sending.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { explainAccess } from "./same-service.ts";
import { newState } from "./send.ts";

/** What is over, whoever ended it. */
const over = ["ARCHIVED", "MISSING", "ERRORED"];

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
  const duplicateOf = [inputs.duplicateOf ?? [], predecessor].flat();
  const envelopeId = sending.envelopeId ?? (await recoverId(runtime, sending, { ...inputs, duplicateOf }));
  if (envelopeId === undefined) {
    if (!journal.reread(sending).ending) journal.end(sending, "missing");
    return;
  }
  const sent = newState(runtime, inputs, request, { envelopeId, at: sending.intentAt });
  const state = await observe(runtime, sent).catch((error) => {
    throw explainAccess(runtime, { ...sent, account: sending.account }, error);
  });
  if (over.includes(state.status)) return journal.end(sending, "displaced");
  throw new RefusedError(
    `By the journal this resource sent envelope ${envelopeId} (${state.status}) on ${sending.intentAt}, and Pulumi's state ` +
      `has ${predecessor} of it. Nothing was done. Look at both in Yoti Sign, and archive ${envelopeId} there if nobody is ` +
      "to sign it",
  );
}
