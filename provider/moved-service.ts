import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { ForbiddenError, UnauthorizedError } from "../sdk/client/index.ts";
import type { Runtime } from "./runtime.ts";
import { senderOf } from "./sender-of.ts";

/**
 * Finds out whether what a resource sent to another address was sent to this very service, which has a new one: then it
 * knows the ids, and the journal notes the new address. What another service has stays as it is.
 *
 * @throws the client's errors
 */
export async function noteNewAddress(
  runtime: Runtime,
  { identity, account }: Pick<IdentifiedInputs, "identity" | "account">,
): Promise<void> {
  const journal = runtime.journal(identity);
  const { host } = runtime.service(account);
  const elsewhere = journal.elsewhere(identity, host);
  for (const those of Map.groupBy(elsewhere, (sending) => sending.account).values()) {
    const [one] = those;
    if (!one) continue;
    const { client } = senderOf(runtime, one, account);
    const asked = client.findEnvelopes(those.flatMap(({ envelopeId }) => envelopeId ?? []));
    const listed = await asked.catch((error) => {
      // A key that is no longer valid must not keep this one from sending.
      if (error instanceof UnauthorizedError || error instanceof ForbiddenError) return [];
      throw error;
    });
    for (const { envelope_id: id } of listed) journal.moveTo(id, host);
  }
}
