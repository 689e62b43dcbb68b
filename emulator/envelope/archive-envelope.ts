import { emailTo } from "./emails.ts";
import type { Envelope, Instant, Recipient, Step } from "./envelope.ts";
import { isNamed, signs, withAudit } from "./envelope.ts";

/**
 * Archives an envelope. One that is being signed is withdrawn by that: every signer is told by e-mail, signed or not,
 * invited or not (reference, endpoint 5), and each witness who has been named. Of any other nobody is told. An archived one stays as it is.
 */
export function archiveEnvelope(envelope: Envelope, now: Instant): Step {
  if (envelope.status === "ARCHIVED") return { envelope, emails: [] };
  const withdrawn = envelope.status === "ACTIVE";
  const archived = withAudit(
    {
      ...envelope,
      status: "ARCHIVED",
      archivedAt: now,
      recipients: envelope.recipients.map((one) =>
        withdrawn && isTold(one) ? { ...one, lastEmailStatus: "SENT" } : one,
      ),
    },
    { at: now, event: "archived" },
  );
  const told = withdrawn ? envelope.recipients.filter(isTold) : [];
  return { envelope: archived, emails: told.map((one) => emailTo(one, "withdrawal", envelope, now)) };
}

const isTold = (recipient: Recipient): boolean => signs(recipient) && isNamed(recipient);
