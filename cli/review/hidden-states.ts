import { hasHidden, isEnvelope, sentSource } from "../../review/run/envelope-sources.ts";
import type { ReviewedRun } from "../../review/run/reviewed-run.ts";
import { revealed } from "../../schema/pulumi-secret.ts";
import { fromStored, type StoredEnvelopeState } from "../../schema/stored-state.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import type { LoggedEvents } from "../check/logged-events.ts";
import type { PulumiCall } from "../pulumi-cli.ts";
import { exportStack } from "../stack-export.ts";

/**
 * What the state says of envelopes that are removed, where Pulumi prints their people as secrets: nobody asks the
 * provider about them, and who is told of a withdrawal is what a review is for. Only then the state is read decrypted.
 *
 * @throws ConfigError Pulumi cannot read the stack
 */
export async function hiddenStates(
  { steps }: LoggedEvents,
  call: PulumiCall,
): Promise<NonNullable<ReviewedRun["states"]>> {
  const hidden = new Set(
    steps
      .filter((step) => isEnvelope(step) && step.op === "delete" && hasHidden(step.oldState))
      .map(({ urn }) => urn),
  );
  if (hidden.size === 0) return new Map();
  const { resources = [] } = await exportStack(call, "--show-secrets");
  return new Map(
    resources
      .filter(({ urn, outputs, delete: leaves }) => hidden.has(urn) && !leaves && outputs?.envelopeId)
      .map(({ urn, inputs, outputs }) => {
        const { __provider: _, ...before } = revealed(inputs) as Record<string, unknown>;
        const sent = sentSource(fromStored(revealed(outputs) as StoredEnvelopeState));
        return [urn, { before: before as unknown as Declaration, sent }] as const;
      }),
  );
}
