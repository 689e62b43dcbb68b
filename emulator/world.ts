import type { AnswerVariants } from "./envelope/envelope-answer.ts";
import { FaultPlan } from "./faults/fault-plan.ts";
import { HeldAnswers } from "./faults/held-answers.ts";
import { CallCounts } from "./faults/operation.ts";
import { Clock } from "./store/clock.ts";
import { DocumentStore } from "./store/document-store.ts";
import { EnvelopeStore } from "./store/envelope-store.ts";
import { IdvStore } from "./store/idv-store.ts";
import { Processing, type ProcessingMode } from "./store/processing.ts";
import { webhookEvents } from "./webhooks/webhook-events.ts";
import { type WebhookMode, Webhooks } from "./webhooks/webhooks.ts";

/** What an emulator is told at its start; every field has its value here. */
export interface WorldOptions {
  /** The account each API key belongs to; an account may have several keys. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly processing: ProcessingMode;
  readonly processingMilliseconds: number;
  readonly webhooks: WebhookMode;
  readonly clock: () => number;
  /** Names it is reached by, beside those of this machine. */
  readonly hostNames: readonly string[];
  readonly variants: AnswerVariants & { readonly searchOffset: "page" | "item" };
}

/** Everything one emulator knows, shared by the API and the control API. */
export interface World {
  readonly options: WorldOptions;
  readonly clock: Clock;
  readonly store: EnvelopeStore;
  readonly documents: DocumentStore;
  readonly idv: IdvStore;
  readonly webhooks: Webhooks;
  readonly processing: Processing;
  readonly faults: FaultPlan;
  readonly held: HeldAnswers;
  readonly calls: CallCounts;
}

/** An empty world. */
export function createWorld(options: WorldOptions): World {
  const clock = new Clock(options.clock);
  const webhooks = new Webhooks(clock, options.webhooks);
  const store = new EnvelopeStore((before, after) =>
    webhooks.add(after, webhookEvents(before, after, options.variants)),
  );
  const documents = new DocumentStore();
  const { processing: mode, processingMilliseconds: milliseconds } = options;
  return {
    options,
    clock,
    store,
    documents,
    idv: new IdvStore(),
    webhooks,
    processing: new Processing({ clock, store, documents, mode, milliseconds }),
    faults: new FaultPlan(),
    held: new HeldAnswers(),
    calls: new CallCounts(),
  };
}
