import type { IdvSessionConfigState } from "../../schema/idv-session-config-state.ts";
import { RefusedError } from "../refusal.ts";
import type { Runtime } from "../runtime.ts";

/**
 * Makes sure that a run talks to the service that a session configuration is at: another would not know it.
 *
 * @throws RefusedError when the hosts differ
 */
export function assertSameService(runtime: Runtime, { name, host }: IdvSessionConfigState): void {
  const current = runtime.settings.baseUrl;
  // A preview needs no service.
  if (current === undefined || current === host) return;
  throw new RefusedError(
    `Session configuration ${JSON.stringify(name)} is at ${host}, but this run talks to ${current}. Nothing was done. ` +
      `Set YOTI_SIGN_BASE_URL or yotisign:environment to ${host}`,
  );
}
