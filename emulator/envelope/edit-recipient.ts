import { progressed } from "../signing/progress.ts";
import { emailTo } from "./emails.ts";
import type { Envelope, Instant, Recipient, Step } from "./envelope.ts";
import { isNamed, withAudit, withRecipient } from "./envelope.ts";
import type { RecipientOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { invitationText } from "./texts.ts";

/** The fields of a recipient that can be changed after sending; those left out stay. */
export type RecipientEdit = Partial<
  Pick<RecipientOptions, "name" | "email" | "iso_country_code" | "mobile_number">
>;

/**
 * Changes who a recipient is, or how they are reached. Somebody already invited whose e-mail changes is invited anew at
 * the new address, with a new link; the old one stops working, and what its holder proved of a phone is forgotten.
 *
 * @param newToken the secret of that new link
 * @throws Refusal 409 unless the envelope is ACTIVE and the recipient has not signed; 422 for a CC's e-mail that
 * another CC has
 */
export function editRecipient(
  envelope: Envelope,
  recipient: Recipient,
  edit: RecipientEdit,
  newToken: string,
  now: Instant,
): Step {
  if (envelope.status !== "ACTIVE")
    throw new Refusal(
      409,
      "not_active",
      `The envelope is ${envelope.status}; only an ACTIVE one has recipients to edit.`,
    );
  if (recipient.signedAt !== null)
    throw new Refusal(409, "already_signed", "The recipient has signed and cannot be edited any more.");
  if (!isNamed(recipient)) throw new Refusal(409, "not_named", "The signer has not named this witness yet.");
  refuseTakenEmail(envelope, recipient, edit);
  const moved = edit.email !== undefined && edit.email !== recipient.asked.email;
  const edited = withoutPhoneCheck(
    { ...recipient, asked: { ...recipient.asked, ...edit } },
    moved || edit.mobile_number !== undefined,
  );
  const entry = { at: now, event: "edited", recipientId: recipient.id } as const;
  if (!moved || recipient.invitedAt === null)
    return { envelope: withAudit(withRecipient(envelope, edited), entry), emails: [] };
  const reinvited = { ...edited, token: newToken, openedAt: now, invitedAt: now, lastEmailStatus: "SENT" };
  return {
    envelope: withAudit(withRecipient(envelope, reinvited), entry, { ...entry, event: "invited" }),
    emails: [emailTo(reinvited, "invitation", envelope, now)],
    texts: invitationText(reinvited, envelope, now),
  };
}

/** A password proves that one person holds one phone: neither may become another's. */
const withoutPhoneCheck = (recipient: Recipient, isAnother: boolean): Recipient =>
  isAnother ? progressed(recipient, { code: null, codesSent: 0, phoneVerifiedAt: null }) : recipient;

function refuseTakenEmail(envelope: Envelope, recipient: Recipient, { email }: RecipientEdit): void {
  if (recipient.asked.type !== "CC" || email === undefined) return;
  const taken = envelope.recipients.some(
    (other) =>
      other.id !== recipient.id &&
      other.asked.type === "CC" &&
      other.asked.email.toLowerCase() === email.toLowerCase(),
  );
  if (!taken) return;
  const message = "is the e-mail of another CC; each CC needs its own";
  throw new Refusal(422, "invalid_recipient", "The recipient cannot be edited.", [
    { path: "email", code: "unique", message },
  ]);
}
