import type { EnvelopeStatus } from "../../sdk/client/index.ts";
import { moment } from "../moment.ts";
import type { TargetRecipient } from "./target-recipient.ts";

/** What decides whose turn it is to sign. */
export interface Signing {
  status: EnvelopeStatus;
  recipients: readonly TargetRecipient[];
}

/** The signers who are waited for now: those of the current sign group who have not signed. */
export function waitedFor({ status, recipients }: Signing): TargetRecipient[] {
  if (status !== "ACTIVE") return [];
  const unsigned = recipients.filter(({ type, signed }) => type === "SIGNER" && !signed);
  const group = Math.min(...unsigned.map(({ signGroup }) => signGroup));
  return unsigned.filter(({ signGroup }) => signGroup === group);
}

/** Why an envelope waits for nobody's signature: continues a sentence. */
export const whyNobody: Record<EnvelopeStatus, string> = {
  QUEUED: "is still being processed (QUEUED), so nobody has been invited yet",
  ACTIVE: "waits for no signer",
  COMPLETE: "is signed by everyone (COMPLETE)",
  ARCHIVED: "was withdrawn (ARCHIVED)",
  ERRORED: "could not be sent, because of its files (ERRORED)",
};

/** Why a recipient's signature is not waited for now; undefined: it is, or may be a witness's. */
export function whyNotNow(signing: Signing, recipient: TargetRecipient): string | undefined {
  const { type, signed, signedAt } = recipient;
  if (signing.status !== "ACTIVE") return `the envelope ${whyNobody[signing.status]}`;
  if (type === "CC") return "gets a copy and does not sign";
  if (signed) return `has signed${signedAt ? ` on ${moment(signedAt)}` : ""}`;
  const current = waitedFor(signing);
  const [first] = current;
  if (!first || recipient.signGroup <= first.signGroup) return undefined;
  const before = current.map(({ label }) => label).join(", ");
  return `it is not their turn: group ${first.signGroup} signs first (${before})`;
}
