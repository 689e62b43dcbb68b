import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ask } from "./accept.ts";
import { settleChanges } from "./change-once.ts";
import type { Change } from "./journal/changes.ts";
import { observed } from "./observe.ts";
import { withDigests } from "./request-digests.ts";
import type { Runtime } from "./runtime.ts";
import { assertSameHost, explainAccess } from "./same-service.ts";
import { personOf } from "./shape.ts";

/** Whether nobody knows if an edit was made, or it was and the state does not tell: that was not written. */
export function isLost(
  { recipients, sent }: EnvelopeState,
  { recipientId, aim, ending }: Pick<Change, "recipientId" | "aim" | "ending">,
): boolean {
  if (ending === null) return true;
  const key = recipients.find(({ id }) => id === recipientId)?.key;
  return key !== undefined && sent.digests.recipients[key]?.person !== aim;
}

/**
 * Finds out what became of edits of recipients that the state does not tell of, since no run has seen the answer or has
 * written it there: where the program takes one back, the service has another person than the state.
 *
 * @returns the state with whom they made of the recipients; undefined: there are none
 * @throws RefusedError when a process is still at one; the client's errors
 */
export async function withLostEdits(
  runtime: Runtime,
  state: EnvelopeState,
): Promise<EnvelopeState | undefined> {
  const { changes } = runtime.journal(state.identity);
  const lost = changes.lastEdits(state.envelopeId, state.host).filter((edit) => isLost(state, edit));
  if (lost.length === 0) return undefined;
  assertSameHost(runtime, state);
  try {
    await settleChanges(runtime, state, { keepEdits: true });
    const answer = await ask(runtime, state);
    const there = answer?.details?.recipients ?? [];
    let told = observed(state, answer);
    for (const change of lost) {
      const { recipientId, aim } = change;
      const { key = "" } = told.recipients.find(({ id }) => id === recipientId) ?? {};
      const digests = told.sent.digests.recipients[key];
      const isDone = there.some((one) => one.id === recipientId && personOf(one) === aim);
      // One that was made, and that somebody has changed since, is not asked about again either.
      if (changes.reread(change).ending === null || !isDone) changes.end(change, isDone ? "done" : "missing");
      if (digests && isDone) told = withDigests(told, key, { ...digests, person: aim });
    }
    // Whom they made of a recipient, nobody changed outside.
    return observed(told, answer);
  } catch (error) {
    throw explainAccess(runtime, state, error);
  }
}
