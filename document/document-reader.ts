import { statSync } from "node:fs";
import { DocumentError, type Refusal } from "./document-error.ts";
import type { DocumentFacts, DocumentKind, Reading } from "./document-facts.ts";
import { DEFAULT_TIMEOUT_SECONDS, type InspectOptions } from "./inspect-document.ts";
import { loadDocument, MAX_DOCUMENT_BYTES } from "./load-document.ts";
import { readDocument } from "./read-document.ts";

/** How a {@link DocumentReader} inspects documents. */
export type DocumentReaderOptions = Omit<InspectOptions, "signal">;

/** What one state of a file was found to hold. */
interface Finding {
  readonly kind: DocumentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly reading: Reading | Refusal;
}

/**
 * Inspects documents as `inspectDocument` does, but hashes a file once per state of the file (device, inode, size and
 * times of change) and reads it once per content, so that a thousand envelopes of one document cost as much as one.
 * What it knows it keeps as long as it lives.
 */
export class DocumentReader {
  readonly #timeoutSeconds: number;
  readonly #maxBytes: number;
  readonly #byPath = new Map<string, { stamp: string; finding: Promise<Finding> }>();
  readonly #byContent = new Map<string, Promise<Reading | Refusal>>();

  constructor({
    timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
    maxBytes = MAX_DOCUMENT_BYTES,
  }: DocumentReaderOptions = {}) {
    this.#timeoutSeconds = timeoutSeconds;
    this.#maxBytes = maxBytes;
  }

  /**
   * Tells what is known of a document.
   *
   * @param path absolute, or seen from the current folder
   * @param options.signal stops the waiting; others may be waiting for the same document, so its reading goes on
   * @throws DocumentError as `inspectDocument` does
   * @throws the signal's reason when it is aborted
   */
  async read(path: string, { signal }: Pick<InspectOptions, "signal"> = {}): Promise<DocumentFacts> {
    signal?.throwIfAborted();
    const { reading, ...known } = await unlessAborted(this.#find(path), signal);
    if ("code" in reading) throw new DocumentError(path, reading, known);
    return { file: path, ...known, ...reading };
  }

  #find(path: string): Promise<Finding> {
    const stamp = stampOf(path);
    const before = this.#byPath.get(path);
    if (before && before.stamp === stamp) return before.finding;
    const finding = this.#load(path);
    this.#byPath.set(path, { stamp, finding });
    finding.then(
      ({ reading }) => isPassing(reading) && this.#byPath.delete(path),
      () => this.#byPath.delete(path),
    );
    return finding;
  }

  async #load(path: string): Promise<Finding> {
    const loaded = await loadDocument(path, this.#maxBytes);
    const { kind, sha256 } = loaded;
    const key = `${kind} ${sha256}`;
    let reading = this.#byContent.get(key);
    if (!reading) {
      reading = readDocument(loaded, { timeoutSeconds: this.#timeoutSeconds });
      this.#byContent.set(key, reading);
      reading.then(
        (result) => isPassing(result) && this.#byContent.delete(key),
        () => this.#byContent.delete(key),
      );
    }
    return { kind, bytes: loaded.bytes.length, sha256, reading: await reading };
  }
}

/** Whether the same content may be judged otherwise next time: the machine may just have been busy. */
const isPassing = (reading: Reading | Refusal): boolean => "code" in reading && reading.code === "timed-out";

/**
 * Changes whenever the file does; the time of the inode's change catches tools that keep the time of modification.
 * Synchronous, because that takes microseconds where asking the thread pool takes a hundred.
 */
function stampOf(path: string): string {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    // Loading it says why, in words.
    return "unknown";
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  return promise;
}
