import type { Step } from "../envelope/envelope.ts";
import { after, carryOn, noted, refuseUnlessAt } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";
import { type Outcome, progressed } from "./progress.ts";
import { documentFields, type SimulatedSession, simulatedSession } from "./simulated-identity.ts";

/** What an identity step leads to, and the verification session there was, if it was one with documents. */
export interface IdentityStep {
  readonly step: Step;
  readonly session?: SimulatedSession;
  /** Whether it was the last one the person may begin, and failed. */
  readonly isLimitReached: boolean;
}

/**
 * Takes a scan with the Yoti app or a check of identity documents for passed or failed. A failed scan can be repeated, a
 * failed check while sessions are left.
 *
 * @param sessionId of the verification session that this makes up
 * @throws Refusal as {@link refuseUnlessAt} does
 */
export function verifyIdentity(link: OpenedLink, outcome: Outcome, sessionId: string): IdentityStep {
  refuseUnlessAt(link, "verify-identity");
  const { recipient, now, sessionLimit } = link;
  const { asked, progress } = recipient;
  if (asked.auth_type === "sign-auth" && progress.appVerifiedAt === null) {
    const scanned = outcome === "pass" ? progressed(recipient, { appVerifiedAt: now }) : recipient;
    const event = outcome === "pass" ? "app-passed" : "app-failed";
    return { step: { envelope: noted(link, scanned, event), emails: [] }, isLimitReached: false };
  }
  const sessions = (progress.identity?.sessions ?? 0) + 1;
  const fields = outcome === "pass" ? documentFields(recipient) : {};
  const verified = progressed(recipient, { identity: { sessions, outcome, fields } });
  const event = outcome === "pass" ? "identity-passed" : "identity-failed";
  return {
    step: carryOn(after(link, noted(link, verified, event))),
    session: simulatedSession(recipient, outcome, sessionId),
    isLimitReached: outcome === "fail" && sessions >= sessionLimit,
  };
}

/**
 * Takes the age check for passed or failed. A failed one ends here.
 *
 * @throws Refusal as {@link refuseUnlessAt} does
 */
export function verifyAge(link: OpenedLink, outcome: Outcome): Step {
  refuseUnlessAt(link, "verify-age");
  const event = outcome === "pass" ? "age-passed" : "age-failed";
  return { envelope: noted(link, progressed(link.recipient, { age: outcome }), event), emails: [] };
}
