import { emailTo } from "./emails.ts";
import {
  type Envelope,
  type Instant,
  type Recipient,
  type Step,
  withAudit,
  withRecipient,
} from "./envelope.ts";
import { Refusal } from "./refusal.ts";

/** How often a recipient can be sent the pack again. That there is a limit is documented, not which. */
const maxResent = 5;
const pauseSeconds = 300;

/**
 * E-mails the completion pack to one recipient again (reference, endpoint 10).
 *
 * @throws Refusal 409 when not everybody has signed, 410 after five times, 429 within five minutes of the last time
 */
export function resendCompletionPack(envelope: Envelope, recipient: Recipient, now: Instant): Step {
  if (envelope.completedAt === null)
    throw new Refusal(409, "not_complete", "There is no completion pack: not everybody has signed.");
  const { packsResentAt } = recipient;
  if (packsResentAt.length >= maxResent)
    throw new Refusal(
      410,
      "limit_exceeded",
      `The pack was sent again ${maxResent} times; that is the limit.`,
    );
  const last = packsResentAt.at(-1);
  if (last !== undefined && now < last + pauseSeconds * 1000)
    throw new Refusal(429, "too_soon", "Please wait 5 minutes after the last time.");
  const resent = { ...recipient, lastEmailStatus: "SENT", packsResentAt: [...packsResentAt, now] };
  return {
    envelope: withAudit(withRecipient(envelope, resent), {
      at: now,
      event: "resent",
      recipientId: recipient.id,
    }),
    emails: [emailTo(recipient, "completion", envelope, now)],
  };
}
