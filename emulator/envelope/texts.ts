import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Envelope, Instant, Recipient, TextMessage } from "./envelope.ts";
import { isNotified, type RecipientOptions } from "./options.ts";

/** A recipient's number as it is called from abroad, as in +447700900123; undefined: none was given. */
export function phoneOf({ iso_country_code, mobile_number }: RecipientOptions): string | undefined {
  if (iso_country_code === undefined || mobile_number === undefined) return undefined;
  const country = iso_country_code.toUpperCase() as CountryCode;
  return parsePhoneNumberFromString(String(mobile_number), country)?.number ?? `+${mobile_number}`;
}

/** The invitation by SMS, for somebody who is to get one. */
export function invitationText(recipient: Recipient, envelope: Envelope, at: Instant): TextMessage[] {
  const { asked, token } = recipient;
  const to = phoneOf(asked);
  if (to === undefined || token === null || !isNotified(asked, "signer_invitation_sms")) return [];
  return [{ kind: "invitation", to, recipientId: recipient.id, envelopeId: envelope.id, at, token }];
}

/** The one-time password for a recipient's phone. */
export function codeText(recipient: Recipient, envelope: Envelope, code: string, at: Instant): TextMessage {
  const to = phoneOf(recipient.asked) ?? "";
  return { kind: "otp", to, recipientId: recipient.id, envelopeId: envelope.id, at, code };
}
