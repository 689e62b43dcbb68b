import { personOf } from "../../provider/shape.ts";
import type { EnvelopeState, EnvelopeStatus, RecipientState } from "../../schema/envelope-state.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../../schema/generated/wire.ts";
import { type Concern, concernsOf } from "./concern.ts";
import type { KnownEnvelope } from "./known-stack.ts";

/** An envelope as `status --json` prints it. What is not known is null, times are ISO 8601. */
export interface EnvelopeReport {
  /** The resource's name in the program. */
  resource: string;
  urn: string;
  envelopeId: string;
  status: EnvelopeStatus;
  source: "service" | "state";
  /** Why it is only the state's word although the service was asked. */
  failure: string | null;
  sentAt: string | null;
  signatures: { given: number; needed: number };
  /** The sign group whose turn it is; null once nobody is waited for. */
  signGroup: number | null;
  signGroups: number;
  recipients: RecipientReport[];
  /** Of an ERRORED envelope, `file: code` each. */
  errors: string[];
  completedAt: string | null;
  archivedAt: string | null;
  signedDocumentsUrl: string | null;
  /** What a person has to see to; empty when all is well. */
  concerns: Concern[];
}

/** A recipient as `status --json` prints it. */
export interface RecipientReport {
  /** The recipient's key in the program. */
  key: string;
  type: "SIGNER" | "CC";
  /** SIGNED or UNSIGNED; null for a CC. */
  signStatus: string | null;
  signGroup: number | null;
  /** Whether it is this person whom signing waits for. */
  waitedFor: boolean;
  invitedAt: string | null;
  linkExpiresAt: string | null;
  /** Whether a link that is still needed has expired. */
  linkExpired: boolean;
  signedAt: string | null;
  /** The service's word on the last e-mail. */
  emailStatus: string | null;
  /** Whether that word is another than SENT or DELIVERED. */
  emailFailed: boolean;
  /** Whether name or e-mail were changed in Yoti Sign after sending. */
  changedOutside: boolean;
  /** Who it is according to the service; only where that was asked for. */
  person?: { name: string | null; email: string | null } | null;
}

/**
 * What there is to say about an envelope.
 *
 * @param now milliseconds since 1970, by which links expire
 * @param people whether names and e-mail addresses are part of it
 */
export function envelopeReport(known: KnownEnvelope, now: number, people: boolean): EnvelopeReport {
  const { state } = known;
  const signers = state.recipients.filter(({ type }) => type === "SIGNER");
  const unsigned =
    state.status === "ACTIVE" ? signers.filter(({ signStatus }) => signStatus !== "SIGNED") : [];
  const signGroup = unsigned.length > 0 ? Math.min(...unsigned.map(groupOf)) : null;
  const recipients = state.recipients.map((recipient): RecipientReport => {
    const waitedFor = unsigned.includes(recipient) && groupOf(recipient) === signGroup;
    return {
      ...recipientReport(recipient, waitedFor, now),
      ...(people && { person: personIn(known.answer, recipient, state) }),
    };
  });
  return {
    resource: known.name,
    urn: known.urn,
    envelopeId: state.envelopeId,
    status: state.status,
    source: known.source,
    failure: known.failure ?? null,
    sentAt: state.sent?.at ?? null,
    signatures: {
      given: signers.filter(({ signStatus }) => signStatus === "SIGNED").length,
      needed: signers.length,
    },
    signGroup,
    signGroups: Math.max(0, ...signers.map(groupOf)),
    recipients,
    errors: state.errors ?? [],
    completedAt: state.completedAt ?? null,
    archivedAt: state.archivedAt ?? null,
    signedDocumentsUrl: state.signedDocumentsUrl ?? null,
    concerns: concernsOf(known, recipients),
  };
}

const groupOf = ({ signGroup }: RecipientState): number => signGroup ?? 1;

const arrived = new Set(["SENT", "DELIVERED"]);

function recipientReport(recipient: RecipientState, waitedFor: boolean, now: number): RecipientReport {
  const { linkExpiresAt, lastEmailStatus } = recipient;
  return {
    key: recipient.key,
    type: recipient.type,
    signStatus: recipient.signStatus ?? null,
    signGroup: recipient.signGroup ?? null,
    waitedFor,
    invitedAt: recipient.invitedAt ?? null,
    linkExpiresAt: linkExpiresAt ?? null,
    linkExpired: waitedFor && linkExpiresAt !== undefined && Date.parse(linkExpiresAt) <= now,
    signedAt: recipient.signedAt ?? null,
    emailStatus: lastEmailStatus ?? null,
    emailFailed: lastEmailStatus !== undefined && !arrived.has(lastEmailStatus.toUpperCase()),
    changedOutside: recipient.changedOutside ?? false,
  };
}

/** An archived envelope's recipients may come without ids; then it is who they are that tells. */
function personIn(
  answer: WireEnvelope | undefined,
  { key, id }: RecipientState,
  { sent }: EnvelopeState,
): RecipientReport["person"] {
  const found = answer?.details?.recipients?.find((one: WireEnvelopeRecipient) =>
    one.id === undefined ? personOf(one) === sent.digests.recipients[key]?.person : one.id === id,
  );
  return found ? { name: found.name ?? null, email: found.email ?? null } : null;
}
