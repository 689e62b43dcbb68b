import { statSync } from "node:fs";
import { DocumentError, type Refusal } from "./document-error.ts";
import type { DocumentFacts, DocumentKind, Reading } from "./document-facts.ts";
import type { DocumentTraits } from "./document-traits.ts";
import { DEFAULT_TIMEOUT_SECONDS, type InspectOptions } from "./inspect-document.ts";
import { KeptLast } from "./kept-last.ts";
import { type LoadedDocument, loadDocument, MAX_DOCUMENT_BYTES } from "./load-document.ts";
import { pdfEngine } from "./pdf/pdf-engine.ts";
import { type PagePicture, type PictureRequest, pictureSize } from "./picture/page-picture.ts";
import { readDocument } from "./read-document.ts";
import { readText } from "./read-text.ts";
import { readTraits } from "./read-traits.ts";
import type { DocumentText } from "./text/document-text.ts";

/** How a {@link DocumentReader} inspects documents. */
export type DocumentReaderOptions = Omit<InspectOptions, "signal">;

/** What one state of a file was found to hold. */
interface Finding {
  readonly kind: DocumentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly reading: Reading | Refusal;
}

/** How much content is kept, in bytes: of the documents that people sign, hardly one is larger. */
const MAX_KEPT_BYTES = 8_000_000;
/** How much text is kept: about 80 MB of memory. */
const MAX_KEPT_CHARACTERS = 2_000_000;

/**
 * Inspects documents as `inspectDocument` does, but hashes a file once per state of the file (device, inode, size and
 * times of change) and reads it once per content, so that a thousand envelopes of one document cost as much as one.
 * What it knows it keeps as long as it lives; of contents and texts, those asked for last.
 */
export class DocumentReader {
  readonly #timeoutSeconds: number;
  readonly #maxBytes: number;
  readonly #byPath = new Map<string, { stamp: string; finding: Promise<Finding> }>();
  readonly #byContent = new KeptLast<Reading | Refusal>(Number.POSITIVE_INFINITY, sizeUnlessPassing);
  readonly #contents = new KeptLast<LoadedDocument>(MAX_KEPT_BYTES, ({ bytes }) => bytes.length);
  readonly #texts = new KeptLast<DocumentText | Refusal>(MAX_KEPT_CHARACTERS, charactersOf);
  readonly #traits = new KeptLast<DocumentTraits | Refusal>(Number.POSITIVE_INFINITY, sizeUnlessPassing);

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

  /**
   * The content of a document, whether it can be sent or not; not to be changed, since others have it too.
   *
   * @param path absolute, or seen from the current folder
   * @throws DocumentError it is not there, cannot be read, is empty or too large, or no PDF or Word file by its name
   */
  async content(path: string): Promise<Pick<LoadedDocument, "bytes" | "sha256">> {
    return this.#load(path, stampOf(path));
  }

  /**
   * Reads the text of a document, with positions where it is a PDF; once per content, as long as it is kept.
   *
   * @param path absolute, or seen from the current folder
   * @param options.signal stops the waiting, as in {@link read}
   * @throws DocumentError as {@link read} does, and when there is too much text
   * @throws the signal's reason when it is aborted
   */
  async readText(path: string, options: Pick<InspectOptions, "signal"> = {}): Promise<DocumentText> {
    const { file, pages: _pages, encrypted: _encrypted, ...known } = await this.read(path, options);
    const reading = this.#texts.get(`${known.kind} ${known.sha256}`, async () =>
      readText(await this.#loadSame(path, known.sha256), { timeoutSeconds: this.#timeoutSeconds }),
    );
    const text = await unlessAborted(reading, options.signal);
    if ("code" in text) throw new DocumentError(file, text, known);
    return text;
  }

