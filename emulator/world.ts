import type { AnswerVariants } from "./envelope/envelope-answer.ts";
import type { Fault } from "./faults/fault.ts";
import { FaultPlan } from "./faults/fault-plan.ts";
import { HeldAnswers } from "./faults/held-answers.ts";
import { CallCounts } from "./faults/operation.ts";
import type { CertificateAuthority } from "./pack/certificate-authority.ts";
import { CompletionPacks } from "./pack/completion-packs.ts";
import type { Kept } from "./snapshot/kept.ts";
import { Clock } from "./store/clock.ts";
import { DocumentStore } from "./store/document-store.ts";
import { EnvelopeStore } from "./store/envelope-store.ts";
import { IdvStore } from "./store/idv-store.ts";
import { Processing, type ProcessingMode } from "./store/processing.ts";
import { SearchLag } from "./store/search-lag.ts";
import { Reminders } from "./time/reminders.ts";
import { Timeline } from "./time/timeline.ts";
import { webhookEvents } from "./webhooks/webhook-events.ts";
import { type WebhookMode, Webhooks } from "./webhooks/webhooks.ts";

/** What an emulator is told at its start; every field has its value here. */
export interface WorldOptions {
  /** The account each API key belongs to; an account may have several keys. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly processing: ProcessingMode;
  readonly processingMilliseconds: number;
  readonly webhooks: WebhookMode;
  readonly webhookRetrySeconds: readonly number[];
  readonly clock: () => number;
  /** Names it is reached by, beside those of this machine. */
  readonly hostNames: readonly string[];
  /** Whether there are control API and inbox over HTTP. */
  readonly controlApi: boolean;
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly variants: AnswerVariants & { readonly searchOffset: "page" | "item" };
}

/** Everything one emulator knows, shared by the API and the control API. */
export interface World {
  readonly options: WorldOptions;
  readonly clock: Clock;
  readonly store: EnvelopeStore;
  readonly documents: DocumentStore;
  readonly idv: IdvStore;
  /** Signs the documents of completed envelopes. */
  readonly authority: CertificateAuthority;
  readonly packs: CompletionPacks;
  readonly webhooks: Webhooks;
  readonly processing: Processing;
  readonly searchLag: SearchLag;
  readonly reminders: Reminders;
  readonly timeline: Timeline;
  readonly faults: FaultPlan;
  readonly held: HeldAnswers;
  readonly calls: CallCounts;
  /** What snapshots hold, by the name it has there, in the order it is restored. */
  readonly kept: Readonly<Record<string, Kept>>;
}

/** An empty world. */
export function createWorld(options: WorldOptions, authority: CertificateAuthority): World {
  const clock = new Clock(options.clock);
  const faults = new FaultPlan(options.seed, options.faults);
  const webhooks = new Webhooks({
    clock,
    faults,
    mode: options.webhooks,
    retrySeconds: options.webhookRetrySeconds,
    onChange: () => timeline.catchUp(),
  });
  const store = new EnvelopeStore((before, after) => {
    reminders.note(after);
    webhooks.add(after, webhookEvents(before, after, options.variants));
    timeline.catchUp();
  });
  const reminders = new Reminders(store);
  const timeline = new Timeline(clock, [reminders, webhooks]);
  const documents = new DocumentStore();
  const { processing: mode, processingMilliseconds: milliseconds } = options;
  const processing = new Processing({ clock, store, documents, mode, milliseconds });
  const idv = new IdvStore();
  const searchLag = new SearchLag();
  const calls = new CallCounts();
  return {
    ...{ options, clock, store, documents, idv, webhooks, processing, searchLag, reminders, timeline },
    ...{ authority, packs: new CompletionPacks(documents, authority) },
    ...{ faults, held: new HeldAnswers(), calls },
    kept: {
      clock,
      envelopes: store,
      documents,
      idv,
      webhooks,
      processing,
      searchLag,
      faults,
      calls,
      authority,
    },
  };
}
