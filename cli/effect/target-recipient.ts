import { observed } from "../../provider/observe.ts";
import type { EnvelopeState, RecipientState } from "../../schema/envelope-state.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../../schema/generated/wire.ts";
import { nameOf } from "../status/concern.ts";

/** Somebody, or something, that a step is about. */
export interface Addressee {
  /** What it is called: a recipient's key in the program, else the role if it is unique, else the id. */
  label: string;
  /** The recipient's id; undefined where it is not known. */
  id?: string | undefined;
  /** Key or role; undefined where there is none. */
  handle?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  invitedAt?: string | undefined;
  linkExpiresAt?: string | undefined;
}

/** A recipient of an envelope, as the service has it now and the program calls it. */
export interface TargetRecipient extends Addressee {
  /** The key in the program; undefined where the envelope was not looked up in a stack. */
  key: string | undefined;
  role: string | undefined;
  type: "SIGNER" | "CC" | "WITNESS";
  signed: boolean;
  signedAt: string | undefined;
  signGroup: number;
  /** Where they sign, of an embedded envelope: a secret. */
  signingUrl: string | undefined;
}

/**
 * The recipients of an envelope.
 *
 * @param state the envelope as a stack has it, if it is in one
 */
export function targetRecipients(answer: WireEnvelope, state: EnvelopeState | undefined): TargetRecipient[] {
  const all = answer.details?.recipients ?? [];
  const declared = state ? observed(state, answer).recipients : [];
  return all.map((one) => {
    const own = declared.find(({ id }) => id !== undefined && id === one.id);
    const isOnly = all.filter(({ role }) => role === one.role).length === 1;
    return targetRecipient(one, own, isOnly, state?.signingUrls);
  });
}

function targetRecipient(
  { id, type = "SIGNER", ...one }: WireEnvelopeRecipient,
  own: RecipientState | undefined,
  roleIsUnique: boolean,
  signingUrls: Record<string, string> | undefined,
): TargetRecipient {
  const role = one.role || undefined;
  const handle = own?.key ?? (roleIsUnique ? role : undefined);
  return {
    label: own ? nameOf(own.key) : (handle ?? id ?? "a recipient without an id"),
    handle,
    key: own?.key,
    id,
    role,
    name: one.name ?? undefined,
    email: one.email ?? undefined,
    type,
    signed: one.sign_status === "SIGNED",
    signedAt: one.signed_at ?? undefined,
    signGroup: Number(one.sign_group_order) || 1,
    invitedAt: one.invitation_email_queued_at ?? undefined,
    linkExpiresAt: own?.linkExpiresAt,
    signingUrl: own && signingUrls?.[own.key],
  };
}
