import type { WireListedSessionConfig } from "../../schema/generated/wire.ts";
import type { IdvSessionConfigState, IdvSessionConfigStatus } from "../../schema/idv-session-config-state.ts";
import { RefusedError } from "../refusal.ts";
import type { Runtime } from "../runtime.ts";
import { listedAs } from "./listing.ts";
import { explained } from "./refusals.ts";
import { assertSameService } from "./same-service.ts";
import { listedDigest } from "./wire-config.ts";

/**
 * Reads whether the service has a session configuration, and still the same. One that it no longer lists stays in the
 * state, as MISSING: to Pulumi a resource that is gone is one to create.
 *
 * @throws RefusedError when this run talks to another service, or with another key that does not show it; the client's
 * errors
 */
export async function readConfig(
  runtime: Runtime,
  state: IdvSessionConfigState,
): Promise<IdvSessionConfigState> {
  assertSameService(runtime, state);
  const service = runtime.service(state.accountName);
  const listed = await listedAs(service, state.name).catch((error) => {
    throw explained(error, service, "list", "The state is kept as it is");
  });
  const status = statusOf(state, listed);
  // What another account has, this one is not shown: not to find it says nothing.
  if (status !== "LISTED" && service.account !== state.account) throw otherKey(state, service.account);
  if (status !== state.status) runtime.approvals.drifted(state.identity);
  return { ...state, status };
}

function statusOf(state: IdvSessionConfigState, listed: WireListedSessionConfig[]): IdvSessionConfigStatus {
  const own = listed.filter(({ is_custom }) => is_custom !== false);
  if (own.length === 0) return "MISSING";
  return own.some((entry) => (listedDigest(entry) ?? state.listed) === state.listed) ? "LISTED" : "CHANGED";
}

const otherKey = ({ name, host, account }: IdvSessionConfigState, current: string): RefusedError =>
  new RefusedError(
    `${host} does not show session configuration ${JSON.stringify(name)} as it was created with key ${account} to ` +
      `this run's key ${current} (fingerprints), which may be another account's, or it is private to the first. Use a ` +
      "key of the account that created it. The state is kept as it is",
  );
