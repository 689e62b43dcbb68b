import type { EnvelopeState } from "../schema/envelope-state.ts";
import type { WireEnvelope } from "../schema/generated/wire.ts";
import { DeadlineError, EnvelopeFailedError, NotFoundError } from "../sdk/client/index.ts";
import { observed } from "./observe.ts";
import type { Runtime } from "./runtime.ts";
import { pause as lookingPause } from "./under-way.ts";
import { UnfinishedError } from "./unfinished.ts";

/** Seconds an envelope may stay QUEUED before a run gives up waiting, unless its inputs say otherwise. */
export const defaultAcceptTimeoutSeconds = 120;

const firstPause = 200;
const longestPause = 5000;

/**
 * Asks the service for an envelope, as the account that sent it.
 *
 * @returns the service's answer; undefined where it does not know the envelope
 * @throws ApiError and the client's other errors
 */
export async function ask(
  runtime: Runtime,
  { envelopeId, accountName }: Pick<EnvelopeState, "envelopeId" | "accountName">,
): Promise<WireEnvelope | undefined> {
  try {
    return await runtime.service(accountName).client.getEnvelope(envelopeId);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** The state with the service's answer of this moment in it; otherwise as {@link ask}. */
export async function observe(runtime: Runtime, state: EnvelopeState): Promise<EnvelopeState> {
  return observed(state, await ask(runtime, state));
}

/**
 * Asks the service for an envelope until an answer is final, or the service has had time to show everything; otherwise as
 * {@link ask}.
 *
 * @param wait until when, in milliseconds since 1970, and what is shown meanwhile
 */
export async function askUntilSettled(
  runtime: Runtime,
  known: Pick<EnvelopeState, "envelopeId" | "accountName" | "identity">,
  { settled, message }: { settled: number; message: string },
  isFinal: (answer: WireEnvelope | undefined) => boolean,
): Promise<WireEnvelope | undefined> {
  for (;;) {
    // Of the time before it is asked: an answer that was under way meanwhile is not its last word.
    const left = settled - runtime.now();
    const answer = await ask(runtime, known);
    if (left <= 0 || isFinal(answer)) return answer;
    runtime.engine.show({ severity: "info", message, urn: known.identity, ephemeral: true });
    await runtime.wait(Math.min(5 * lookingPause, left));
  }
}

/**
 * Waits until the service has taken in an envelope's files, and shows that it waits.
 *
 * @param justSent this run sent it: until the time is up, a service that does not know it yet is taken to be about to
 * @returns the state, past QUEUED and not ERRORED
 * @throws UnfinishedError whose cause is an EnvelopeFailedError (the service could not use the files), a DeadlineError
 * (still QUEUED) or the client's error; it carries the state as far as it is known
 */
export async function untilAccepted(
  runtime: Runtime,
  sent: EnvelopeState,
  timeoutSeconds = defaultAcceptTimeoutSeconds,
  { justSent = false } = {},
): Promise<EnvelopeState> {
  const started = runtime.now();
  let state = sent;
  let shown = -1;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      const answer = await ask(runtime, state);
      if (answer || !justSent) state = observed(state, answer);
    } catch (cause) {
      throw new UnfinishedError(state, cause);
    }
    if (state.status === "ERRORED") throw new UnfinishedError(state, failure(state));
    if (state.status !== "QUEUED") return state;
    const seconds = (runtime.now() - started) / 1000;
    if (seconds >= timeoutSeconds) throw new UnfinishedError(state, deadline(state, timeoutSeconds));
    if (Math.floor(seconds) > shown) {
      shown = Math.floor(seconds);
      const message = `Yoti Sign is processing the documents (${shown} s)`;
      runtime.engine.show({ severity: "info", message, urn: state.identity, ephemeral: true });
    }
    await runtime.wait(Math.min(pause, (timeoutSeconds - seconds) * 1000));
  }
}

/**
 * As {@link untilAccepted}, for those who have no state to keep yet, or none to keep any more: ERRORED is an answer like
 * any other.
 *
 * @throws DeadlineError, and the client's errors
 */
export async function untilProcessed(
  runtime: Runtime,
  sent: EnvelopeState,
  timeoutSeconds?: number,
): Promise<EnvelopeState> {
  try {
    return await untilAccepted(runtime, sent, timeoutSeconds);
  } catch (error) {
    if (!(error instanceof UnfinishedError)) throw error;
    if (error.state.status === "ERRORED") return error.state;
    throw error.cause;
  }
}

const failure = (state: EnvelopeState): EnvelopeFailedError =>
  new EnvelopeFailedError(
    `Yoti Sign could not use the documents of envelope ${state.envelopeId}: ${state.errors?.join(", ") || "no reason given"}. ` +
      "Nobody was e-mailed. Correct them; the next `pulumi up` sends the envelope anew",
  );

const deadline = (state: EnvelopeState, seconds: number): DeadlineError =>
  new DeadlineError(
    `Envelope ${state.envelopeId} was still being processed after ${seconds} s. It is sent, and is not sent again: ` +
      "the next `pulumi up` goes on waiting. To wait longer, set acceptTimeoutSeconds",
  );
