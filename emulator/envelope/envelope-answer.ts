import type { Envelope, Instant, Recipient } from "./envelope.ts";
import { isSigner, signs } from "./envelope.ts";
import { signGroupOf } from "./options.ts";

/** Answers in which the documentation contradicts itself: which of the two sides to give. */
export interface AnswerVariants {
  /** Whether recipients of an ARCHIVED envelope have an `id`; the documented example has none. Default false. */
  readonly archivedRecipientIds: boolean;
  /** Whether find and search write statuses in lower case. Default false. */
  readonly lowerCaseStatuses: boolean;
  /** What the creation of an embedded envelope is answered with: 200 by the prose, 202 by the examples. Default 200. */
  readonly embeddedStatus: 200 | 202;
  /** Whether its recipients are written `{Token, Email}`, as in a webhook, not `{token, email}`. Default false. */
  readonly embeddedCapitals: boolean;
}

/** The body of `GET /v2/envelopes/:id` (reference, "Envelope state"). */
export function envelopeAnswer(envelope: Envelope, { archivedRecipientIds }: AnswerVariants): object {
  const { id, status, files, recipients, errors } = envelope;
  if (status === "QUEUED") return { envelope_id: id, status };
  if (status === "ERRORED") return { envelope_id: id, status, details: { errors } };
  const withId = status !== "ARCHIVED" || archivedRecipientIds;
  return {
    envelope_id: id,
    status,
    details: {
      recipients: recipients.map((one) => ({
        ...(withId && { id: one.id }),
        ...recipientAnswer(one, envelope),
      })),
      files: files.map((file) => ({ id: file.id, name: file.name })),
      completed_at: timestamp(envelope.completedAt),
      archived_at: timestamp(envelope.archivedAt),
    },
  };
}

/** The body of the answer to the creation of an embedded envelope: its id, and its signers' tokens. */
export function embeddedAnswer({ id, recipients }: Envelope, { embeddedCapitals }: AnswerVariants): object {
  return {
    envelope_id: id,
    recipients: recipients
      .filter(isSigner)
      .map(({ token, asked: { email } }) =>
        embeddedCapitals ? { Token: token, Email: email } : { token, email },
      ),
  };
}

/** The body of `GET /v2/envelopes/:id/status`, which says COMPLETED where the state says COMPLETE. */
export function statusAnswer({ id, status, errors }: Envelope): object {
  if (status === "ERRORED") return { envelope_id: id, status, details: { errors } };
  return { status: status === "COMPLETE" ? "COMPLETED" : status };
}

/** An entry of what find and search answer; `envelope` is the name. */
export function summaryAnswer(
  { id, options, status, createdAt }: Envelope,
  variants: AnswerVariants,
): object {
  return {
    envelope_id: id,
    envelope: options.name,
    status: variants.lowerCaseStatuses ? status.toLowerCase() : status,
    created_at: timestamp(createdAt),
  };
}

/** A moment as the API writes it, in ISO 8601 and UTC. */
export const timestamp = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

function recipientAnswer(recipient: Recipient, { completedAt }: Envelope): object {
  const { asked, witnessOf, signedAt, invitedAt, lastEmailStatus } = recipient;
  const fillsIn = signs(recipient);
  return {
    type: asked.type,
    name: asked.name || null,
    email: asked.email || null,
    role: asked.role ?? null,
    auth_type: fillsIn ? (asked.auth_type ?? "no-auth") : null,
    sign_status: fillsIn ? (signedAt === null ? "UNSIGNED" : "SIGNED") : null,
    signed_at: timestamp(signedAt),
    invitation_email_queued_at: timestamp(invitedAt),
    sign_group_order: fillsIn ? signGroupOf(asked) : "",
    ip_address: signedAt === null ? null : "127.0.0.1",
    last_email_status: lastEmailStatus,
    ...(completedAt !== null && fillsIn && { tags: filledTags(recipient) }),
    ...(witnessOf !== null && { signer_id: witnessOf }),
  };
}

function filledTags({ asked, values }: Recipient): object[] {
  return (asked.tags ?? []).map((tag, index) => ({
    name: tag.name ?? null,
    tag_group_name: tag.tag_group_name ?? null,
    was_optional: tag.optional ?? false,
    value: values[index] ?? null,
  }));
}
