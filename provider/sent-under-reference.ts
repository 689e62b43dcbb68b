import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { adopt } from "./adopt.ts";
import { knownDuplicates } from "./known-duplicates.ts";
import { comparableName, newReference, possiblyDeclared, referenceBehind, referenceIn } from "./reference.ts";
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
  const referred = recent.all
    .map((summary) => ({ ...summary, under: referenceBehind(summary.envelope ?? "") }))
    .filter(({ under }) => under !== undefined);
  // What superseded another was sent under a reference that the program, without that `supersedes`, tells no more.
  const isUntold =
    inputs.supersedes === undefined && referred.some(({ envelope = "" }) => isCalled(envelope, name));
  const before = isUntold ? recent.all.map(({ envelope_id: id }) => newReference(inputs.identity, id)) : [];
  const own = new Set<string | undefined>([reference, ...before]);
  const mine = referred
    .filter(({ under }) => own.has(under))
    .filter(({ envelope_id: id, status }) => status !== "ERRORED" && !known.has(id.toLowerCase()))
    .filter(({ envelope_id: id }) => !journal.find(id) && !runtime.approvals.holder(id));
  const found = mine.filter(
    ({ envelope = "" }) => referenceIn(envelope, name) !== undefined && isCalled(envelope, name),
  );
  // The program may have got another name for it since.
  const renamed = mine.find(
    ({ envelope = "", status = "" }) => !isCalled(envelope, name) && ["QUEUED", "ACTIVE"].includes(status),
  );
  if (renamed) throw renamedRefusal(renamed.envelope_id);
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

const isCalled = (envelope: string, name: string): boolean =>
  possiblyDeclared(envelope).has(comparableName(name));

const renamedRefusal = (id: string): RefusedError =>
  new RefusedError(
    `Envelope ${id} has the reference of this resource behind another name than is declared now. Nothing was sent. Declare ` +
      `the name that it was sent under to go on with it, set adopt and supersedes both to "${id}" to withdraw it and send ` +
      `this one, or duplicateOf: "${id}" to send this one all the same`,
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
