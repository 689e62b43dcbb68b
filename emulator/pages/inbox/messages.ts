import type { EmulatorControl, SentEmail, SentText } from "../../control/emulator-control.ts";

/** What lies in the inbox: an e-mail with its number, from 1, or a text message. */
export type Message =
  | { at: string; envelopeId: string; email: SentEmail; number: number }
  | { at: string; envelopeId: string; sms: SentText };

/** Every e-mail and text message, the latest first. */
export function messages(control: EmulatorControl): Message[] {
  const emails = control
    .outbox()
    .map((email, index) => ({ at: email.at, envelopeId: email.envelopeId, email, number: index + 1 }));
  const texts = control.texts().map((sms) => ({ at: sms.at, envelopeId: sms.envelopeId, sms }));
  // Sorting is stable: of two at one moment, the later in its own list comes first.
  return [...emails.toReversed(), ...texts.toReversed()].sort((a, b) => b.at.localeCompare(a.at));
}
