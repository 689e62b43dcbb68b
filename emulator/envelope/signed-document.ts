import { type Envelope, type Instant, type Recipient, type Step, withRecipient } from "./envelope.ts";
import { refuseUnlessSignable, signedBy } from "./sign-envelope.ts";

/**
 * Takes a document that a recipient signed offline; it is QUEUED until it is processed (reference, endpoint 14). An
 * expired link does not matter: nobody opens one.
 *
 * @throws Refusal 409 for anybody who cannot sign now
 */
export function queueSignedDocument(
  envelope: Envelope,
  recipient: Recipient,
  document: { readonly name: string; readonly sha256: string },
): Step {
  refuseUnlessSignable(envelope, recipient);
  const signedDocument = { ...document, status: "QUEUED" } as const;
  return { envelope: withRecipient(envelope, { ...recipient, signedDocument }), emails: [] };
}

/**
 * Ends the processing of a document signed offline: the recipient has signed, with tags left empty, or it is refused.
 *
 * @param problem what is wrong with it, if anything is
 */
export function openSignedDocument(
  envelope: Envelope,
  recipient: Recipient,
  problem: string | undefined,
  now: Instant,
): Step {
  const { signedDocument } = recipient;
  if (signedDocument?.status !== "QUEUED") return { envelope, emails: [] };
  const late = envelope.status !== "ACTIVE" || recipient.signedAt !== null ? "NOT_ACTIVE" : undefined;
  const error = problem ?? late;
  if (error !== undefined) {
    const refused = { ...signedDocument, status: "ERRORED", error } as const;
    return { envelope: withRecipient(envelope, { ...recipient, signedDocument: refused }), emails: [] };
  }
  const accepted = { ...signedDocument, status: "ACCEPTED" } as const;
  const values = (recipient.asked.tags ?? []).map(() => null);
  return signedBy(envelope, { ...recipient, signedDocument: accepted, values }, now);
}
