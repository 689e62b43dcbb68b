import { randomUUID } from "node:crypto";
import type { Envelope, Instant } from "../envelope/envelope.ts";
import type { Subscription } from "../envelope/options.ts";
import { Refusal } from "../envelope/refusal.ts";
import type { Clock } from "../store/clock.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/** When webhooks go out: soon after what they tell of, in its order, or only when asked to. */
export type WebhookMode = "immediate" | "manual";

/** A webhook, and what became of it. */
export interface Webhook {
  readonly id: string;
  readonly envelopeId: string;
  readonly subscription: Subscription;
  readonly destination: string;
  readonly body: object;
  readonly at: Instant;
  /** The status of each answer so far, in order; null where none came. */
  readonly answers: readonly (number | null)[];
}

/** How long a destination may take to answer. */
const patienceMilliseconds = 10_000;

/** Keeps the webhooks there were, and posts them to this machine; to any other nothing is sent. */
export class Webhooks {
  readonly #clock: Clock;
  readonly #mode: WebhookMode;
  readonly #stopped = new AbortController();
  #webhooks = new Map<string, Webhook>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, mode: WebhookMode) {
    this.#clock = clock;
    this.#mode = mode;
  }

  /** Every webhook since the last clearing, oldest first. */
  list(): Webhook[] {
    return [...this.#webhooks.values()];
  }

  /** Adds what has happened to an envelope that wants to tell of it. */
  add({ id: envelopeId, options }: Envelope, events: readonly WebhookEvent[]): void {
    const { destination = "" } = options.notifications ?? {};
    for (const { subscription, body } of events) {
      const id = randomUUID();
      const at = this.#clock.now();
      this.#webhooks.set(id, { id, envelopeId, subscription, destination, body, at, answers: [] });
      if (this.#mode === "immediate" && isLoopback(destination))
        this.#last = this.#last.then(() => this.#post(id));
    }
  }

  /**
   * Posts a webhook, again if it was posted before, and says what became of it.
   *
   * @throws Refusal 404 for an unknown one, 409 for one whose destination is not on this machine
   */
  async deliver(id: string): Promise<Webhook> {
    const webhook = this.#webhooks.get(id);
    if (!webhook) throw new Refusal(404, "unknown_webhook", "There is no webhook with this id.");
    if (!isLoopback(webhook.destination))
      throw new Refusal(
        409,
        "not_loopback",
        "The webhook's destination is not on this machine; the emulator sends nothing to others.",
      );
    await this.#post(id);
    return this.#webhooks.get(id) ?? webhook;
  }

  clear(): void {
    this.#webhooks = new Map();
  }

  /** Breaks off what is being posted. */
  stop(): void {
    this.#stopped.abort();
  }

  async #post(id: string): Promise<void> {
    const webhook = this.#webhooks.get(id);
    if (!webhook) return;
    const answer = await fetch(webhook.destination, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(webhook.body),
      redirect: "manual",
      signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(patienceMilliseconds)]),
    }).catch(() => null);
    await answer?.body?.cancel().catch(() => {});
    const present = this.#webhooks.get(id);
    if (present)
      this.#webhooks.set(id, { ...present, answers: [...present.answers, answer?.status ?? null] });
  }
}

const isLoopback = (destination: string): boolean =>
  ["127.0.0.1", "[::1]", "localhost"].includes(URL.parse(destination)?.hostname ?? "");
