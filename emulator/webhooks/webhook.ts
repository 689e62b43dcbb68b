import type { Instant } from "../envelope/envelope.ts";
import type { Subscription } from "../envelope/options.ts";
import type { WebhookAction } from "../faults/fault.ts";

/** One post of a webhook. */
export interface WebhookAttempt {
  readonly at: Instant;
  /** The status of the answer; null: none came. */
  readonly answer: number | null;
  /** Why none came, for people: a code such as ECONNREFUSED, or that time was up. */
  readonly failure?: string;
}

/** A webhook, and what became of it; plain JSON that is not changed in place. */
export interface Webhook {
  readonly id: string;
  readonly envelopeId: string;
  readonly subscription: Subscription;
  readonly destination: string;
  readonly body: object;
  readonly at: Instant;
  readonly attempts: readonly WebhookAttempt[];
  /** When it is posted by itself, the first time or again; null: it is not. */
  readonly nextAt: Instant | null;
  /** How often it was posted again by itself, for want of an answer that says it was received. */
  readonly retries: number;
  /** What was planned to go wrong with it. */
  readonly fault?: WebhookAction;
  /** Of one that is to come out of order: how many later ones go first. */
  readonly behind?: number;
}

/** How a webhook stands after it was posted; one that was received is not posted again by itself. */
export function attempted(
  webhook: Webhook,
  attempt: WebhookAttempt,
  /** Seconds from one post to the next, while none is received. */
  retrySeconds: readonly number[],
): Webhook {
  const attempts = [...webhook.attempts, attempt];
  if (isReceived(attempt)) return { ...webhook, attempts, nextAt: null };
  // Posted by hand, it keeps its turn.
  if (webhook.nextAt === null || webhook.nextAt > attempt.at) return { ...webhook, attempts };
  const pause = retrySeconds[webhook.retries];
  if (pause === undefined) return { ...webhook, attempts, nextAt: null };
  return { ...webhook, attempts, nextAt: attempt.at + pause * 1000, retries: webhook.retries + 1 };
}

const isReceived = ({ answer }: WebhookAttempt): boolean => answer !== null && answer >= 200 && answer <= 299;
