import { emailTo } from "./emails.ts";
import {
  type Envelope,
  type Instant,
  type Recipient,
  type Step,
  withAudit,
  withRecipient,
} from "./envelope.ts";
import { refuseUnlessSignable } from "./sign-envelope.ts";

/**
 * E-mails a reminder to a signer whose turn it is, also one whose link has expired or who chose not to be notified: it is
 * the sender who asks.
 *
 * @throws Refusal 409 for anybody who cannot sign now
 */
export function remindRecipient(envelope: Envelope, recipient: Recipient, now: Instant): Step {
  refuseUnlessSignable(envelope, recipient);
  const reminded = withRecipient(envelope, { ...recipient, lastEmailStatus: "SENT" });
  return {
    envelope: withAudit(reminded, { at: now, event: "reminded", recipientId: recipient.id }),
    emails: [emailTo(recipient, "reminder", envelope, now)],
  };
}
