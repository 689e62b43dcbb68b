import { timestamp } from "../envelope/envelope-answer.ts";
import type { Subscription } from "../envelope/options.ts";
import type { WebhookAction } from "../faults/fault.ts";
import type { Webhook } from "../webhooks/webhook.ts";
import type { World } from "../world.ts";

/** One post of a webhook. */
export interface SentWebhookAttempt {
  /** In ISO 8601, by the emulator's clock. */
  at: string;
  /** The status of the answer; null: none came. */
  answer: number | null;
  /** Why none came, for people. */
  failure?: string;
}

/** A webhook that went out, or waits to. */
export interface SentWebhook {
  webhookId: string;
  envelopeId: string;
  subscription: Subscription;
  destination: string;
  /** What is posted, in the API's own words. */
  body: object;
  /** When what it tells of happened, in ISO 8601. */
  at: string;
  /** The status of each answer so far, in order; null where none came. */
  answers: (number | null)[];
  /** Each post so far, in order. */
  attempts: SentWebhookAttempt[];
  /** When it is posted by itself, the first time or again; null: it is not. */
  nextAttemptAt: string | null;
  /** What was planned to go wrong with it, if anything. */
  fault?: WebhookAction;
}

/** The part of the control that is about webhooks. */
export interface WebhookControl {
  /** Every webhook since the start or the last emptying, oldest first. */
  webhooks(): SentWebhook[];
  emptyWebhooks(): void;
  /** Posts a webhook to its destination, also one that was posted before, and waits for the answer. */
  deliver(webhookId: string): Promise<SentWebhook>;
}

/** The control of a world's webhooks. */
export function webhookControl({ webhooks }: World): WebhookControl {
  return {
    webhooks: () => webhooks.list().map(sentWebhook),
    emptyWebhooks: () => webhooks.clear(),
    deliver: async (webhookId) => sentWebhook(await webhooks.deliver(webhookId)),
  };
}

const sentWebhook = ({
  id,
  envelopeId,
  subscription,
  destination,
  body,
  at,
  attempts,
  nextAt,
  fault,
}: Webhook): SentWebhook => ({
  webhookId: id,
  envelopeId,
  subscription,
  destination,
  body,
  at: new Date(at).toISOString(),
  answers: attempts.map(({ answer }) => answer),
  attempts: attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() })),
  nextAttemptAt: timestamp(nextAt),
  ...(fault && { fault }),
});
