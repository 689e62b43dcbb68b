import type { PolicyEnvelope, PolicyRecipient } from "./subject.ts";

/** A recipient and its position. */
export interface Positioned {
  index: number;
  recipient: PolicyRecipient;
}

/** What a recipient can be e-mailed about. */
export type EmailAbout = "signer_invitation" | "envelope_completion";

/** Whether a recipient is e-mailed about something: a signer who chose nothing about both, a CC once it is complete. */
export function isEmailed({ type, eventNotifications }: PolicyRecipient, about: EmailAbout): boolean {
  if (type === "CC") return about === "envelope_completion";
  return eventNotifications === undefined || eventNotifications.includes(about);
}

/** Signers who get an invitation by e-mail or SMS, in their order: now, or when their sign group's turn comes. */
export const invitedSigners = ({ recipients }: PolicyEnvelope): Positioned[] =>
  recipients
    .map((recipient, index) => ({ index, recipient }))
    .filter(
      ({ recipient }) =>
        recipient.type === "SIGNER" &&
        (isEmailed(recipient, "signer_invitation") ||
          recipient.eventNotifications?.includes("signer_invitation_sms") === true),
    );

/** Of those who are invited, the ones whose invitation goes out at once: sign group 1. */
export const invitedNow = (envelope: PolicyEnvelope): Positioned[] =>
  invitedSigners(envelope).filter(({ recipient }) => (recipient.signGroup ?? 1) === 1);

/** Whether the envelope e-mails any recipient at all. */
export const emailsAnybody = ({ recipients }: PolicyEnvelope): boolean =>
  recipients.some(
    (recipient) => isEmailed(recipient, "signer_invitation") || isEmailed(recipient, "envelope_completion"),
  );
