import type { Envelope, Instant, Recipient } from "../envelope/envelope.ts";
import { isSigner } from "../envelope/envelope.ts";

/** How long a one-time password works, in seconds. */
export const codeSeconds = 600;
/** How many wrong tries one of them survives. */
export const maxTries = 5;
/** How many are sent by one link: the first, and four more when asked to. */
export const maxCodes = 5;

/** Tells whether a one-time password is still to be given. Witnesses are asked for none: nobody has their number. */
export const needsCode = ({ options }: Envelope, recipient: Recipient): boolean =>
  options.has_envelope_otps === true && isSigner(recipient) && recipient.progress.phoneVerifiedAt === null;

/** When the password sent last stops working; null before one was sent. */
export const codeExpiresAt = ({ progress: { code } }: Recipient): Instant | null =>
  code === null ? null : code.sentAt + codeSeconds * 1000;

/** How many more wrong tries the password sent last survives. */
export const triesLeft = ({ progress: { code } }: Recipient): number =>
  code === null ? maxTries : Math.max(maxTries - code.wrong, 0);

/** How many more passwords can be sent. */
export const codesLeft = ({ progress: { codesSent } }: Recipient): number =>
  Math.max(maxCodes - codesSent, 0);

/** Tells whether the last password is dead and no other one can be sent. */
export const codesAreUsedUp = (recipient: Recipient, now: Instant): boolean =>
  codesLeft(recipient) === 0 && (triesLeft(recipient) === 0 || now >= (codeExpiresAt(recipient) ?? now));