  /**
   * Reads what a document's content holds beside its pages (scripts, attachments, signatures, …); once per content.
   *
   * @param path absolute, or seen from the current folder
   * @param options.signal stops the waiting, as in {@link read}
   * @throws DocumentError as {@link read} does, and when its content cannot be looked into
   * @throws the signal's reason when it is aborted
   */
  async readTraits(path: string, options: Pick<InspectOptions, "signal"> = {}): Promise<DocumentTraits> {
    const { file, pages: _pages, encrypted: _encrypted, ...known } = await this.read(path, options);
    const reading = this.#traits.get(`${known.kind} ${known.sha256}`, async () =>
      readTraits(await this.#loadSame(path, known.sha256), { timeoutSeconds: this.#timeoutSeconds }),
    );
    const traits = await unlessAborted(reading, options.signal);
    if ("code" in traits) throw new DocumentError(file, traits, known);
    return traits;
  }

  /**
   * Draws a page of a PDF as displayed. Pictures are not kept.
   *
   * @param path absolute, or seen from the current folder
   * @param options.signal gives up
   * @throws DocumentError as {@link read} does, and when the page is not there or the document is no PDF
   * @throws RangeError when scale or maxPixels is not above 0
   * @throws the signal's reason when it is aborted
   */
  async renderPage(
    path: string,
    request: PictureRequest,
    { signal }: Pick<InspectOptions, "signal"> = {},
  ): Promise<PagePicture> {
    pictureSize({ widthPt: 1, heightPt: 1 }, request);
    const { file, pages, encrypted: _encrypted, ...known } = await this.read(path, signal ? { signal } : {});
    if (!pages) throw new DocumentError(file, NO_PAGES_YET, known);
    const { bytes } = await this.#loadSame(path, known.sha256);
    const options = { timeoutSeconds: this.#timeoutSeconds, signal };
    const answer = await pdfEngine.perform({ task: "pictures", requests: [request] }, bytes, options);
    const [picture = NO_PAGES_YET] = "code" in answer ? [answer] : answer;
    if ("code" in picture) throw new DocumentError(file, picture, known);
    return picture;
  }

  /** The document with this content. @throws DocumentError when the file has changed since its facts were read */
  async #loadSame(path: string, sha256: string): Promise<LoadedDocument> {
    const loaded = await this.#load(path, stampOf(path));
    if (loaded.sha256 !== sha256) throw new DocumentError(path, CHANGED);
    return loaded;
  }

  #find(path: string): Promise<Finding> {
    const stamp = stampOf(path);
    const before = this.#byPath.get(path);
    if (before && before.stamp === stamp) return before.finding;
    const finding = this.#inspect(path, stamp);
    this.#byPath.set(path, { stamp, finding });
    finding.then(
      ({ reading }) => isPassing(reading) && this.#byPath.delete(path),
      () => this.#byPath.delete(path),
    );
    return finding;
  }

  async #inspect(path: string, stamp: string): Promise<Finding> {
    const loaded = await this.#load(path, stamp);
    const { kind, sha256 } = loaded;
    const reading = this.#byContent.get(`${kind} ${sha256}`, () =>
      readDocument(loaded, { timeoutSeconds: this.#timeoutSeconds }),
    );
    return { kind, bytes: loaded.bytes.length, sha256, reading: await reading };
  }

  #load(path: string, stamp: string): Promise<LoadedDocument> {
    return this.#contents.get(`${stamp} ${path}`, () => loadDocument(path, this.#maxBytes));
  }
}

const NO_PAGES_YET: Refusal = {
  code: "no-such-page",
  problem: "is a Word file, which has no pages until Word lays it out. Export it as a PDF to see them.",
};

const CHANGED: Refusal = { code: "unreadable", problem: "changed while it was read. Try again." };

/** Whether the same content may be judged otherwise next time: the machine may just have been busy. */
const isPassing = (reading: object): boolean => "code" in reading && reading.code === "timed-out";

/** All of these are kept, but for what may be otherwise next time. */
const sizeUnlessPassing = (reading: object): number | undefined => (isPassing(reading) ? undefined : 0);

function charactersOf(text: DocumentText | Refusal): number | undefined {
  if ("code" in text) return sizeUnlessPassing(text);
  if (text.kind === "doc") return 0;
  const parts = text.kind === "pdf" ? text.pages.map((page) => page.text) : text.paragraphs;
  return parts.reduce((sum, part) => sum + part.length, 0);
}

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
