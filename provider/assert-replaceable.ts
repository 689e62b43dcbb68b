import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { adoptable } from "./adopt.ts";
import { assertApproved } from "./approval-gate.ts";
import { sendable } from "./check.ts";
import { assertNoDuplicate } from "./duplicate-guard.ts";
import { RefusedError } from "./refusal.ts";
import { renameSending } from "./rename-sending.ts";
import type { EnvelopeRequest } from "./request.ts";
import { replacementOf } from "./request-effects.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { sendLimitProblems } from "./send-limit.ts";
import { settleStale } from "./stale-journal.ts";

/**
 * What could not be sent in its place must not be withdrawn for it: files may have changed since it was checked.
 *
 * @throws ValidationError, RefusedError, ConfigError: its successor would not be sent
 */
export async function assertSendable(
  runtime: Runtime,
  successor: IdentifiedInputs,
  envelopeId: string,
): Promise<EnvelopeRequest> {
  runtime.service(successor.account);
  const request = await sendable(runtime, successor);
  assertApproved(runtime, replacementOf(successor, envelopeId));
  return request;
}

/**
 * As {@link assertSendable}, with what only the journal, the service and this run tell: nobody sent the like meanwhile, the
 * run may send one more, and what `adopt` names instead can be taken over.
 *
 * @throws as it, and the client's errors
 */
export async function assertReplaceable(
  runtime: Runtime,
  successor: IdentifiedInputs,
  envelopeId: string,
): Promise<void> {
  const request = await assertSendable(runtime, successor, envelopeId);
  await settleStale(runtime, successor, request, envelopeId);
  // What is taken over is not sent.
  if (successor.adopt !== undefined && !isSameId(successor.adopt, envelopeId)) {
    await adoptable(runtime, successor, request, successor.adopt);
    return;
  }
  const [problem] = sendLimitProblems(runtime, successor.identity);
  if (problem) throw new RefusedError(problem);
  const duplicateOf = [successor.duplicateOf ?? [], envelopeId].flat();
  await assertNoDuplicate(runtime, { ...successor, duplicateOf }, request);
  // Renamed in the same run: what was retained under the new name stands for it no more, as after a rename alone.
  const { identity } = runtime.journal(successor.identity).find(envelopeId) ?? successor;
  if (identity !== successor.identity && runtime.approvals.holder(envelopeId) === successor.identity)
    renameSending(runtime, envelopeId, successor.identity);
}
