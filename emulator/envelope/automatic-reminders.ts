import { emailTo } from "./emails.ts";
import {
  type AuditEntry,
  type Email,
  type Envelope,
  type Instant,
  isSigner,
  type Recipient,
  type Step,
  withAudit,
} from "./envelope.ts";
import { linkExpiresAt } from "./sign-envelope.ts";

const dayMilliseconds = 86_400_000;

/** How many reminders go out by themselves after one invitation. */
const maxReminders = 3;

/** When an envelope's next automatic reminder is due; undefined while none is to come. */
export function nextReminderAt(envelope: Envelope): Instant | undefined {
  const due = envelope.recipients.flatMap((one) => reminderAt(envelope, one) ?? []);
  return due.length > 0 ? Math.min(...due) : undefined;
}

/** E-mails the reminders that `emails.reminders.frequency` makes due at a moment. */
export function remindAutomatically(envelope: Envelope, now: Instant): Step {
  const emails: Email[] = [];
  const audit: AuditEntry[] = [];
  const recipients = envelope.recipients.map((one): Recipient => {
    if ((reminderAt(envelope, one) ?? Number.POSITIVE_INFINITY) > now) return one;
    emails.push(emailTo(one, "reminder", envelope, now));
    audit.push({ at: now, event: "reminded", recipientId: one.id, automatic: true });
    return { ...one, lastEmailStatus: "SENT" };
  });
  return { envelope: withAudit({ ...envelope, recipients }, ...audit), emails };
}

/** Counted from the moment the link began to work, or was extended, and then from the reminder before. */
function reminderAt(envelope: Envelope, recipient: Recipient): Instant | undefined {
  const { frequency = 0 } = envelope.options.emails?.reminders ?? {};
  const { openedAt, invitedAt, signedAt } = recipient;
  if (frequency === 0 || envelope.status !== "ACTIVE" || !isSigner(recipient)) return undefined;
  if (openedAt === null || invitedAt === null || signedAt !== null) return undefined;
  const sent = envelope.audit.filter(
    ({ at, recipientId, automatic }) => automatic && recipientId === recipient.id && at >= invitedAt,
  );
  if (sent.length >= maxReminders) return undefined;
  const due = Math.max(openedAt, sent.at(-1)?.at ?? openedAt) + frequency * dayMilliseconds;
  return due < (linkExpiresAt(recipient) ?? 0) ? due : undefined;
}
