import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { fromStored, type StoredEnvelopeState, toStored } from "../schema/stored-state.ts";
import { checkEnvelope } from "./check.ts";
import { createEnvelope } from "./create.ts";
import { diffEnvelope } from "./diff.ts";
import { warnOfStanding } from "./policy-gate.ts";
import { plain, plainly } from "./pulumi-call.ts";
import { initializationFailure, plainFailure } from "./pulumi-failure.ts";
import { readEnvelope } from "./read.ts";
import { RefusedError } from "./refusal.ts";
import { type Carried, checkFailures, type EnvelopeProvider } from "./resource-provider.ts";
import { assertNotReviewing } from "./review-file.ts";
import type { Runtime } from "./runtime.ts";
import { UnfinishedError } from "./unfinished.ts";
import { updateEnvelope } from "./update.ts";
import { removeEnvelope } from "./withdraw.ts";

type Inputs = IdentifiedInputs & Carried;
type State = StoredEnvelopeState & Carried;

/**
 * The provider of envelopes: translates between Pulumi's calls and the envelope's life.
 *
 * @param runtime what a run shares
 */
export function envelopeProvider(runtime: Runtime): EnvelopeProvider {
  return {
    configure: ({ config }) => runtime.configure((key) => config.get(key)),

    check: (old, inputs) =>
      plainly(runtime, async () => {
        const checked = await checkEnvelope(runtime, old, inputs);
        const { review } = runtime;
        if (review) {
          const { __provider: _, ...declared } = plain(checked.inputs) as Inputs;
          const { __provider: __, ...before } = plain(old) as Inputs;
          review.declared({
            identity: inputs.identity,
            inputs: declared,
            issues: checked.issues,
            ...(Object.keys(before).length > 0 && { before }),
          });
          if (checked.issues.length > 0) runtime.approvals.refused(inputs.identity);
          // Of a replacement, diff has told.
          else if (checked.effect && runtime.approvals.isNew(inputs.identity)) review.effect(checked.effect);
          return { inputs: plain(checked.inputs), failures: [] };
        }
        return { inputs: plain(checked.inputs), failures: checkFailures(checked.issues, "sent") };
      }),

    diff: (_id, state, inputs) =>
      plainly(runtime, async () => {
        const known = fromStored(state);
        runtime.review?.sent(known, inputs.identity);
        // Pulumi would have stopped at what check refused: what is no envelope cannot be compared with one.
        if (runtime.approvals.isRefused(inputs.identity)) return {};
        try {
          const result = diffEnvelope(runtime, known, inputs);
          if (runtime.approvals.isDeclared(inputs.identity)) await warnOfStanding(runtime, known, inputs);
          return result;
        } catch (error) {
          if (!runtime.review || !(error instanceof RefusedError)) throw error;
          runtime.review.refused({ identity: inputs.identity, refused: error.message });
          return {};
        }
      }),

    create: (inputs) =>
      continuably(runtime, inputs, async () => {
        assertNotReviewing(runtime.review);
        const outs = outputs(await createEnvelope(runtime, inputs));
        return { id: outs.envelopeId, outs };
      }),

    read: (id, state) =>
      plainly(runtime, async () => {
        const props = outputs(await readEnvelope(runtime, fromStored(state)));
        return { id, props };
      }),

    update: (_id, state, inputs) =>
      continuably(runtime, inputs, async () => {
        assertNotReviewing(runtime.review);
        return { outs: outputs(await updateEnvelope(runtime, fromStored(state), inputs)) };
      }),

    delete: (_id, state) =>
      plainly(runtime, async () => {
        assertNotReviewing(runtime.review);
        await removeEnvelope(runtime, fromStored(state));
      }),
  };
}

const outputs = (state: EnvelopeState & Carried): State => plain(toStored(state));

async function continuably<T>(runtime: Runtime, inputs: Inputs, work: () => Promise<T>): Promise<T> {
  try {
    return await runtime.during(work);
  } catch (error) {
    if (!(error instanceof UnfinishedError)) throw plainFailure(error);
    const { __provider } = inputs;
    throw initializationFailure(error, outputs({ ...error.state, __provider }));
  }
}
