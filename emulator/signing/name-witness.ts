import { emailTo } from "../envelope/emails.ts";
import type { Step } from "../envelope/envelope.ts";
import { withAudit, withRecipient, witnessOf } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { after, carryOn, noted, refuseUnlessAt } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";

/** Who watches a signer sign. */
export interface WitnessPerson {
  readonly name: string;
  readonly email: string;
}

/**
 * Names the witness of a signer who has submitted: the signer has signed by that, and the witness is e-mailed a link of
 * their own, whatever the signer is notified of.
 *
 * @param newToken the secret of that link
 * @throws Refusal 422 for a signer without a witness, or the signer's own e-mail; as {@link refuseUnlessAt} does
 */
export function nameWitness(link: OpenedLink, { name, email }: WitnessPerson, newToken: string): Step {
  const witness = witnessOf(link.envelope, link.recipient);
  if (!witness)
    throw new Refusal(
      422,
      "no_witness",
      "This recipient signs without a witness; the request asked for none.",
    );
  refuseUnlessAt(link, "name-witness");
  if (email.toLowerCase() === link.recipient.asked.email.toLowerCase())
    throw new Refusal(422, "invalid_witness", "The witness cannot be named.", [
      { path: "email", code: "own_email", message: "is the signer's own e-mail; somebody else has to watch" },
    ]);
  const { now } = link;
  const named = {
    ...witness,
    asked: { ...witness.asked, name, email },
    token: newToken,
    openedAt: now,
    invitedAt: now,
    lastEmailStatus: "SENT",
  };
  const envelope = withAudit(withRecipient(noted(link, link.recipient, "witness-named"), named), {
    at: now,
    event: "invited",
    recipientId: named.id,
  });
  const signed = carryOn(after(link, envelope));
  return { ...signed, emails: [emailTo(named, "invitation", envelope, now), ...signed.emails] };
}
