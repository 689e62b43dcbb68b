import type { Email, Envelope, Instant, Recipient } from "./envelope.ts";

/** The e-mail of one kind to one recipient; its subject is the envelope's name (reference, "The options part"). */
export function emailTo(recipient: Recipient, kind: Email["kind"], envelope: Envelope, at: Instant): Email {
  return {
    kind,
    to: recipient.asked.email,
    recipientId: recipient.id,
    envelopeId: envelope.id,
    subject: envelope.options.name,
    at,
    ...((kind === "invitation" || kind === "reminder") &&
      recipient.token !== null && { token: recipient.token }),
  };
}

/** The completion e-mail to the sender, whose address is the account's name. */
export function emailToSender(envelope: Envelope, at: Instant): Email {
  return {
    kind: "completion",
    to: envelope.account,
    envelopeId: envelope.id,
    subject: envelope.options.name,
    at,
  };
}
