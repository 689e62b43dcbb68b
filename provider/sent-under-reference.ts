import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { adopt } from "./adopt.ts";
import { knownDuplicates } from "./known-duplicates.ts";
import { newReference, referenceIn } from "./reference.ts";
import { RefusedError } from "./refusal.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";

/**
 * The envelope that an earlier run sent for this resource, recognised by the reference in its name: where there is no
 * journal that lasts, the service alone answers whether it was sent.
 *
 * @returns undefined when there is none, or the stack uses no references
 * @throws RefusedError when there are several, it was archived since, or it is not what is declared. Nothing was sent
 */
export async function sentUnderReference(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<EnvelopeState | undefined> {
  const { reference } = inputs;
  if (reference === undefined) return undefined;
  const journal = runtime.journal(inputs.identity);
  const known = knownDuplicates(inputs);
  const recent = await runtime.recentEnvelopes(inputs);
  const { name } = request.options;
  const called = recent
    .called(name)
    .map((summary) => ({ ...summary, under: referenceIn(summary.envelope ?? "", name) }))
    .filter(({ under }) => under !== undefined);
  // What superseded another was sent under a reference that the program, without that `supersedes`, tells no more.
  const isUntold = called.length > 0 && inputs.supersedes === undefined;
  const before = isUntold ? recent.ids.map((id) => newReference(inputs.identity, id)) : [];
  const own = new Set<string | undefined>([reference, ...before]);
  const found = called
    .filter(({ under }) => own.has(under))
    .filter(({ envelope_id: id, status }) => status !== "ERRORED" && !known.has(id.toLowerCase()))
    .filter(({ envelope_id: id }) => !journal.find(id) && !runtime.approvals.holder(id));
  const alive = found.filter(({ status }) => status !== "ARCHIVED");
  const [one, ...others] = alive;
  if (others.length > 0) throw severalRefusal(alive.map(({ envelope_id: id }) => id));
  if (one) {
    const message = `Goes on with envelope ${one.envelope_id}, which has this resource's reference: not sent again`;
    runtime.engine.show({ severity: "info", message, urn: inputs.identity });
    return adopt(runtime, inputs, request, one.envelope_id, undefined);
  }
  if (found.length > 0) throw archivedRefusal(found.map(({ envelope_id: id }) => id));
  return undefined;
}

const severalRefusal = (ids: string[]): RefusedError =>
  new RefusedError(
    `${ids.length} envelopes have the reference of this resource in their names: ${ids.join(", ")}. Nothing was sent. ` +
      'Set adopt: "<id>" on the resource to go on with one of them',
  );

const archivedRefusal = (ids: string[]): RefusedError =>
  new RefusedError(
    ids.length === 1
      ? `Envelope ${ids[0]}, which has the reference of this resource in its name, was withdrawn, and nothing here tells ` +
          `who did that. Nothing was sent. Set duplicateOf: "${ids[0]}" on the resource to send it anew`
      : `${ids.length} envelopes, which have a reference of this resource in their names, were withdrawn, and nothing ` +
          `here tells who did that: ${ids.join(", ")}. Nothing was sent. Name them all in duplicateOf to send it anew`,
  );
