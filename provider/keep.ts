import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { declaredChanges } from "./declared-changes.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";
import { UnfinishedError } from "./unfinished.ts";
import { updateEnvelope } from "./update.ts";

/**
 * Gives back the envelope that Pulumi was asked to replace (replaceOnChanges, --replace, a dependency) without
 * `supersedes` naming it: it stays, and nothing is sent.
 *
 * @throws UnfinishedError when the declaration changed: the state keeps the envelope as it was sent
 */
export async function keepEnvelope(
  runtime: Runtime,
  kept: EnvelopeState,
  inputs: IdentifiedInputs,
): Promise<EnvelopeState> {
  const { content, contacts } = declaredChanges(kept, inputs);
  const message =
    `Pulumi was asked to replace envelope ${kept.envelopeId} (${kept.status}): it stays, and nothing was sent. ` +
    `To withdraw it and send another, set supersedes: "${kept.envelopeId}" on the resource`;
  if (content.length + contacts.length > 0) throw new UnfinishedError(kept, new RefusedError(message));
  runtime.engine.show({ severity: "warning", message, urn: inputs.identity });
  return updateEnvelope(runtime, kept, inputs);
}
