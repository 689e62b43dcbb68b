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
import { signGroupOf, type TagOptions } from "../envelope/options.ts";

/** What a completion pack says of one person. */
export interface PersonRecord {
  readonly id: string;
  readonly kind: "signer" | "witness" | "cc";
  readonly name: string;
  readonly email: string;
  readonly role?: string;
  /** Of a witness alone: the signer who is watched. */
  readonly watched?: { readonly id: string; readonly name: string };
  readonly signGroup?: number;
  /** How the link came to them: a sentence's part, such as "by e-mail"; undefined for somebody who needs none. */
  readonly link?: string;
  readonly invitedAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly signedAt: Instant | null;
  /** Where they signed from; undefined where they did not, or signed offline. */
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
  const watched = envelope.recipients.find((one) => one.id === recipient.witnessOf);
  const isOffline = signedDocument?.status === "ACCEPTED";
  return {
    ...person,
    kind: watched ? "witness" : "signer",
    ...(watched && { watched: { id: watched.id, name: watched.asked.name } }),
    signGroup: signGroupOf(asked),
    link: linkOf(recipient, envelope),
    ...ipAddressOf(recipient, envelope),
    authentication: isOffline
      ? ["signed offline: the sender handed the document in"]
      : checksOf(recipient, envelope),
    values: (asked.tags ?? []).map((tag, index) => ({ tag, value: values[index] ?? null })),
  };
}

/** Nobody signs twice, so that there is one such line. */
function ipAddressOf({ id }: Recipient, { audit }: Envelope): Pick<PersonRecord, "ipAddress"> {
  const ip = audit.find(({ event, recipientId }) => event === "signed" && recipientId === id)?.ip;
  return ip === undefined ? {} : { ipAddress: ip };
}

const waysOfLinks = new Map<AuditEntry["event"], string>([
  ["invited", "by e-mail"],
  ["invited-by-sms", "by SMS"],
]);

function linkOf({ id }: Recipient, envelope: Envelope): string {
  const ways = said(waysOfLinks, id, envelope);
  if (ways.length > 0) return ways.join(" and ");
  return envelope.embedded
    ? "not sent: opened on a page of the sender's"
    : "not sent: handed over by the sender";
}

const checks = new Map<AuditEntry["event"], string>([
  ["phone-verified", "a code sent by SMS"],
  ["app-passed", "the Yoti app"],
  ["identity-passed", "an identity check"],
  ["age-passed", "an age check"],
]);

/** What they passed by the audit trail; a check is simulated here, and who signs by the control passes none. */
function checksOf({ id, witnessOf }: Recipient, envelope: Envelope): string[] {
  const named = witnessOf === null ? [] : ["named by the signer"];
  const known = [...named, ...said(checks, id, envelope)];
  return known.length > 0 ? known : ["whoever has the link"];
}

/** What the audit trail's lines about a person stand for, each once. */
const said = (
  meanings: ReadonlyMap<AuditEntry["event"], string>,
  id: string,
  envelope: Envelope,
): string[] => [
  ...new Set(
    auditUntilCompletion(envelope)
      .filter(({ recipientId }) => recipientId === id)
      .flatMap(({ event }) => meanings.get(event) ?? []),
  ),
];
