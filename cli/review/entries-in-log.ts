import { declaredChanges } from "../../provider/declared-changes.ts";
import { reassignmentOf, replacementOf, sendingOf } from "../../provider/request-effects.ts";
import { isSameId } from "../../provider/same-id.ts";
import { isEnvelope } from "../../review/run/envelope-sources.ts";
import type { RunEntry } from "../../review/run/reviewed-run.ts";
import type { Effect } from "../../schema/effect.ts";
import type { IdentifiedInputs } from "../../schema/envelope-inputs.ts";
import { fromStored, type StoredEnvelopeState } from "../../schema/stored-state.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import { withoutSecrets } from "../check/from-event-log.ts";
import type { LoggedEvents } from "../check/logged-events.ts";
import type { PreviewStep } from "../check/preview-digest.ts";

/**
 * What the provider would have left of each envelope, as far as a saved preview tells: there it was not asked to. Secrets
 * are not in it, and what they are is not known.
 *
 * @param refused why check refused envelopes, by URN
 */
export function entriesInLog(
  { steps }: LoggedEvents,
  refused: ReadonlyMap<string, readonly string[]>,
): RunEntry[] {
  const declared = steps.filter(
    (step) => isEnvelope(step) && step.newState?.inputs && !/delete/.test(step.op),
  );
  return declared.flatMap((step) => {
    const { __provider: _, ...rest } = withoutSecrets(step.newState?.inputs) as Record<string, unknown>;
    const inputs = { ...rest, identity: step.urn } as unknown as IdentifiedInputs;
    const issues = refused.get(step.urn) ?? [];
    const effect =
      issues.length === 0 && unknownPaths(inputs).length === 0 ? effectOf(step, inputs) : undefined;
    return [{ identity: step.urn, inputs, issues }, ...(effect ? [{ identity: step.urn, effect }] : [])];
  });
}

function effectOf({ op, oldState }: PreviewStep, inputs: IdentifiedInputs): Effect | undefined {
  if (op === "create") return sendingOf(inputs);
  const outputs = oldState?.outputs as StoredEnvelopeState | undefined;
  if (!outputs?.envelopeId) return undefined;
  if (op.includes("replace"))
    return isSameId(inputs.supersedes, outputs.envelopeId) || outputs.status === "ERRORED"
      ? replacementOf(inputs, outputs.envelopeId)
      : undefined;
  if (op !== "update" || typeof outputs.record !== "string") return undefined;
  const { contacts, content } = declaredChanges(fromStored(outputs), inputs);
  return contacts.length > 0 && content.length === 0 ? reassignmentOf(inputs, outputs.envelopeId) : undefined;
}
