import type { RecipientInputs } from "./envelope-inputs.ts";

/**
 * The keys of an envelope's recipients, in their order: as given, else the role where only one recipient has it, else
 * the position.
 */
export function recipientKeys(recipients: RecipientInputs[]): string[] {
  const sharing = Map.groupBy(recipients, ({ role }) => role);
  return recipients.map(({ key, role }, index) => {
    if (key !== undefined) return key;
    const unique = role !== undefined && sharing.get(role)?.length === 1;
    return unique ? role : String(index);
  });
}
