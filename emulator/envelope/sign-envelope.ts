import { emailTo, emailToSender } from "./emails.ts";
import type { Email, Envelope, Instant, Recipient, Step, Witness, WitnessPerson } from "./envelope.ts";
import { isSigner, withAudit, withRecipient } from "./envelope.ts";
import { fillTags, type GivenValues } from "./fill-tags.ts";
import { openSignGroup } from "./open-envelope.ts";
import { activeForSecondsOf, isNotified, signGroupOf } from "./options.ts";
import { Refusal } from "./refusal.ts";

/**
 * Signs as one recipient. The last one of a sign group opens the next group; the last one of all completes the
 * envelope and sends the completion e-mails: recipients in their order, then the sender.
 *
 * @param given values of tags by name or position; the rest is filled in as {@link fillTags} says
 * @param witness who watched; undefined: the signer names nobody
 * @throws Refusal 409 when this person cannot sign now, 410 when the link has expired, 422 for values that do not fit or
 * a witness nobody asked for
 */
export function signEnvelope(
  envelope: Envelope,
  recipient: Recipient,
  { given, witness }: { given: GivenValues; witness?: WitnessPerson | undefined },
  now: Instant,
): Step {
  refuseUnlessSignable(envelope, recipient);
  if (now >= (linkExpiresAt(recipient) ?? now))
    throw new Refusal(
      410,
      "link_expired",
      "The recipient's link has expired (active_for_seconds); it cannot be signed with.",
    );
  const values = fillTags(recipient, given, now);
  return signedBy(envelope, { ...recipient, values, witness: named(recipient.witness, witness) }, now);
}

function named(witness: Witness | null, person: WitnessPerson | undefined): Witness | null {
  if (person === undefined) return witness;
  if (witness === null)
    throw new Refusal(
      422,
      "no_witness",
      "This recipient signs without a witness; the request asked for none.",
    );
  return { ...witness, person };
}

/** What follows once a recipient, whose tags hold their values, has signed. */
export function signedBy(envelope: Envelope, recipient: Recipient, now: Instant): Step {
  const signed = withAudit(withRecipient(envelope, { ...recipient, signedAt: now }), {
    at: now,
    event: "signed",
    recipientId: recipient.id,
  });
  const group = signGroupOf(recipient.asked);
  const waiting = signed.recipients.filter((one) => isSigner(one) && one.signedAt === null);
  if (waiting.length === 0) return complete(signed, now);
  if (waiting.some((one) => signGroupOf(one.asked) === group)) return { envelope: signed, emails: [] };
  return openSignGroup(signed, group + 1, now);
}

/** When a signer's link stops working; null while it does not work yet. */
export function linkExpiresAt({ asked, openedAt }: Recipient): Instant | null {
  return openedAt === null ? null : openedAt + activeForSecondsOf(asked) * 1000;
}

/**
 * Refuses what cannot be signed now, whether by link or offline.
 *
 * @throws Refusal 409
 */
export function refuseUnlessSignable(envelope: Envelope, recipient: Recipient): void {
  if (!isSigner(recipient))
    throw new Refusal(409, "not_a_signer", "This recipient gets a copy and does not sign.");
  if (envelope.status !== "ACTIVE")
    throw new Refusal(
      409,
      "not_active",
      `The envelope is ${envelope.status}; only an ACTIVE one can be signed.`,
    );
  if (recipient.signedAt !== null)
    throw new Refusal(409, "already_signed", "This recipient has signed already.");
  if (recipient.openedAt === null)
    throw new Refusal(
      409,
      "not_their_turn",
      "The recipient's sign group is not open yet; the group before it has to sign first.",
    );
}

function complete(signed: Envelope, now: Instant): Step {
  const emails: Email[] = [];
  const recipients = signed.recipients.map((recipient): Recipient => {
    if (!isNotified(recipient.asked, "envelope_completion")) return recipient;
    emails.push(emailTo(recipient, "completion", signed, now));
    return { ...recipient, lastEmailStatus: "SENT" };
  });
  const envelope = withAudit(
    { ...signed, recipients, status: "COMPLETE", completedAt: now },
    { at: now, event: "completed" },
  );
  if (envelope.options.sender?.event_notifications.includes("envelope_completion"))
    emails.push(emailToSender(envelope, now));
  return { envelope, emails };
}
