import type { EnvelopeState } from "../schema/envelope-state.ts";
import type { WireEnvelope } from "../schema/generated/wire.ts";
import { ApiError, type CallOptions, OutcomeUnknownError, ServerError } from "../sdk/client/index.ts";
import { askUntilSettled } from "./accept.ts";
import { assertAlive } from "./engine.ts";
import type { Change, ChangeIntent } from "./journal/changes.ts";
import { noteSafely } from "./note-safely.ts";
import { observed } from "./observe.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";
import { personOf } from "./shape.ts";
import { ownerDone } from "./under-way.ts";

/** What is to be done to an envelope, beside which envelope it is. */
export type Intended = Pick<ChangeIntent, "kind" | "recipientId" | "aim">;

/**
 * Does something to a sent envelope that e-mails people: the intent is on disk before the request leaves, and its end
 * afterwards, so that a run that is cut off is not repeated blindly.
 *
 * @param settled what {@link settleChanges} returned before the service was asked how the envelope is
 * @returns whether it was done; false: another run began the like since, and nothing was done
 * @throws RefusedError when Pulumi is gone; what `request` throws. After an OutcomeUnknownError it stays in doubt
 */
export async function changeOnce(
  runtime: Runtime,
  { identity, host, envelopeId }: EnvelopeState,
  intended: Intended & { settled: number },
  request: (call: CallOptions) => Promise<unknown>,
): Promise<boolean> {
  const beforeSending = (): Promise<void> => assertAlive(runtime.engine);
  await beforeSending();
  const { changes } = runtime.journal(identity);
  const intentAt = new Date(runtime.now()).toISOString();
  const { settled, ...what } = intended;
  const change = changes.begin({ ...what, identity, host, envelopeId, intentAt }, settled);
  if (!change) return false;
  const note = (record: () => void): unknown => noteSafely(runtime, identity, record);
  try {
    await request({ beforeSending });
  } catch (error) {
    if (isRefusal(error, what)) note(() => changes.end(change, "refused"));
    else note(() => changes.doubt(change, new Date(runtime.now()).toISOString()));
    throw error;
  }
  note(() => changes.end(change, "done"));
  return true;
}

/**
 * A 404 is one, too: nothing was done. The client repeats a delete by itself, so that of a delete every failure but a refusal
 * leaves doubt.
 */
const isRefusal = (error: unknown, { kind }: Pick<Intended, "kind">): boolean =>
  (error instanceof RefusedError && kind !== "delete") ||
  (error instanceof ApiError && !(error instanceof ServerError || error instanceof OutcomeUnknownError));

/**
 * Finds out what became of what earlier runs began to do to an envelope: waits for a process that may still be at it,
 * then asks the service until it has taken effect, or could not do so any more.
 *
 * @returns the number of the last of them
 * @throws RefusedError when a process is still at it; the client's errors
 */
export async function settleChanges(
  runtime: Runtime,
  known: EnvelopeState,
  { keepEdits = false } = {},
): Promise<number> {
  const { changes } = runtime.journal(known.identity);
  for (const change of changes.inDoubt(known.envelopeId, known.host)) {
    const open = (): Change | undefined => {
      const current = changes.reread(change);
      return current.ending === null ? { ...current, identity: known.identity } : undefined;
    };
    const latest = await ownerDone(runtime, open, doing(change));
    if (latest === undefined) continue;
    const settled = latest + runtime.settings.searchSettleSeconds * 1000;
    const message = `Looking whether an earlier run is through with ${doing(change)}`;
    const tookEffect = (answer: WireEnvelope | undefined): boolean => isDone(known, change, answer);
    const answer = await askUntilSettled(runtime, known, { settled, message }, tookEffect);
    if (change.kind === "edit" && keepEdits) continue;
    changes.end(change, tookEffect(answer) ? "done" : "missing");
  }
  return changes.last(known.envelopeId, known.host);
}

function isDone(known: EnvelopeState, { kind, recipientId, aim }: Change, answer: WireEnvelope | undefined) {
  const { status } = observed(known, answer);
  if (status !== "ACTIVE" && status !== "QUEUED") return true;
  if (kind !== "edit") return false;
  const there = answer?.details?.recipients?.find(({ id }) => id === recipientId);
  return there !== undefined && personOf(there) === aim;
}

const doing = ({ kind, envelopeId }: Pick<Change, "kind" | "envelopeId">): string =>
  kind === "edit" ? `editing a recipient of envelope ${envelopeId}` : `withdrawing envelope ${envelopeId}`;
