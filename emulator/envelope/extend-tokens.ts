import { progressed } from "../signing/progress.ts";
import { type AuditEntry, type Envelope, type Instant, type Step, withAudit } from "./envelope.ts";
import { Refusal } from "./refusal.ts";

/**
 * Lets signing links live anew from now on, expired ones too (reference, endpoint 11). A link that does not work yet, or
 * has been signed with, stays as it is. One-time passwords can be sent anew. Nobody is told.
 *
 * @throws Refusal 409 unless the envelope is ACTIVE, 422 for a token that is not of this envelope; nothing is extended
 */
export function extendTokens(envelope: Envelope, tokens: readonly string[], now: Instant): Step {
  if (envelope.status !== "ACTIVE")
    throw new Refusal(409, "not_active", `The envelope is ${envelope.status}; only an ACTIVE one has links.`);
  const unknown = tokens.flatMap((token, at) =>
    envelope.recipients.some((one) => one.token === token)
      ? []
      : [{ path: `recipient_tokens[${at}]`, code: "unknown", message: "is no token of this envelope" }],
  );
  if (unknown.length > 0)
    throw new Refusal(422, "unknown_token", "A token is not of this envelope.", unknown);
  const audit: AuditEntry[] = [];
  const recipients = envelope.recipients.map((one) => {
    if (one.token === null || !tokens.includes(one.token) || one.openedAt === null || one.signedAt !== null)
      return one;
    audit.push({ at: now, event: "extended", recipientId: one.id });
    return progressed({ ...one, openedAt: now }, { code: null, codesSent: 0 });
  });
  return { envelope: withAudit({ ...envelope, recipients }, ...audit), emails: [] };
}
