import type { RecipientState } from "../../schema/envelope-state.ts";
import type { ReviewedDrift } from "../review.ts";
import type { SentSource } from "../review-source.ts";
import { isOut } from "./planned-action.ts";

/** Words of the service for an e-mail that is on its way, or arrived. */
const arrived = new Set(["SENT", "DELIVERED"]);

/**
 * What the state knows that no run did: who signed, what was ended or changed in Yoti Sign, whose link expired. A
 * preview asks nobody, so it is as of the last `up` or `refresh`; links expire by the clock.
 *
 * @param at when the review is made, ISO 8601
 */
export function driftOf(resource: string, sent: SentSource | undefined, at: string): ReviewedDrift[] {
  if (!sent) return [];
  return [...ofEnvelope(sent), ...sent.recipients.flatMap((one) => ofRecipient(one, sent, at))].map(
    (what) => ({
      resource,
      envelopeId: sent.envelopeId,
      what,
    }),
  );
}

function ofEnvelope({ status, archivedAt, completedAt, errors = [] }: SentSource): string[] {
  switch (status) {
    case "ARCHIVED":
      return [`archived in Yoti Sign${on(archivedAt)}`];
    case "MISSING":
      return ["no longer known to Yoti Sign"];
    case "ERRORED":
      return [`failed at Yoti Sign: ${errors.join(", ") || "no reason given"}; nobody was e-mailed`];
    case "COMPLETE":
      return [`signed by everyone${on(completedAt)}`];
    default:
      return [];
  }
}

function ofRecipient(recipient: RecipientState, sent: SentSource, at: string): string[] {
  const { key, signStatus, signedAt, linkExpiresAt, lastEmailStatus, changedOutside, witnessIs } = recipient;
  const signed = signStatus === "SIGNED";
  const isExpired =
    isOut(sent) && !signed && linkExpiresAt !== undefined && Date.parse(linkExpiresAt) <= Date.parse(at);
  const isBounced = !signed && lastEmailStatus !== undefined && !arrived.has(lastEmailStatus.toUpperCase());
  const person = /^\d+$/.test(key) ? `recipients[${key}]` : key;
  return [
    ...(signed && sent.status !== "COMPLETE" ? [`signed by ${person}${on(signedAt)}`] : []),
    ...(changedOutside ? [`name or e-mail of ${person} was changed in Yoti Sign`] : []),
    ...(witnessIs ? [`the witness of ${person} is also a signer, ${witnessIs}`] : []),
    ...(isExpired ? [`the signing link of ${person} expired${on(linkExpiresAt)}`] : []),
    ...(isBounced ? [`the last e-mail to ${person} did not arrive: ${lastEmailStatus}`] : []),
  ];
}

const on = (time: string | null | undefined): string => (time ? ` on ${time.slice(0, 10)}` : "");
