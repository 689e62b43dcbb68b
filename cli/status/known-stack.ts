import { ask } from "../../provider/accept.ts";
import { observed } from "../../provider/observe.ts";
import type { Runtime } from "../../provider/runtime.ts";
import { assertSameHost, explainAccess } from "../../provider/same-service.ts";
import type { WireEnvelope } from "../../schema/generated/wire.ts";
import { ConnectionError, UnauthorizedError, YotiSignError } from "../../sdk/client/index.ts";
import { ServiceClock } from "../service-clock.ts";
import type { StackEnvelope, StackState } from "../stack-state.ts";

/** What is known of one envelope, and by whose word. */
export interface KnownEnvelope extends StackEnvelope {
  /** Whose word `state` is. */
  source: "service" | "state";
  /** The service's whole answer; undefined: it was not asked, or knows no such envelope. */
  answer?: WireEnvelope | undefined;
  /** Why it is only the state's word although the service was asked. */
  failure?: string;
}

/** What is known of a stack's envelopes. */
export interface KnownStack {
  stack: string | undefined;
  source: "service" | "state";
  /** The service's address; undefined where it was not asked. */
  host: string | undefined;
  /** The moment it describes, ISO 8601. */
  asOf: string | undefined;
  /** Why the service was not asked, or could not be. */
  notAsked: string | undefined;
  /** Whether the service was asked about anything in vain. */
  failed: boolean;
  /** The present in milliseconds since 1970, by the service's clock where it told. */
  now: number;
  envelopes: KnownEnvelope[];
}

/** What Pulumi's state says. @param notAsked why the service is not asked, in words */
export function knownFromState(state: StackState, notAsked: string, now: number): KnownStack {
  const envelopes = state.envelopes.map((envelope): KnownEnvelope => ({ ...envelope, source: "state" }));
  const { stack, writtenAt: asOf } = state;
  return { stack, source: "state", host: undefined, asOf, notAsked, failed: false, now, envelopes };
}

/**
 * What the service says now; of an envelope it does not answer for, what the state says. Nothing is changed there or
 * here.
 */
export async function knownFromService(runtime: Runtime, state: StackState): Promise<KnownStack> {
  const { host } = runtime.service();
  using clock = new ServiceClock(host, runtime.now);
  const [first, ...others] = state.envelopes;
  const answers: Answer[] = first ? [await answerAbout(runtime, first)] : [];
  const [error] = answers;
  // The service would say so of every envelope.
  if (error instanceof ConnectionError || error instanceof UnauthorizedError)
    return { ...knownFromState(state, error.message, runtime.now()), failed: true };
  answers.push(...(await Promise.all(others.map((envelope) => answerAbout(runtime, envelope)))));
  const now = runtime.now() + (clock.aheadMilliseconds ?? 0);
  return {
    stack: state.stack,
    source: "service",
    host,
    asOf: new Date(now).toISOString(),
    notAsked: undefined,
    failed: answers.some((answer) => answer instanceof YotiSignError),
    now,
    envelopes: state.envelopes.map((envelope, index) => known(runtime, envelope, answers[index])),
  };
}

/** The service's answer, undefined where it knows no such envelope, or why there is none. */
type Answer = WireEnvelope | undefined | YotiSignError;

async function answerAbout(runtime: Runtime, { state }: StackEnvelope): Promise<Answer> {
  try {
    assertSameHost(runtime, state);
    return await ask(runtime, state);
  } catch (error) {
    if (error instanceof YotiSignError) return error;
    throw error;
  }
}

function known(runtime: Runtime, envelope: StackEnvelope, answer: Answer): KnownEnvelope {
  if (!(answer instanceof YotiSignError))
    return { ...envelope, source: "service", answer, state: observed(envelope.state, answer) };
  const { message } = explainAccess(runtime, envelope.state, answer) as YotiSignError;
  return { ...envelope, source: "state", failure: message };
}
