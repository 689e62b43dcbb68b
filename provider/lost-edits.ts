import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ask } from "./accept.ts";
import { settleChanges } from "./change-once.ts";
import { observed } from "./observe.ts";
import { withDigests } from "./request-digests.ts";
import type { Runtime } from "./runtime.ts";
import { assertSameHost, explainAccess } from "./same-service.ts";
import { personOf } from "./shape.ts";

/**
 * Finds out what became of edits of recipients whose answer no run has seen: where the program takes one back, the service
 * has another person than the state tells of.
 *
 * @returns the state with whom they made of the recipients; undefined: there are none
 * @throws RefusedError when a process is still at one; the client's errors
 */
export async function withLostEdits(
  runtime: Runtime,
  state: EnvelopeState,
): Promise<EnvelopeState | undefined> {
  const { changes } = runtime.journal(state.identity);
  const lost = changes.inDoubt(state.envelopeId, state.host).filter(({ kind }) => kind === "edit");
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
      if (changes.reread(change).ending === null) changes.end(change, isDone ? "done" : "missing");
      if (digests && isDone) told = withDigests(told, key, { ...digests, person: aim });
    }
    return told;
  } catch (error) {
    throw explainAccess(runtime, state, error);
  }
}
