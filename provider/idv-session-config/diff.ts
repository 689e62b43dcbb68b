import type { IdentifiedIdvSessionConfigInputs } from "../../schema/idv-session-config-inputs.ts";
import type { IdvSessionConfigState } from "../../schema/idv-session-config-state.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import { RefusedError } from "../refusal.ts";
import type { DiffResult } from "../resource-provider.ts";
import type { Runtime } from "../runtime.ts";
import { assertSameService } from "./same-service.ts";
import { contentDigest } from "./wire-config.ts";

/**
 * Decides what a changed declaration means for a session configuration that exists: nothing, or, under another name or
 * as another account, a new one beside it. It calls nothing.
 *
 * @param state the outputs that Pulumi has
 * @param inputs the declared configuration, checked; values may be unknown
 * @throws RefusedError when content changed under the same name, or when this run is to talk to another service
 */
export function diffConfig(
  runtime: Runtime,
  state: IdvSessionConfigState,
  inputs: IdentifiedIdvSessionConfigInputs,
): DiffResult {
  const { approvals } = runtime;
  // Without a check before it, it is a refresh that asks whether what was just read differs.
  if (!approvals.isDeclared(inputs.identity)) return { changes: approvals.hasDrifted(state.identity) };
  assertSameService(runtime, state);
  if (unknownPaths([inputs.name, inputs.account]).length > 0) return {};
  const replaces = [
    ...(inputs.name === state.name ? [] : ["name"]),
    ...(inputs.account === state.accountName ? [] : ["account"]),
  ];
  // The new one comes first: what uses the old one must not be left without.
  if (replaces.length > 0) return { replaces };
  const changed = changedContent(state, inputs);
  if (changed.length > 0) throw contentRefusal(state, changed);
  warnOfDrift(runtime, state, inputs);
  const known = unknownPaths(inputs).length === 0;
  return known && inputs.identity === state.identity ? { changes: false } : {};
}

function changedContent(state: IdvSessionConfigState, inputs: IdentifiedIdvSessionConfigInputs): string[] {
  const { isPrivate, sessionConfig } = inputs;
  const differs = (value: unknown, isSame: () => boolean): boolean =>
    unknownPaths(value).length === 0 && !isSame();
  return [
    ...(differs(sessionConfig, () => contentDigest(sessionConfig) === state.declared)
      ? ["sessionConfig"]
      : []),
    ...(differs(isPrivate, () => isPrivate === state.isPrivate) ? ["isPrivate"] : []),
  ];
}

const contentRefusal = ({ name, host }: IdvSessionConfigState, changed: string[]): RefusedError =>
  new RefusedError(
    `${changed.join(" and ")} ${changed.length === 1 ? "differs" : "differ"} from what ${host} has as session ` +
      `configuration ${JSON.stringify(name)}, and the API cannot change one. Nothing was done. Give it another name, ` +
      "which creates a new one and leaves the old one there, or revert the change",
  );

function warnOfDrift(
  runtime: Runtime,
  { name, host, status }: IdvSessionConfigState,
  { identity }: IdentifiedIdvSessionConfigInputs,
): void {
  if (status === "LISTED") return;
  const what =
    status === "MISSING"
      ? "no longer lists it, so envelopes that name it fail"
      : "lists another content under its name";
  const message =
    `Session configuration ${JSON.stringify(name)}: ${host} ${what}. Nothing was created. Give it another name to ` +
    "create a new one";
  runtime.engine.show({ severity: "warning", message, urn: identity });
}
