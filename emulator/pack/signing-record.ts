import {
  type AuditEntry,
  type Envelope,
  type Instant,
  isNamed,
  type Recipient,
  signs,
  type TagValue,
  witnessOf,
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
  envelope.recipients
    .filter((recipient) => recipient.witnessOf === null)
    .flatMap((recipient) => [recipient, witnessOf(envelope, recipient)])
    .filter((person) => person !== undefined && isNamed(person))
    .map((person) => personOf(person as Recipient, envelope));

/** The audit trail up to the envelope's completion: what comes later does not change a pack. */
export function auditUntilCompletion({ audit }: Envelope): readonly AuditEntry[] {
  const end = audit.findIndex(({ event }) => event === "completed");
  return end < 0 ? audit : audit.slice(0, end + 1);
}

function personOf(recipient: Recipient, envelope: Envelope): PersonRecord {
  const { id, asked, invitedAt, openedAt, signedAt, values, signedDocument } = recipient;
  const { name, email, role } = asked;
  const person = { id, name, email, invitedAt, openedAt, signedAt, ...(role !== undefined && { role }) };
  if (!signs(recipient)) return { ...person, kind: "cc", authentication: [], values: [] };
  const isOffline = signedDocument?.status === "ACCEPTED";
  return {
    ...person,
    kind: recipient.witnessOf === null ? "signer" : "witness",
    signGroup: signGroupOf(asked),
    link: linkOf(recipient, envelope),
    ...(signedAt !== null && !isOffline && { ipAddress: loopback }),
    authentication: isOffline
      ? ["signed offline: the sender handed the document in"]
      : checksOf(recipient, envelope),
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

const checks = new Map<AuditEntry["event"], string>([
  ["phone-verified", "a code sent by SMS"],
  ["app-passed", "the Yoti app"],
  ["identity-passed", "an identity check"],
  ["age-passed", "an age check"],
]);

/** What they passed by the audit trail; a check is simulated here, and who signs by the control passes none. */
function checksOf({ id, witnessOf }: Recipient, { audit }: Envelope): string[] {
  const passed = audit.filter(({ recipientId }) => recipientId === id).map(({ event }) => checks.get(event));
  const named = witnessOf === null ? [] : ["named by the signer"];
  const known = [...named, ...new Set(passed.filter((check) => check !== undefined))];
  return known.length > 0 ? known : ["whoever has the link"];
}
