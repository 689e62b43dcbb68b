import { isEmailed } from "../../policy/invitations.ts";
import type { PolicyRecipient } from "../../policy/subject.ts";
import type { MailKind, ReviewAction, ReviewedEmail } from "../review.ts";
import type { EnvelopeSource } from "../review-source.ts";
import { contactEdits } from "./contact-edits.ts";
import { isWithdrawalTold } from "./planned-action.ts";
import { numberOf, textOf } from "./shown.ts";
import type { WrittenEnvelope } from "./written-envelope.ts";

/** The order in which kinds are shown: what cannot be undone first. */
export const mailKinds: readonly MailKind[] = ["withdrawal", "reassignment", "invitation", "later", "copy"];

/**
 * Whom this change of one envelope e-mails: every signer of one that is withdrawn, signed or not, invited or not; who is
 * edited after the invitation; sign group 1 of one that is sent, and the others when their turn comes; at last, who is
 * told of the completion. `eventNotifications` switches e-mails off, and an embedded envelope invites nobody unless
 * it says so.
 */
export function emailsOf(
  resource: string,
  action: ReviewAction,
  source: EnvelopeSource,
  now: WrittenEnvelope,
  before: WrittenEnvelope,
): ReviewedEmail[] {
  const about =
    (kind: MailKind, by: ReviewedEmail["by"]) =>
    (recipient: PolicyRecipient): ReviewedEmail => ({
      kind,
      resource,
      recipient: textOf(recipient.key),
      name: textOf(recipient.name),
      email: textOf(recipient.email),
      ...(isSigner(recipient) && { signGroup: groupOf(recipient) }),
      by,
    });
  const withdrawals = isWithdrawalTold(action, source)
    ? signersOf(source, before).map(about("withdrawal", ["e-mail"]))
    : [];
  const edits = action === "reassign" && source.sent ? contactEdits(source.sent, now, before) : [];
  const moved = edits.filter(({ isMoved, state }) => isMoved && state?.signStatus !== "SIGNED");
  const reassignments = moved.flatMap(({ recipient, state }) =>
    isSigner(recipient) && state?.invitedAt
      ? [about("reassignment", invitedBy(recipient))(recipient)]
      : upcoming(recipient, about, false),
  );
  const isSent = action === "create" || action === "replace";
  const sendings = isSent ? now.recipients.flatMap(({ recipient }) => upcoming(recipient, about, true)) : [];
  return [...withdrawals, ...reassignments, ...sendings].filter(({ by }) => by.length > 0);
}

type About = (kind: MailKind, by: ReviewedEmail["by"]) => (recipient: PolicyRecipient) => ReviewedEmail;

/**
 * Those who sign an envelope that was sent; where its declaration is not at hand, the state still has their keys, and
 * where that is a secret, nobody is passed over in silence.
 */
function signersOf({ sent }: EnvelopeSource, { recipients }: WrittenEnvelope): PolicyRecipient[] {
  const known = recipients.map(({ recipient }) => recipient).filter(isSigner);
  if (known.length > 0) return known;
  const signers = (sent?.recipients ?? []).filter(({ type }) => type === "SIGNER");
  const all = signers.map(({ key, type, signGroup = 1 }) => ({ key, type, signGroup }));
  const listed = all.length > 0 ? all : [{ key: "every signer", type: "SIGNER" as const }];
  return listed.map((one) => ({ ...one, name: notAtHand, email: notAtHand }));
}

const notAtHand = "(not at hand)";

/** What a recipient gets of an envelope that is out, or goes out. */
function upcoming(recipient: PolicyRecipient, about: About, isNew: boolean): ReviewedEmail[] {
  const completion: ReviewedEmail["by"] = isEmailed(recipient, "envelope_completion") ? ["e-mail"] : [];
  const copy = about("copy", completion)(recipient);
  if (!isSigner(recipient)) return [copy];
  const kind = isNew && groupOf(recipient) === 1 ? "invitation" : "later";
  return [about(kind, invitedBy(recipient))(recipient), copy];
}

const isSigner = ({ type }: PolicyRecipient): boolean => type !== "CC";

const groupOf = ({ signGroup }: PolicyRecipient): number => numberOf(signGroup, 1);

function invitedBy(recipient: PolicyRecipient): ReviewedEmail["by"] {
  const { eventNotifications } = recipient;
  const told = Array.isArray(eventNotifications)
    ? recipient
    : { ...recipient, eventNotifications: undefined };
  return [
    ...(isEmailed(told as PolicyRecipient, "signer_invitation") ? (["e-mail"] as const) : []),
    ...(told.eventNotifications?.includes("signer_invitation_sms") ? (["sms"] as const) : []),
  ];
}
