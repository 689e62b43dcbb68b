import type { Envelope, TextMessage } from "../envelope/envelope.ts";
import type { SentText } from "./emulator-control.ts";

/**
 * A text message as the control API shows it.
 *
 * @param envelope which it is about; undefined: it was deleted since
 * @param address the emulator's own, of which links are made
 */
export function sentText(
  { token, code, at, ...text }: TextMessage,
  envelope: Envelope | undefined,
  address: string,
): SentText {
  const name = envelope ? `"${envelope.options.name}"` : "a document";
  const link = `${address}/sign/${token}`;
  return {
    ...text,
    at: new Date(at).toISOString(),
    ...(text.kind === "otp"
      ? { text: `${code} is your code to open ${name}. It works for ten minutes.`, ...(code && { code }) }
      : { text: `You are asked to sign ${name}: ${link}`, link }),
  };
}
