import type { EmbeddedEnvelopeInputs, IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState, RequestDigests } from "../schema/envelope-state.ts";
import { touchesUnknown, unknownPaths } from "../schema/unknown.ts";
import { optionNames } from "../schema/wire-options.ts";
import { envelopeRequest } from "./request.ts";
import { type RequestChanges, requestChanges, requestDigests } from "./request-digests.ts";

/**
 * What differs between what was sent and what is declared. Where a value is not known yet, nothing is said to differ.
 */
export function declaredChanges(state: EnvelopeState, inputs: IdentifiedInputs): RequestChanges {
  const sent = state.sent.digests;
  const unknowns = unknownPaths(inputs);
  if (unknowns.length === 0) return requestChanges(sent, requestDigests(envelopeRequest(inputs)));
  const known = { ...inputs };
  const asSent: RequestDigests = { fields: {}, recipients: {} };
  for (const name of optionNames) {
    const sources = name === "emails" ? (["emails", "message"] as const) : [name];
    if (!sources.some((source) => touchesUnknown([source], unknowns))) continue;
    for (const source of sources) delete (known as Partial<EmbeddedEnvelopeInputs>)[source];
    if (sent.fields[name]) asSent.fields[name] = sent.fields[name];
  }
  if (touchesUnknown(["documents"], unknowns)) {
    known.documents = [];
    asSent.fields.documents = sent.fields.documents ?? "";
  }
  const recipientsKnown =
    !touchesUnknown(["recipients"], unknowns) && !touchesUnknown(["documents"], unknowns);
  if (!recipientsKnown) known.recipients = [];
  const declared = requestDigests(envelopeRequest(known));
  return requestChanges(sent, {
    fields: { ...declared.fields, ...asSent.fields },
    recipients: recipientsKnown ? declared.recipients : sent.recipients,
  });
}
