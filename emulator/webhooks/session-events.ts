import type { Envelope, Recipient } from "../envelope/envelope.ts";
import type { Subscription } from "../envelope/options.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/**
 * What a recipient's verification session is worth telling those who subscribed to it, in the order it goes out. The
 * reference names the subscriptions and shows no body: the recipient's id is the emulator's addition, which
 * `GET /v2/idv/recipients/:rid/sessions/signed` takes.
 */
export function sessionEvents(
  { id, options, status }: Envelope,
  recipient: Recipient,
  result: { readonly state: string },
  isLimitReached: boolean,
): WebhookEvent[] {
  const { subscriptions = [] } = options.notifications ?? {};
  const over: Subscription[] = ["idv_check_completion", "idv_task_completion", "idv_session_completion"];
  const happened: Subscription[] = [
    "idv_resource_update",
    ...(result.state === "ONGOING" ? [] : over),
    ...(isLimitReached ? (["idv_session_limit_reached"] as const) : []),
  ];
  return happened
    .filter((subscription) => subscriptions.includes(subscription))
    .map((subscription) => ({
      subscription,
      body: {
        subscription_name: subscription,
        envelope_id: id,
        envelope_name: options.name,
        status,
        details: { recipient_id: recipient.id, session_state: result.state },
      },
    }));
}
