import type { IdvSessionConfigState } from "../../schema/idv-session-config-state.ts";
import type { Runtime } from "../runtime.ts";

/** Lets go of a session configuration, which stays at the service, and says so. It calls nothing. */
export async function leaveConfig(
  runtime: Runtime,
  { name, host, status, identity }: IdvSessionConfigState,
): Promise<void> {
  if (status === "MISSING") return;
  const message =
    `Session configuration ${JSON.stringify(name)} stays at ${host}: the API cannot remove one. Declared again as it ` +
    "is, it is taken over";
  // It may be the last thing that a run does.
  await runtime.engine.show({ severity: "warning", message, urn: identity });
}
