import type {
  EnvelopeState,
  EnvelopeStatus,
  RecipientState,
  RequestDigests,
} from "../schema/envelope-state.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../schema/generated/wire.ts";
import type { EnvelopeRequest } from "./request.ts";
import { personOf } from "./shape.ts";
import { witnessesWhoSign } from "./witness-who-signs.ts";

/** The part of the state that is known before the service has said anything about the envelope. */
export function recipientsOf(request: EnvelopeRequest): RecipientState[] {
  return request.canonical.recipients.map(({ terms }, index): RecipientState => {
    const key = request.keys[index] ?? String(index);
    if (terms.type === "CC") return { key, type: "CC" };
    const { sign_group, active_for_seconds } = terms as { sign_group: number; active_for_seconds: number };
    return {
      key,
      type: "SIGNER",
      signStatus: "UNSIGNED",
      signGroup: sign_group,
      activeForSeconds: active_for_seconds,
    };
  });
}

/**
 * The outputs after the service has been asked: statuses and times are its answer's, everything else stays.
 *
 * @param state the outputs so far
 * @param envelope the service's answer; undefined: it does not know the envelope (any more)
 */
export function observed(state: EnvelopeState, envelope: WireEnvelope | undefined): EnvelopeState {
  if (!envelope) return { ...state, status: "MISSING", signedDocumentsUrl: null };
  const status = (envelope.status === "COMPLETED" ? "COMPLETE" : envelope.status) as EnvelopeStatus;
  const { details } = envelope;
  if (!details) return { ...state, status };
  const { completed_at, archived_at } = details;
  return {
    ...state,
    status,
    recipients: observedRecipients(state, details.recipients ?? []),
    ...(status === "COMPLETE" && {
      signedDocumentsUrl: `${state.host}/v2/envelopes/${state.envelopeId}/completed-documents`,
    }),
    completedAt: completed_at ?? state.completedAt,
    archivedAt: archived_at ?? state.archivedAt,
    ...(status === "ERRORED" && {
      errors: (details.errors ?? []).map(
        (error) => `${error.file_name ?? "a file"}: ${error.code ?? "no code given"}`,
      ),
    }),
  };
}

/** How many have signed by the service's answer, whoever of those who were declared they are. */
export const signedIn = (envelope: WireEnvelope | undefined): number =>
  (envelope?.details?.recipients ?? []).filter(
    ({ type, sign_status }) => type !== "WITNESS" && sign_status === "SIGNED",
  ).length;

function observedRecipients(state: EnvelopeState, answers: WireEnvelopeRecipient[]): RecipientState[] {
  const found = matchAnswers(state.recipients, state.sent.digests, answers);
  const witnesses = witnessesWhoSign(state.recipients, found, answers);
  return state.recipients.map(({ witnessIs: before, ...recipient }) => {
    const answer = found.get(recipient.key);
    const now = witnesses.get(recipient.key);
    const witnessIs = now === undefined ? before : now;
    return {
      ...(answer ? observedRecipient(recipient, answer, state) : recipient),
      ...(witnessIs && { witnessIs }),
    };
  });
}

function observedRecipient(
  { changedOutside: _, ...recipient }: RecipientState,
  answer: WireEnvelopeRecipient,
  { sent, signingUrls }: EnvelopeState,
): RecipientState {
  const { id, sign_status, signed_at, invitation_email_queued_at, last_email_status } = answer;
  const invitedAt = invitation_email_queued_at ?? recipient.invitedAt;
  const life = recipient.activeForSeconds;
  // Of an embedded envelope nobody need be invited: the first group's links live from when it was sent.
  const livesFrom = invitedAt ?? (signingUrls && recipient.signGroup === 1 ? sent.at : undefined);
  return {
    ...recipient,
    ...(id && { id }),
    ...(recipient.type === "SIGNER" && sign_status && { signStatus: sign_status }),
    ...(recipient.type === "SIGNER" && invitedAt && { invitedAt }),
    ...(livesFrom && life && linkExpiry(livesFrom, life)),
    ...(signed_at && { signedAt: signed_at }),
    ...(last_email_status && { lastEmailStatus: last_email_status }),
    ...(sent.digests.recipients[recipient.key]?.person !== personOf(answer) && {
      changedOutside: true as const,
    }),
  };
}

function linkExpiry(invitedAt: string, seconds: number): { linkExpiresAt?: string } {
  const expiry = new Date(Date.parse(invitedAt) + seconds * 1000);
  return Number.isNaN(expiry.getTime()) ? {} : { linkExpiresAt: expiry.toISOString() };
}

/**
 * Finds each declared recipient in the service's answer: by id once it is known, otherwise by who the person is, type
 * and group. Who was edited there before that, or is spelt otherwise, is the only one left of a type and group.
 */
function matchAnswers(
  recipients: RecipientState[],
  digests: RequestDigests,
  answers: WireEnvelopeRecipient[],
): Map<string, WireEnvelopeRecipient> {
  const free = new Set(answers);
  const found = new Map<string, WireEnvelopeRecipient>();
  const take = (key: string, fits: (answer: WireEnvelopeRecipient) => boolean): void => {
    const answer = found.has(key) ? undefined : [...free].find(fits);
    if (!answer) return;
    free.delete(answer);
    found.set(key, answer);
  };
  for (const { key, id } of recipients) take(key, (answer) => id !== undefined && answer.id === id);
  const isLike = ({ type, signGroup }: RecipientState, answer: WireEnvelopeRecipient): boolean =>
    (answer.type ?? "SIGNER") === type && (answer.sign_group_order || undefined) === signGroup;
  for (const one of recipients)
    take(
      one.key,
      (answer) => personOf(answer) === digests.recipients[one.key]?.person && isLike(one, answer),
    );
  for (const one of recipients) {
    const alike = recipients.filter(
      ({ key, type, signGroup }) => !found.has(key) && type === one.type && signGroup === one.signGroup,
    );
    const left = [...free].filter((answer) => isLike(one, answer));
    if (alike.length === 1 && left.length === 1)
      take(one.key, (answer) => answer === left[0] && (one.id === undefined || answer.id === undefined));
  }
  return found;
}
