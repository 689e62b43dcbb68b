import { PolicyError } from "../policy/policy-error.ts";
import type { StoredEnvelopeState } from "../schema/stored-state.ts";
import { YotiSignError } from "../sdk/client/index.ts";
import type { UnfinishedError } from "./unfinished.ts";

/**
 * An error in the form in which Pulumi's host passes it on: its message goes to the engine, its text and stack to
 * people's screens, so those hold nothing more.
 */
export function plainFailure(error: unknown): Error {
  const failure = new Error(error instanceof Error ? error.message : String(error), { cause: error });
  if (!(error instanceof YotiSignError || error instanceof PolicyError)) return failure;
  failure.stack = "see the message on the resource";
  failure.toString = () => "yotisign";
  return failure;
}

/**
 * An envelope that has its id and then failed: Pulumi keeps the state, prints the reason, and calls update next time.
 *
 * @param state the outputs, with the provider's text, without which Pulumi could never call us about it again
 */
export function initializationFailure(error: UnfinishedError, state: StoredEnvelopeState): Error {
  return Object.assign(new Error(error.message), {
    id: state.envelopeId,
    properties: state,
    reasons: [error.message],
  });
}
