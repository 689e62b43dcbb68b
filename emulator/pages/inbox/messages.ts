import type { EmulatorControl, SentEmail } from "../../control/emulator-control.ts";

/** A text message, as the control gives it. */
export interface ShownText {
  kind: string;
  to: string;
  text: string;
  at: string;
  envelopeId: string;
}

/** What lies in the inbox: an e-mail with its number, from 1, or a text message. */
export type Message =
  | { at: string; envelopeId: string; email: SentEmail; number: number }
  | { at: string; envelopeId: string; sms: ShownText };

/** Every e-mail and text message, the latest first. */
export function messages(control: EmulatorControl): Message[] {
  const emails = control
    .outbox()
    .map((email, index) => ({ at: email.at, envelopeId: email.envelopeId, email, number: index + 1 }));
  const texts = ((control as { texts?: () => ShownText[] }).texts?.() ?? []).map((sms) => ({
    at: sms.at,
    envelopeId: sms.envelopeId,
    sms,
  }));
  // Sorting is stable: of two at one moment, the later in its own list comes first.
  return [...emails.toReversed(), ...texts.toReversed()].sort((a, b) => b.at.localeCompare(a.at));
}
