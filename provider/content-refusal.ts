import type { EnvelopeState } from "../schema/envelope-state.ts";
import { RefusedError } from "./refusal.ts";

/** The refusal of a change to an envelope that was sent: what differs, and the ways out that its status leaves. */
export function contentRefusal(state: EnvelopeState, content: string[]): RefusedError {
  const { envelopeId, status, sent } = state;
  const signed = signedCount(state);
  const supersede = `supersedes: "${envelopeId}" on the resource`;
  const differ = `${content.join(", ")} ${content.length === 1 ? "differs" : "differ"} from what was sent`;
  const facts = `Envelope ${envelopeId} was sent on ${sent.at} and is ${status}: ${differ}. Nothing was done. Revert the change, declare another envelope, or set`;
  if (status === "COMPLETE")
    return new RefusedError(
      `${facts} ${supersede} to send a new one (the complete one stays), or sealed: true to follow the program no longer`,
    );
  if (status === "ARCHIVED" || status === "MISSING")
    return new RefusedError(`${facts} ${supersede} to send a new one in its place`);
  const loss = signed > 0 ? `, loses ${signatures(signed)}` : "";
  return new RefusedError(
    `${facts} ${supersede}: that withdraws it, e-mails every signer${loss}, and sends a new one`,
  );
}

/** How many have signed, as far as the state knows. */
export const signedCount = (state: Pick<EnvelopeState, "recipients">): number =>
  state.recipients.filter((recipient) => recipient.signStatus === "SIGNED").length;

/** `1 signature`, `2 signatures`. */
export const signatures = (count: number): string => `${count} ${count === 1 ? "signature" : "signatures"}`;

/** A contact that cannot be edited any more, since the person signed. */
export const signedRefusal = ({ envelopeId }: EnvelopeState, key: string): RefusedError =>
  new RefusedError(
    `recipients["${key}"] of envelope ${envelopeId} has signed: name, e-mail and phone can no longer be edited. ` +
      "Nothing was done. Revert the change",
  );
