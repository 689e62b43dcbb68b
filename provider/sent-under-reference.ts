import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import type { WireEnvelopeSummary } from "../schema/generated/wire.ts";
import { adopt } from "./adopt.ts";
import { comes } from "./handed-over.ts";
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
  const called = new Set(
    recent.called(name).filter(({ envelope = "" }) => referenceIn(envelope, name) !== undefined),
  );
  // What superseded another was sent under a reference that the program, without that `supersedes`, tells no more.
  const isUntold = called.size > 0 && inputs.supersedes === undefined;
  const before = isUntold ? recent.ids.map((id) => newReference(inputs.identity, id)) : [];
  const own = [...new Set([reference, ...before])]
    .flatMap((one) => recent.under(one))
    .filter(({ envelope_id: id, status }) => status !== "ERRORED" && !known.has(id.toLowerCase()))
    .filter(({ envelope_id: id }) => !journal.find(id) && !runtime.approvals.holder(id));
  const renamed = (): WireEnvelopeSummary | undefined =>
    own.find(
      (one) =>
        !called.has(one) &&
        ["QUEUED", "ACTIVE"].includes(one.status ?? "") &&
        !runtime.approvals.holder(one.envelope_id),
    );
  // Another resource that got it by an alias may be handed over later.
  await comes(runtime, () => renamed() === undefined);
  const another = renamed();
  if (another) throw renamedRefusal(another.envelope_id);
  const found = own.filter((one) => called.has(one));
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

const renamedRefusal = (id: string): RefusedError =>
  new RefusedError(
    `Envelope ${id} has the reference of this resource behind another name than is declared now. Nothing was sent. If it was ` +
      "sent for this resource, declare the name that it has to go on with it, or set adopt and supersedes both to " +
      `"${id}" to withdraw it and send this one. If another resource has it, as after a rename, set duplicateOf: "${id}"`,
  );

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
