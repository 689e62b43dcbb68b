import {
  type AuditEntry,
  type Envelope,
  type Instant,
  isSigner,
  type Recipient,
  type TagValue,
} from "../envelope/envelope.ts";
import { isNotified, signGroupOf, type TagOptions } from "../envelope/options.ts";

/** What a completion pack says of one person. */
export interface PersonRecord {
  readonly id: string;
  readonly kind: "signer" | "witness" | "cc";
  readonly name: string;
  readonly email: string;
  readonly role?: string;
  readonly signGroup?: number;
  /** How the link came to them: a sentence's part, such as "by e-mail"; undefined for somebody who needs none. */
  readonly link?: string;
  readonly invitedAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly signedAt: Instant | null;
  /** Where they signed from; undefined where they did not, or not by their link. */
  readonly ipAddress?: string;
  /** How it was made sure who they are. */
  readonly authentication: readonly string[];
  readonly values: readonly { readonly tag: TagOptions; readonly value: TagValue }[];
}

/** Everybody of an envelope, each signer followed by their witness. */
export const peopleOf = (envelope: Envelope): PersonRecord[] =>
  envelope.recipients.flatMap((recipient) => [personOf(recipient, envelope), ...witnessRecord(recipient)]);

/** The audit trail up to the envelope's completion: what comes later does not change a pack. */
export function auditUntilCompletion({ audit }: Envelope): readonly AuditEntry[] {
  const end = audit.findIndex(({ event }) => event === "completed");
  return end < 0 ? audit : audit.slice(0, end + 1);
}

function personOf(recipient: Recipient, envelope: Envelope): PersonRecord {
  const { id, asked, invitedAt, openedAt, signedAt, values, signedDocument } = recipient;
  const { name, email, role } = asked;
  const person = { id, name, email, invitedAt, openedAt, signedAt, ...(role !== undefined && { role }) };
  if (!isSigner(recipient)) return { ...person, kind: "cc", authentication: [], values: [] };
  const isOffline = signedDocument?.status === "ACCEPTED";
  return {
    ...person,
    kind: "signer",
    signGroup: signGroupOf(asked),
    link: linkOf(recipient, envelope),
    ...(signedAt !== null && !isOffline && { ipAddress: loopback }),
    authentication: isOffline ? ["signed offline: the sender handed the document in"] : checksOf(recipient),
    values: (asked.tags ?? []).map((tag, index) => ({ tag, value: values[index] ?? null })),
  };
}

/** The emulator listens there only. */
const loopback = "127.0.0.1";

function linkOf({ asked }: Recipient, { embedded }: Envelope): string {
  if (embedded) return "not sent: opened on a page of the sender's";
  const ways = [
    ...(isNotified(asked, "signer_invitation") ? ["by e-mail"] : []),
    ...(isNotified(asked, "signer_invitation_sms") ? ["by SMS"] : []),
  ];
  return ways.length > 0 ? ways.join(" and ") : "not sent: handed over by the sender";
}

function checksOf({ asked }: Recipient): string[] {
  const checks = [
    ...(asked.auth_type === "sign-auth" ? ["the Yoti app"] : []),
    ...(asked.verification?.idv ? ["an identity check"] : []),
  ];
  return checks.length > 0 ? checks : ["whoever has the link"];
}

function witnessRecord({ witness, signedAt, openedAt }: Recipient): PersonRecord[] {
  if (!witness?.person) return [];
  const { id, person } = witness;
  return [
    {
      id,
      kind: "witness",
      ...person,
      invitedAt: null,
      openedAt,
      signedAt,
      ipAddress: loopback,
      authentication: ["named by the signer"],
      values: [],
    },
  ];
}
