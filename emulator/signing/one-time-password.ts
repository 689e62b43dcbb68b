import { createHash } from "node:crypto";
import type { Recipient, Step } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { codeText } from "../envelope/texts.ts";
import { codeExpiresAt, codesLeft, maxCodes, maxTries, triesLeft } from "./code-limits.ts";
import { noted, refuseUnlessAt } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";
import { progressed } from "./progress.ts";

/**
 * Sends a one-time password to the person's phone; the one before it stops working.
 *
 * @throws Refusal 429 when as many were sent as are by one link; as {@link refuseUnlessAt} does
 */
export function sendCode(link: OpenedLink): Step {
  refuseUnlessAt(link, "verify-phone");
  const { recipient, now } = link;
  if (codesLeft(recipient) === 0)
    throw new Refusal(429, "too_many_codes", `${maxCodes} codes were sent; that is the limit.`);
  const sent = progressed(recipient, {
    code: { sentAt: now, wrong: 0 },
    codesSent: recipient.progress.codesSent + 1,
  });
  const envelope = noted(link, sent, "code-sent");
  return { envelope, emails: [], texts: [codeText(sent, envelope, codeOf(sent), now)] };
}

/**
 * Tries a one-time password. A wrong one counts, so that there is a step to take beside the refusal.
 *
 * @throws Refusal as {@link refuseUnlessAt} does
 */
export function tryCode(link: OpenedLink, given: string): { step: Step; refusal?: Refusal } {
  refuseUnlessAt(link, "verify-phone");
  const { envelope, recipient, now } = link;
  const { code } = recipient.progress;
  const unchanged = { envelope, emails: [] };
  if (code === null)
    return { step: unchanged, refusal: new Refusal(409, "no_code", "No code was sent yet.") };
  if (now >= (codeExpiresAt(recipient) ?? now))
    return {
      step: unchanged,
      refusal: new Refusal(410, "code_expired", "The code has expired; ask for a new one."),
    };
  if (triesLeft(recipient) === 0) return { step: unchanged, refusal: tooManyTries };
  if (given.trim() === codeOf(recipient)) {
    const verified = progressed(recipient, { phoneVerifiedAt: now });
    return { step: { envelope: noted(link, verified, "phone-verified"), emails: [] } };
  }
  const wrong = progressed(recipient, { code: { ...code, wrong: code.wrong + 1 } });
  const left = triesLeft(wrong);
  const refusal =
    left === 0
      ? tooManyTries
      : new Refusal(422, "wrong_code", `The code is wrong; it can be tried ${left} more times.`);
  return { step: { envelope: noted(link, wrong, "code-refused"), emails: [] }, refusal };
}

const tooManyTries = new Refusal(
  429,
  "too_many_tries",
  `A wrong code was given ${maxTries} times; ask for a new one.`,
);

/** The password sent last: six digits that follow from the link and the sending, so that they need not be kept. */
function codeOf({ token, progress: { code, codesSent } }: Recipient): string {
  const hash = createHash("sha256").update(`${token}:${code?.sentAt}:${codesSent}`).digest();
  return String(hash.readUInt32BE() % 1_000_000).padStart(6, "0");
}
