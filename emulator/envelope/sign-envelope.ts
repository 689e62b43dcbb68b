import { emailTo, emailToSender } from "./emails.ts";
import type { Email, Envelope, Instant, Recipient, Step } from "./envelope.ts";
import { isNamed, signs, withAudit, withRecipient } from "./envelope.ts";
import { openSignGroup } from "./open-envelope.ts";
import { activeForSecondsOf, isNotified, signGroupOf } from "./options.ts";
import { Refusal } from "./refusal.ts";

/**
 * What follows once a recipient, whose tags hold their values, has signed. The last one of a sign group opens the next
 * group; the last one of all completes the envelope and sends the completion e-mails: recipients in their order, then the
 * sender. A witness is in the group of the signer.
 *
 * @param ip where they signed from; undefined: offline
 */
export function signedBy(envelope: Envelope, recipient: Recipient, now: Instant, ip?: string): Step {
  const signed = withAudit(withRecipient(envelope, { ...recipient, signedAt: now }), {
    at: now,
    event: "signed",
    recipientId: recipient.id,
    ...(ip !== undefined && { ip }),
  });
  const group = signGroupOf(recipient.asked);
  const waiting = signed.recipients.filter((one) => isAwaited(one, signed));
  if (waiting.length === 0) return complete(signed, now);
  if (waiting.some((one) => signGroupOf(one.asked) === group)) return { envelope: signed, emails: [] };
  return openSignGroup(signed, group + 1, now);
}

/** A witness is not waited for when the signer signed offline, where nobody names one. */
function isAwaited(recipient: Recipient, { recipients }: Envelope): boolean {
  if (!signs(recipient) || recipient.signedAt !== null) return false;
  const watched = recipients.find(({ id }) => id === recipient.witnessOf);
  return watched?.signedDocument?.status !== "ACCEPTED";
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
  if (!signs(recipient))
    throw new Refusal(409, "not_a_signer", "This recipient gets a copy and does not sign.");
  if (envelope.status !== "ACTIVE")
    throw new Refusal(
      409,
      "not_active",
      `The envelope is ${envelope.status}; only an ACTIVE one can be signed.`,
    );
  if (recipient.signedAt !== null)
    throw new Refusal(409, "already_signed", "This recipient has signed already.");
  if (!isNamed(recipient)) throw new Refusal(409, "not_named", "The signer has not named this witness yet.");
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
