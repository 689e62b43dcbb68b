import { type Envelope, type FileError, isQueued } from "../envelope/envelope.ts";
import { openEnvelope } from "../envelope/open-envelope.ts";
import { openSignedDocument } from "../envelope/signed-document.ts";
import type { Kept } from "../snapshot/kept.ts";
import type { Clock } from "./clock.ts";
import type { DocumentStore } from "./document-store.ts";
import type { EnvelopeStore } from "./envelope-store.ts";
import { recipientById } from "./envelope-store.ts";
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

/** Takes envelopes from QUEUED to ACTIVE or ERRORED, and what was signed offline from QUEUED to signed. */
export class Processing implements Kept {
  readonly #setup: ProcessingSetup;
  /** What was scheduled and has not ended, each with what drops it. */
  readonly #scheduled = new Map<Promise<void>, () => void>();
  #planned = new Map<string, FileError>();

  constructor(setup: ProcessingSetup) {
    this.#setup = setup;
  }

  /**
   * Sees to it that what is QUEUED of an envelope is processed in its time.
   *
   * @param plannedCode what is then to be wrong with its first file, whatever the file is
   */
  schedule(envelope: Envelope, plannedCode?: string): void {
    const { mode, milliseconds } = this.#setup;
    const [first] = envelope.files;
    if (plannedCode && first) this.#planned.set(envelope.id, { file_name: first.name, code: plannedCode });
    if (mode === "manual") return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const finish = (): void => void this.finish(envelope.id).finally(resolve);
    const timer = milliseconds > 0 ? setTimeout(finish, milliseconds) : undefined;
    const soon = timer ? undefined : setImmediate(finish);
    this.#scheduled.set(promise, () => {
      clearTimeout(timer);
      clearImmediate(soon);
      resolve();
    });
    void promise.then(() => this.#scheduled.delete(promise));
  }

  /** Processes what is QUEUED of an envelope now; one that is gone is left alone. */
  async finish(id: string): Promise<void> {
    const envelope = this.#setup.store.peek(id);
    if (envelope?.status === "QUEUED") await this.#finishEnvelope(envelope);
    else if (envelope) await this.#finishSignedDocuments(envelope);
  }

  async #finishEnvelope(queued: Envelope): Promise<void> {
    const { clock, store, documents } = this.#setup;
    const { id } = queued;
    const planned = this.#planned.get(id);
    this.#planned.delete(id);
    const errors = planned ? [planned] : await fileErrors(queued, documents);
    // It may have been archived or deleted while its files were read.
    const present = store.peek(id);
    if (present) store.take(openEnvelope(present, errors, clock.now()));
  }

  async #finishSignedDocuments({ id, recipients }: Envelope): Promise<void> {
    const { clock, store, documents } = this.#setup;
    for (const { id: recipientId, signedDocument } of recipients) {
      if (signedDocument?.status !== "QUEUED") continue;
      const { problem } = await documents.facts(signedDocument.sha256, "pdf");
      const present = store.peek(id);
      if (!present) return;
      store.take(openSignedDocument(present, recipientById(present, recipientId), problem, clock.now()));
    }
  }

  /** Processes everything that is QUEUED, in order of creation, and says of how many envelopes. */
  async finishAll(): Promise<number> {
    const queued = this.#setup.store.all().filter(isQueued);
    for (const { id } of queued) await this.finish(id);
    return queued.length;
  }

  /** Waits until nothing that was scheduled is under way. */
  async settled(): Promise<void> {
    while (this.#scheduled.size > 0) await Promise.all(this.#scheduled.keys());
  }

  /** Drops what is scheduled. */
  stop(): void {
    for (const drop of this.#scheduled.values()) drop();
    this.#scheduled.clear();
  }

  clear(): void {
    this.stop();
    this.#planned = new Map();
  }

  keep(): [envelopeId: string, planned: FileError][] {
    return [...this.#planned];
  }

  /** What is QUEUED is processed as if it had just been created. */
  restore(planned: [string, FileError][]): void {
    this.stop();
    this.#planned = new Map(planned);
    for (const envelope of this.#setup.store.all().filter(isQueued)) this.schedule(envelope);
  }
}
