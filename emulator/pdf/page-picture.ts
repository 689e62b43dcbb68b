import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";

/** Which picture of a page is wanted. */
export interface PictureRequest {
  /** From 1. */
  readonly pageNumber: number;
  /** Its width in pixels; lowered where the picture would have more than 16 million. */
  readonly widthPx: number;
}

/** The longest that one picture may take. */
const DEADLINE_MILLISECONDS = 30_000;

/** How many pictures are kept. */
const KEPT = 100;

/**
 * Draws pages of PDFs as people see them (crop box and rotation applied, annotations and form fields included), in a
 * thread of its own: a page takes a tenth of a second and more, and a hostile file may make PDFium hang or die.
 */
export class PagePictures {
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #kept = new Map<string, Uint8Array>();

  /**
   * The picture as PNG; undefined when there is no such page, or it cannot be drawn.
   *
   * @param sha256 of the content, by which pictures are kept
   */
  async draw(
    sha256: string,
    content: Uint8Array,
    { pageNumber, widthPx }: PictureRequest,
  ): Promise<Uint8Array | undefined> {
    const key = `${sha256} ${pageNumber} ${widthPx}`;
    const drawing = this.#last.then(async () => {
      const known = this.#kept.get(key);
      if (known) return known;
      const picture = await this.#drawNext(content, { pageNumber, widthPx });
      if (picture) this.#keep(key, picture);
      return picture;
    });
    this.#last = drawing.catch(() => undefined);
    return drawing;
  }

  /** Ends the thread; a picture asked for later starts another one. */
  async close(): Promise<void> {
    const worker = await this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #keep(key: string, picture: Uint8Array): void {
    this.#kept.set(key, picture);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  async #drawNext(content: Uint8Array, request: PictureRequest): Promise<Uint8Array | undefined> {
    this.#worker ??= startWorker();
    const worker = await this.#worker;
    worker.ref();
    try {
      // Sending moves the bytes away from here, so a copy is sent.
      const bytes = new Uint8Array(content);
      worker.postMessage({ ...request, bytes }, [bytes.buffer]);
      const [picture] = await once(worker, "message", { signal: AbortSignal.timeout(DEADLINE_MILLISECONDS) });
      return picture;
    } catch {
      this.#worker = undefined;
      await worker.terminate();
      return undefined;
    } finally {
      worker.unref();
    }
  }
}

async function startWorker(): Promise<Worker> {
  // The file beside this one: TypeScript in the sources, JavaScript in the package.
  const script = new URL(`./picture-worker${extname(new URL(import.meta.url).pathname)}`, import.meta.url);
  // Nothing of the process's goes to the thread that reads strangers' files: no loaders, no environment.
  const worker = new Worker(script, { name: "yotisign-pictures", execArgv: [], env: {} });
  await once(worker, "message");
  // A thread that dies while idle is noticed by the next drawing.
  worker.on("error", () => {});
  return worker;
}
