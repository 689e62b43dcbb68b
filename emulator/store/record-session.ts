import type { Envelope, Recipient } from "../envelope/envelope.ts";
import { sessionEvents } from "../webhooks/session-events.ts";
import type { World } from "../world.ts";
import type { IdvSession } from "./idv-store.ts";

/**
 * Keeps how a recipient's identity verification went, and tells those who subscribed to it.
 *
 * @param isLimitReached whether it failed and was the last session the recipient may begin. Default false
 * @throws Refusal 404 for a recipient who is not verified
 */
export function recordSession(
  { idv, webhooks, options }: Pick<World, "idv" | "webhooks" | "options">,
  whose: { readonly envelope: Envelope; readonly recipient: Recipient },
  session: IdvSession,
  isLimitReached = false,
): void {
  idv.setSession(whose.recipient, session);
  const events = sessionEvents(whose, session.result, isLimitReached, options.variants);
  webhooks.add(whose.envelope, events);
}
