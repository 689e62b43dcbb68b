import type { Skip } from "./plan.ts";
import type { TargetRecipient } from "./target-recipient.ts";

/** A recipient whom the API can be told about. */
export type Addressable = TargetRecipient & { id: string };

/**
 * Tells those for whom something can be done from the others.
 *
 * @param whyNot why it cannot be done for one; undefined: it can
 */
export function sorted(
  recipients: readonly TargetRecipient[],
  whyNot: (recipient: TargetRecipient) => string | undefined,
): { able: Addressable[]; skips: Skip[] } {
  const able: Addressable[] = [];
  const skips: Skip[] = [];
  for (const to of recipients) {
    const reason = whyNot(to) ?? (to.id === undefined ? "the service tells no id of theirs" : undefined);
    if (reason === undefined) able.push(to as Addressable);
    else skips.push({ to, reason });
  }
  return { able, skips };
}
