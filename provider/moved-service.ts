import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { Runtime } from "./runtime.ts";
import { findAsSenders } from "./sender-of.ts";

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
  const listed = await findAsSenders(runtime, journal.elsewhere(identity, host), account);
  for (const { envelope_id: id } of listed) journal.moveTo(id, host);
}
