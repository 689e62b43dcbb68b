import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Refusal } from "../document-error.ts";
import type { Reading } from "../document-facts.ts";
import type { PdfAnswers, PdfTask } from "./pdf-task.ts";

/** How one PDF is read. */
export interface PdfJobOptions {
  /** What the reading may take, from when its turn comes. */
  timeoutSeconds: number;
  /** Gives the reading up, and ends the thread if it is busy with it. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads PDFs in a thread of its own, one at a time, so that a hostile file can neither stall nor crash the process:
 * the thread is started when first needed, replaced when a file made it hang or die, and ended once it has been idle
 * for a while, since it takes 40 MB and more. While it is idle it does not keep the process running.
 */
export class PdfEngine {
  readonly #idleSeconds: number;
  #idle: NodeJS.Timeout | undefined;
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param options.idleSeconds how long the thread is kept without work; default 2 */
  constructor({ idleSeconds = 2 }: { idleSeconds?: number } = {}) {
    this.#idleSeconds = idleSeconds;
  }

  /** Whether there is a thread. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /**
   * Reads a PDF once those asked for before are read.
   *
   * @throws Error when the thread cannot be started, which is the installation's fault
   * @throws the signal's reason when it is aborted
   */
  read(bytes: Uint8Array, options: PdfJobOptions): Promise<Reading | Refusal> {
    return this.perform({ task: "facts" }, bytes, options);
  }

  /**
   * Does any of the tasks with a PDF, once what was asked for before is done.
   *
   * @throws as {@link read} does
   */
  perform<T extends PdfTask>(
    task: T,
    bytes: Uint8Array,
    options: PdfJobOptions,
  ): Promise<PdfAnswers[T["task"]] | Refusal> {
    const answer = this.#last.then(() => this.#perform(task, bytes, options));
    this.#last = answer.catch(() => undefined);
    // The thread answers each task with what belongs to it.
    return answer as Promise<PdfAnswers[T["task"]] | Refusal>;
  }

  async #perform(
    task: PdfTask,
    bytes: Uint8Array,
    { timeoutSeconds, signal }: PdfJobOptions,
  ): Promise<unknown> {
    signal?.throwIfAborted();
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    worker.ref();
    try {
      // Sending moves the bytes away from here, so a copy is sent.
      const copy = new Uint8Array(bytes);
      worker.postMessage({ ...task, bytes: copy }, [copy.buffer]);
      return await answer(worker, timeoutSeconds, signal);
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      signal?.throwIfAborted();
      return refusalFor(error, timeoutSeconds);
    } finally {
      worker.unref();
      this.#idle = setTimeout(() => this.#end(worker), this.#idleSeconds * 1000).unref();
    }
  }

  #end(worker: Worker): void {
    this.#worker = undefined;
    // The next one may have been started before this one is gone.
    worker.removeAllListeners("exit");
    void worker.terminate();
  }

  async #start(): Promise<Worker> {
    // The file beside this one: TypeScript in the sources, JavaScript in the package.
    const script = new URL(`./pdf-worker${extname(new URL(import.meta.url).pathname)}`, import.meta.url);
    const worker = new Worker(script, {
      name: "yotisign-pdf",
      // Nothing of the caller's goes to the thread that reads strangers' files: no loaders, no environment.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    try {
      await once(worker, "message");
    } catch (cause) {
      this.#worker = undefined;
      throw new Error("The PDF reader could not start: install the package's dependencies again.", { cause });
    }
    // A thread that dies while idle is replaced by the next reading.
    worker.on("error", () => {});
    worker.on("exit", () => {
      this.#worker = undefined;
    });
    return worker;
  }
}

/** The engine of this process. */
export const pdfEngine = new PdfEngine();

class DeadlinePassed extends Error {}

/** The thread's next message. @throws when it dies first, the time is over, or the signal is aborted */
function answer(worker: Worker, timeoutSeconds: number, signal?: AbortSignal): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const abort = () => reject(signal?.reason);
  const exit = () => reject(new Error("The thread ended."));
  // A longer delay would make Node fire at once.
  const milliseconds = Math.min(timeoutSeconds * 1000, 2 ** 31 - 1);
  const timer = setTimeout(() => reject(new DeadlinePassed()), milliseconds);
  worker.once("message", resolve).once("error", reject).once("exit", exit);
  signal?.addEventListener("abort", abort, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off("message", resolve).off("error", reject).off("exit", exit);
    signal?.removeEventListener("abort", abort);
  });
}

function refusalFor(error: unknown, timeoutSeconds: number): Refusal {
  if (error instanceof DeadlinePassed)
    return {
      code: "timed-out",
      problem: `could not be read within ${timeoutSeconds} s: it is damaged or made to stall its readers. Print it to PDF.`,
    };
  return {
    code: "damaged",
    problem: "makes the PDF reader fail: it is damaged or made to do so. Print it to PDF.",
  };
}
