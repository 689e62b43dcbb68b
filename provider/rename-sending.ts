import type { EnvelopeState } from "../schema/envelope-state.ts";
import { resourceIn } from "../schema/urn.ts";
import type { Journal } from "./journal.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Gives an envelope's sending in the journal to the resource that now declares it.
 *
 * @param isAlive as of {@link Journal.rename}
 * @throws RefusedError when a sending of that resource is in doubt, which would be forgotten
 */
export function renameSending(runtime: Runtime, envelopeId: string, identity: string, isAlive = false): void {
  const inDoubt = runtime.journal(identity).rename(envelopeId, identity, isAlive);
  if (!inDoubt) return;
  const name = resourceIn(identity);
  throw new RefusedError(
    `An earlier run was cut off while it sent an envelope for the resource "${name}" (begun ${inDoubt.intentAt}), and ` +
      `envelope ${envelopeId} is to have that name now. Nothing was done. Run it once without the new name, with ` +
      `"${name}" declared as it was, so that this is settled; rename afterwards`,
  );
}

/**
 * Tells the journal an id that it could not be told when the envelope was sent: its disk was full.
 *
 * @param identity the resource as it is declared now
 */
export function healSending(runtime: Runtime, state: EnvelopeState, identity = state.identity): void {
  const { envelopeId, host, sent } = state;
  const journal = runtime.journal(identity);
  if (!journal.find(envelopeId))
    journal.heal(envelopeId, { identity: state.identity, host, sentAt: sent.at });
}
