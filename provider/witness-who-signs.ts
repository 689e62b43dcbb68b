import type { RecipientState } from "../schema/envelope-state.ts";
import type { WireEnvelopeRecipient } from "../schema/generated/wire.ts";
import { mailboxOf } from "../schema/mailbox.ts";

/**
 * Of each signer whose witness has been named: the key of the signer who has that mailbox, or null where no signer has.
 * Kept is a key, since state holds nobody's address.
 *
 * @param found the service's answer about each recipient, by key
 * @param answers all answers, those about witnesses among them
 */
export function witnessesWhoSign(
  recipients: readonly RecipientState[],
  found: ReadonlyMap<string, WireEnvelopeRecipient>,
  answers: readonly WireEnvelopeRecipient[],
): Map<string, string | null> {
  const witnesses = answers.filter(({ type, signer_id }) => type === "WITNESS" && signer_id);
  if (witnesses.length === 0) return new Map();
  const signers = recipients.filter(({ type }) => type === "SIGNER");
  const keyOf = new Map(
    signers.flatMap(({ key }) => {
      const email = found.get(key)?.email;
      return email ? [[mailboxOf(email), key] as const] : [];
    }),
  );
  return new Map(
    signers.flatMap(({ key, id = found.get(key)?.id }) => {
      const witness = witnesses.find(({ signer_id }) => signer_id === id);
      return witness ? [[key, (witness.email && keyOf.get(mailboxOf(witness.email))) || null] as const] : [];
    }),
  );
}
