import { digest } from "../schema/canonical.ts";
import type { Effect, ReassignEffect, ReplaceEffect, RequestParts } from "../schema/effect.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { toCamel } from "../schema/wire.ts";
import { type EnvelopeRequest, envelopeRequest } from "./request.ts";

/**
 * What sending a declared envelope means for people.
 *
 * @param inputs checked, all values known
 * @param replaced the envelope in whose place it is sent, where a diff has said so; else what `supersedes` names
 * @returns undefined: nothing is sent, since `adopt` names the envelope that stands for it
 */
export function sendingOf(
  inputs: IdentifiedInputs,
  replaced: string | undefined = inputs.supersedes || undefined,
): Effect | undefined {
  if (replaced !== undefined) return replacementOf(inputs, replaced);
  return inputs.adopt ? undefined : { kind: "create", ...aboutRequest(inputs) };
}

/** What sending a declared envelope in the place of another means for people; otherwise as {@link sendingOf}. */
export const replacementOf = (inputs: IdentifiedInputs, envelopeId: string): ReplaceEffect => ({
  kind: "replace",
  ...aboutRequest(inputs),
  envelopeId,
});

/** What editing recipients of an envelope in place means for people; otherwise as {@link sendingOf}. */
export const reassignmentOf = (inputs: IdentifiedInputs, envelopeId: string): ReassignEffect => ({
  kind: "reassign",
  ...aboutRequest(inputs),
  envelopeId,
});

function aboutRequest(inputs: IdentifiedInputs): Omit<ReassignEffect, "kind" | "envelopeId"> {
  const { identity, account } = inputs;
  const request = envelopeRequest(inputs);
  return {
    identity,
    ...(account !== undefined && { account }),
    fingerprint: request.fingerprint,
    parts: partsOf(request),
  };
}

function partsOf({ canonical, keys }: EnvelopeRequest): RequestParts {
  const { fields, documents, recipients } = canonical;
  const people = recipients.flatMap(({ contact, terms }, index) => {
    const place = `recipients["${keys[index]}"]`;
    const known = Object.entries(terms).map(([name, value]) => [`${place}.${toCamel(name)}`, value]);
    return [[`${place}.contact`, contact], ...known];
  });
  const parts = [
    ...Object.entries(fields).map(([name, value]) => [toCamel(name), value]),
    ...documents.map((document, index) => [`documents[${index}]`, document]),
    ...people,
  ];
  return Object.fromEntries(parts.map(([place, value]) => [place, digest(value).slice(0, 2)]));
}
