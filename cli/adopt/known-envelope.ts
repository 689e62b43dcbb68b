import type { RecipientInputs } from "../../schema/envelope-inputs.ts";
import type { WireEnvelopeRecipient, WireEnvelopeSummary } from "../../schema/generated/wire.ts";
import { recipientKeys } from "../../schema/recipient-keys.ts";
import type { CurrentEnvelope } from "../../sdk/client/index.ts";

/** What the service tells of an envelope, as a program declares it. */
export interface KnownEnvelope {
  envelopeId: string;
  status: "ACTIVE" | "COMPLETE";
  /** ISO 8601; undefined where the service does not say. */
  createdAt: string | undefined;
  name: string;
  files: string[];
  recipients: KnownRecipient[];
}

export interface KnownRecipient
  extends Pick<RecipientInputs, "key" | "type" | "role" | "name" | "email" | "signGroup" | "authType"> {
  /** Whether somebody watches this signer sign. */
  hasWitness: boolean;
}

/** Reads both answers about an envelope that is ACTIVE or COMPLETE. Witnesses are left out: signers name them. */
export function knownEnvelope(summary: WireEnvelopeSummary, envelope: CurrentEnvelope): KnownEnvelope {
  const { recipients = [], files = [] } = envelope.details ?? {};
  const created = Date.parse(summary.created_at ?? "");
  const watched = recipients.flatMap(({ type, signer_id }) => (type === "WITNESS" ? (signer_id ?? []) : []));
  const people = recipients.filter(({ type }) => type !== "WITNESS");
  return {
    envelopeId: summary.envelope_id,
    status: envelope.status === "COMPLETE" ? "COMPLETE" : "ACTIVE",
    createdAt: Number.isNaN(created) ? undefined : new Date(created).toISOString(),
    name: summary.envelope ?? envelope.name ?? "",
    files: files.map(({ name = "" }) => name),
    recipients: withKeys(people.map((one) => knownRecipient(one, watched))),
  };
}

function knownRecipient(
  { id, type, role, auth_type, sign_group_order, ...person }: WireEnvelopeRecipient,
  watched: string[],
): KnownRecipient {
  const [name, email] = [person.name ?? "", person.email ?? ""];
  if (type === "CC") return { type, name, email, hasWitness: false };
  const signGroup = Number(sign_group_order);
  return {
    ...(role && { role }),
    name,
    email,
    ...(signGroup >= 1 && { signGroup }),
    ...((auth_type === "sign-auth" || auth_type === "idv") && { authType: auth_type }),
    hasWitness: id !== undefined && watched.includes(id),
  };
}

/** A role may look like another's position, or like an address: no key then, unless it is given. */
function withKeys(recipients: KnownRecipient[]): KnownRecipient[] {
  const keys = recipientKeys(recipients);
  const fits = (key: string, index: number): boolean => !/^\S+@\S+$/.test(key) && keys.indexOf(key) === index;
  if (keys.every(fits)) return recipients;
  return recipients.map((recipient, index) => ({ key: `recipient-${index + 1}`, ...recipient }));
}
