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
 * @throws UnfinishedError when the declaration changed, or what it changed cannot be recorded: Pulumi has dropped the
 * resource already, and would not know of the envelope any more
 */
export async function keepEnvelope(
  runtime: Runtime,
  kept: EnvelopeState,
  inputs: IdentifiedInputs,
): Promise<EnvelopeState> {
  try {
    return await asDeclared(runtime, kept, inputs);
  } catch (error) {
    throw error instanceof UnfinishedError ? error : new UnfinishedError(kept, error);
  }
}

async function asDeclared(
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
