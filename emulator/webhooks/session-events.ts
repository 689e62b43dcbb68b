import type { Envelope, Recipient } from "../envelope/envelope.ts";
import { type AnswerVariants, envelopeAnswer } from "../envelope/envelope-answer.ts";
import type { Subscription } from "../envelope/options.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/**
 * What a recipient's verification session is worth telling those who subscribed to it, in the order it goes out. The
 * reference shows no body of these: as for the completion of a signer, the details have that recipient alone.
 *
 * @param isLimitReached whether the session failed and was the last one the recipient may begin
 */
export function sessionEvents(
  { envelope, recipient }: { readonly envelope: Envelope; readonly recipient: Recipient },
  result: { readonly state: string },
  isLimitReached: boolean,
  variants: AnswerVariants,
): WebhookEvent[] {
  const { subscriptions = [] } = envelope.options.notifications ?? {};
  const over: Subscription[] = ["idv_check_completion", "idv_task_completion", "idv_session_completion"];
  const happened: Subscription[] = [
    "idv_resource_update",
    ...(result.state === "ONGOING" ? [] : over),
    ...(isLimitReached ? (["idv_session_limit_reached"] as const) : []),
  ];
  const { details, ...state } = envelopeAnswer(envelope, variants) as { details?: { recipients: object[] } };
  const index = envelope.recipients.findIndex(({ id }) => id === recipient.id);
  return happened
    .filter((subscription) => subscriptions.includes(subscription))
    .map((subscription) => ({
      subscription,
      body: {
        subscription_name: subscription,
        envelope_id: envelope.id,
        envelope_name: envelope.options.name,
        ...state,
        ...(details && { details: { ...details, recipients: details.recipients.slice(index, index + 1) } }),
      },
    }));
}
