import { isDeepStrictEqual } from "node:util";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { observe } from "./accept.ts";
import type { Runtime } from "./runtime.ts";
import { assertSameHost, explainAccess } from "./same-service.ts";

/**
 * Reads how an envelope is. One that the service no longer knows stays in the state, as MISSING: to Pulumi a resource
 * that is gone is one to create, and that would e-mail everybody again.
 *
 * @throws RefusedError when this run talks to another service or as another account; the client's errors
 */
export async function readEnvelope(runtime: Runtime, state: EnvelopeState): Promise<EnvelopeState> {
  assertSameHost(runtime, state);
  try {
    if (await runtime.listedStatuses(state.accountName).isAsBefore(state)) return state;
    const current = await observe(runtime, state);
    if (!isDeepStrictEqual(current, state)) runtime.approvals.drifted(state.envelopeId);
    return current;
  } catch (error) {
    throw explainAccess(runtime, state, error);
  }
}
