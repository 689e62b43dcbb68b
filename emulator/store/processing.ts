import type { Envelope, FileError } from "../envelope/envelope.ts";
import { openEnvelope } from "../envelope/open-envelope.ts";
import type { Clock } from "./clock.ts";
import type { DocumentStore } from "./document-store.ts";
import type { EnvelopeStore } from "./envelope-store.ts";
import { fileErrors } from "./file-errors.ts";

/** When the files of a new envelope are processed: soon after the answer, or only when asked to. */
export type ProcessingMode = "immediate" | "manual";

/** What processing works on, and when it does. */
export interface ProcessingSetup {
  readonly clock: Clock;
  readonly store: EnvelopeStore;
  readonly documents: DocumentStore;
  readonly mode: ProcessingMode;
  /** How long it takes, by the machine's clock. */
  readonly milliseconds: number;
}

/** Takes envelopes from QUEUED to ACTIVE or ERRORED. */
export class Processing {
  readonly #setup: ProcessingSetup;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #planned = new Map<string, FileError>();

  constructor(setup: ProcessingSetup) {
    this.#setup = setup;
  }

  /**
   * Sees to it that a new envelope is processed in its time.
   *
   * @param plannedCode what is then to be wrong with its first file, whatever the file is
   */
  schedule(envelope: Envelope, plannedCode?: string): void {
    const { mode, milliseconds } = this.#setup;
    const [first] = envelope.files;
    if (plannedCode && first) this.#planned.set(envelope.id, { file_name: first.name, code: plannedCode });
    if (mode === "manual") return;
    const finish = (): void => void this.finish(envelope.id);
    if (milliseconds === 0) {
      setImmediate(finish);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      finish();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Processes an envelope now; one that is not QUEUED, or is gone, is left as it is. */
  async finish(id: string): Promise<void> {
    const { clock, store, documents } = this.#setup;
    const queued = store.peek(id);
    if (queued?.status !== "QUEUED") return;
    const planned = this.#planned.get(id);
    this.#planned.delete(id);
    const errors = planned ? [planned] : await fileErrors(queued, documents);
    // It may have been archived or deleted while its files were read.
    const present = store.peek(id);
    if (present) store.take(openEnvelope(present, errors, clock.now()));
  }

  /** Processes everything that is QUEUED, in order of creation, and says how many there were. */
  async finishAll(): Promise<number> {
    const queued = this.#setup.store.all().filter(({ status }) => status === "QUEUED");
    for (const { id } of queued) await this.finish(id);
    return queued.length;
  }

  /** Drops what is scheduled. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
