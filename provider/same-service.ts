import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ForbiddenError, UnauthorizedError } from "../sdk/client/index.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Makes sure that a run talks to the service an envelope was sent to: another would not know it, and an envelope that
 * is merely out of sight must not be taken for gone.
 *
 * @throws RefusedError when the hosts differ
 */
export function assertSameHost(runtime: Runtime, state: EnvelopeState): void {
  const host = runtime.settings.baseUrl;
  // A preview needs no service.
  if (host === undefined || host === state.host) return;
  throw new RefusedError(
    `Envelope ${state.envelopeId} was sent to ${state.host}, but this run talks to ${host}. Nothing was done. ` +
      `Set YOTI_SIGN_BASE_URL or yotisign:environment to ${state.host}`,
  );
}

/** Adds to a refusal of the key what the state knows: whether the envelope was sent with another one. */
export function explainAccess(runtime: Runtime, state: EnvelopeState, error: unknown): unknown {
  if (!(error instanceof ForbiddenError || error instanceof UnauthorizedError)) return error;
  const { account } = runtime.service(state.accountName);
  if (account === state.account) return error;
  return new RefusedError(
    `${error.message} Envelope ${state.envelopeId} was sent with key ${state.account}, this run has key ` +
      `${account} (fingerprints): use a key of the account that sent it. Its state is kept as it is`,
  );
}
