import type { AuditEntry, Envelope, Recipient, Step, TagValue } from "../envelope/envelope.ts";
import { withAudit, withRecipient } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { signedBy } from "../envelope/sign-envelope.ts";
import { formOf } from "./form.ts";
import { type Judgement, judgeValues } from "./judge-values.ts";
import type { OpenedLink } from "./opened-link.ts";
import { progressed } from "./progress.ts";
import { type Stage, stageOf } from "./stage.ts";

/**
 * Refuses what is not to be done now.
 *
 * @throws Refusal 410 when the link has expired, 409 for any other stage than these
 */
export function refuseUnlessAt(link: OpenedLink, ...stages: readonly Stage[]): void {
  const stage = stageOf(link);
  if (stages.includes(stage)) return;
  if (stage === "expired")
    throw new Refusal(410, "link_expired", "The link has expired (active_for_seconds).");
  throw new Refusal(409, "not_now", `This cannot be done now: the link's stage is "${stage}".`);
}

/** The envelope with one person further on, and a line about it in the audit trail. */
export const noted = (link: OpenedLink, recipient: Recipient, event: AuditEntry["event"]): Envelope =>
  withAudit(withRecipient(link.envelope, recipient), {
    at: link.now,
    event,
    recipientId: recipient.id,
    ip: link.ip,
  });

/** The same link after something was done by it. */
export const after = (link: OpenedLink, envelope: Envelope): OpenedLink => ({
  ...link,
  envelope,
  recipient: envelope.recipients.find(({ id }) => id === link.recipient.id) ?? link.recipient,
});

/**
 * What follows from how far somebody is who has submitted: nothing while a check is left or a witness has no name; else
 * they have signed. Should something turn out to be missing that only became known since, such as a field that the
 * identity check left empty, it is theirs to fill in.
 */
export function carryOn(link: OpenedLink): Step {
  const { envelope, recipient, now, ip } = link;
  const stage = stageOf(link);
  if (recipient.progress.submittedAt === null || stage === "verify-identity" || stage === "cannot-sign")
    return { envelope, emails: [] };
  const { values, errors } = judgeDraft(link);
  if (errors.length > 0)
    return { envelope: withRecipient(envelope, progressed(recipient, { submittedAt: null })), emails: [] };
  if (stage === "name-witness") return { envelope, emails: [] };
  return signedBy(envelope, { ...withoutHiddenFiles(recipient, values), values }, now, ip);
}

/**
 * Keeps what somebody filled in, and does what follows. That it was submitted is noted where it is not signed by that.
 *
 * @param draft judged, one value per tag
 */
export function handIn(link: OpenedLink, draft: readonly TagValue[]): Step {
  const submitted = progressed(link.recipient, { draft, submittedAt: link.now });
  const next = after(link, withRecipient(link.envelope, submitted));
  return carryOn(stageOf(next) === "sign" ? next : after(link, noted(link, submitted, "submitted")));
}

/** Judges what was submitted last, by what is known now. */
export function judgeDraft(link: OpenedLink): Judgement {
  const form = formOf(link);
  const draft = link.recipient.progress.draft ?? [];
  // What the service fills in may be different now; everything else is as it was submitted.
  return judgeValues(
    form,
    form.tags.map(({ automatic }, index) => (automatic ? undefined : draft[index])),
  );
}

const withoutHiddenFiles = (recipient: Recipient, values: readonly TagValue[]): Recipient =>
  progressed(recipient, {
    attachments: recipient.progress.attachments.filter(({ tag }) => typeof values[tag] === "string"),
  });
