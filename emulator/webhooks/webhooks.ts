import { randomUUID } from "node:crypto";
import { webhookDefect } from "../answers/answer-defect.ts";
import type { Envelope, Instant } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { webhookKinds } from "../faults/fault.ts";
import type { FaultPlan } from "../faults/fault-plan.ts";
import type { Kept } from "../snapshot/kept.ts";
import type { Clock } from "../store/clock.ts";
import type { DueSource } from "../time/timeline.ts";
import { postWebhook } from "./post-webhook.ts";
import { attempted, type Webhook } from "./webhook.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/** When webhooks go out: soon after what they tell of, in its order, or only when asked to. */
export type WebhookMode = "immediate" | "manual";

/** What webhooks go out by. */
export interface WebhooksSetup {
  readonly clock: Clock;
  readonly faults: FaultPlan;
  readonly mode: WebhookMode;
  /** Seconds from one post to the next, by the emulator's clock, while none is answered with a 2xx. */
  readonly retrySeconds: readonly number[];
  /** Called when something else has become due. */
  readonly onChange: () => void;
}

/** How long a webhook that is to come out of order waits for later ones, by the emulator's clock. */
const reorderMilliseconds = 60_000;

/** Keeps the webhooks there were, and posts them to this machine; to any other nothing is sent. */
export class Webhooks implements Kept<Webhook[]>, DueSource {
  readonly #setup: WebhooksSetup;
  readonly #stopped = new AbortController();
  readonly #underWay = new Set<string>();
  #webhooks = new Map<string, Webhook>();
  /** Those that go out by themselves some time: few where there are thousands. */
  #waiting = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(setup: WebhooksSetup) {
    this.#setup = setup;
  }

  /** Every webhook since the last clearing, oldest first. */
  list(): Webhook[] {
    return [...this.#webhooks.values()];
  }

  /** Adds what has happened to an envelope that wants to tell of it. */
  add({ id: envelopeId, options }: Envelope, events: readonly WebhookEvent[]): void {
    const { destination = "" } = options.notifications ?? {};
    const { clock, faults, mode } = this.#setup;
    const goesOut = mode === "immediate" && isLoopback(destination);
    for (const { subscription, body } of events) {
      const defect = webhookDefect(body);
      if (defect)
        throw new Error(`The emulator's webhook ${subscription} is not what the schema says: ${defect}`);
      const at = clock.now();
      const fault = goesOut ? faults.take("webhook", webhookKinds) : undefined;
      const reordered = fault?.kind === "reorder";
      this.#put({
        id: randomUUID(),
        envelopeId,
        subscription,
        destination,
        body,
        at,
        attempts: [],
        nextAt: goesOut && fault?.kind !== "drop" ? at + (reordered ? reorderMilliseconds : 0) : null,
        retries: 0,
        ...(fault && { fault }),
        ...(reordered && { behind: fault.behind ?? 1 }),
      });
    }
    if (events.length > 0) this.#setup.onChange();
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
    await this.#post(id, this.#setup.clock.now());
    return this.#webhooks.get(id) ?? webhook;
  }

  nextDue(): Instant | undefined {
    let next: Instant | undefined;
    for (const { nextAt } of this.#idle())
      if (nextAt !== null && (next === undefined || nextAt < next)) next = nextAt;
    return next;
  }

  /** Posts the first that is due, after those before it were answered, as if it were that moment until then. */
  run(now: Instant): void {
    const due = this.#idle().find(({ nextAt }) => nextAt !== null && nextAt <= now);
    if (!due) return;
    const { id, attempts, fault } = due;
    const repeats = fault?.kind === "repeat" && attempts.length === 0 ? (fault.times ?? 1) : 0;
    this.#underWay.add(id);
    this.#last = this.#last.then(async () => {
      for (let post = 0; post <= repeats; post += 1) await this.#post(id, now);
      this.#underWay.delete(id);
      this.#setup.onChange();
    });
    if (attempts.length === 0) this.#letPass(id, now);
  }

  /** Waits until everything that was due is answered, or given up. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await this.#last;
  }

  clear(): void {
    this.#webhooks = new Map();
    this.#waiting = new Set();
  }

  keep(): Webhook[] {
    return this.list();
  }

  restore(webhooks: Webhook[]): void {
    this.clear();
    for (const webhook of webhooks) this.#put(webhook);
  }

  /** Breaks off what is being posted. */
  stop(): void {
    this.#stopped.abort();
  }

  #put(webhook: Webhook): void {
    this.#webhooks.set(webhook.id, webhook);
    if (webhook.nextAt === null) this.#waiting.delete(webhook.id);
    else this.#waiting.add(webhook.id);
  }

  /** Those that wait to be posted. */
  #idle(): Webhook[] {
    if (this.#setup.mode === "manual") return [];
    return [...this.#waiting]
      .filter((id) => !this.#underWay.has(id))
      .flatMap((id) => this.#webhooks.get(id) ?? []);
  }

  /** One has gone out: those that were to come after it wait for one less. */
  #letPass(id: string, now: Instant): void {
    for (const webhook of this.#idle()) {
      if (!webhook.behind || webhook.id === id) continue;
      const behind = webhook.behind - 1;
      this.#put({ ...webhook, behind, ...(behind === 0 && { nextAt: now }) });
    }
  }

  async #post(id: string, at: Instant): Promise<void> {
    const webhook = this.#webhooks.get(id);
    if (!webhook || this.#stopped.signal.aborted) return;
    const answer = await postWebhook(webhook, this.#stopped.signal);
    const present = this.#webhooks.get(id);
    if (present && !this.#stopped.signal.aborted)
      this.#put(attempted(present, { at, ...answer }, this.#setup.retrySeconds));
  }
}

const isLoopback = (destination: string): boolean =>
  ["127.0.0.1", "[::1]", "localhost"].includes(URL.parse(destination)?.hostname ?? "");
