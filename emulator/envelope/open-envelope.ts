import { emailTo } from "./emails.ts";
import type {
  AuditEntry,
  Email,
  Envelope,
  FileError,
  Instant,
  Recipient,
  Step,
  TextMessage,
} from "./envelope.ts";
import { isSigner, withAudit } from "./envelope.ts";
import { isNotified, signGroupOf } from "./options.ts";
import { invitationText } from "./texts.ts";

/**
 * Ends the processing of a QUEUED envelope: ACTIVE with sign group 1 invited, or ERRORED when a file cannot be used.
 * An envelope that is no longer QUEUED stays as it is.
 */
export function openEnvelope(envelope: Envelope, errors: readonly FileError[], now: Instant): Step {
  if (envelope.status !== "QUEUED") return { envelope, emails: [] };
  if (errors.length > 0)
    return {
      envelope: withAudit({ ...envelope, status: "ERRORED", errors }, { at: now, event: "failed" }),
      emails: [],
    };
  return openSignGroup(withAudit({ ...envelope, status: "ACTIVE" }, { at: now, event: "opened" }), 1, now);
}

/**
 * Opens the links of one sign group, and sends an invitation by e-mail, by SMS or both to those of it who are notified
 * that way.
 */
export function openSignGroup(envelope: Envelope, group: number, now: Instant): Step {
  const emails: Email[] = [];
  const texts: TextMessage[] = [];
  const audit: AuditEntry[] = [];
  const recipients = envelope.recipients.map((recipient): Recipient => {
    if (!isSigner(recipient) || signGroupOf(recipient.asked) !== group) return recipient;
    const invitation = invitationText(recipient, envelope, now);
    texts.push(...invitation);
    audit.push(
      ...invitation.map(() => ({ at: now, event: "invited-by-sms", recipientId: recipient.id }) as const),
    );
    if (!isNotified(recipient.asked, "signer_invitation")) return { ...recipient, openedAt: now };
    emails.push(emailTo(recipient, "invitation", envelope, now));
    audit.push({ at: now, event: "invited", recipientId: recipient.id });
    return { ...recipient, openedAt: now, invitedAt: now, lastEmailStatus: "SENT" };
  });
  return { envelope: withAudit({ ...envelope, recipients }, ...audit), emails, texts };
}
