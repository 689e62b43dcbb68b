import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ask } from "./accept.ts";
import { settleChanges } from "./change-once.ts";
import { formOf } from "./journal/table.ts";
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
    await settleChanges(runtime, state);
    const answer = await ask(runtime, state);
    const there = answer?.details?.recipients ?? [];
    return lost.reduce(
      (known, { recipientId, aim }) => {
        const { key = "" } = known.recipients.find(({ id }) => id === recipientId) ?? {};
        const digests = known.sent.digests.recipients[key];
        const isDone = there.some((one) => one.id === recipientId && personOf(one) === aim);
        return digests && isDone ? withDigests(known, key, { ...digests, person: aim }) : known;
      },
      observed(state, answer),
    );
  } catch (error) {
    throw explainAccess(runtime, state, error);
  }
}

/**
 * The envelopes of which an edit is in doubt. It only looks: no journal is made, and none is taken along.
 *
 * @param path the journal's file, absolute
 */
export function envelopesWithLostEdits(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
    // The first builds noted none.
    if (formOf(database) === 0) return new Set();
    const rows = database
      .prepare("SELECT envelopeId FROM change WHERE kind = 'edit' AND ending IS NULL")
      .all();
    return new Set(rows.map(({ envelopeId }) => String(envelopeId)));
  } catch {
    // Whoever is to send, withdraw or edit opens it, and says why that cannot be done.
    return new Set();
  }
}
