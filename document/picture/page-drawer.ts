import { availableParallelism } from "node:os";
import type { Refusal } from "../document-error.ts";
import { DEFAULT_TIMEOUT_SECONDS } from "../inspect-document.ts";
import { PdfEngine } from "../pdf/pdf-engine.ts";
import type { PdfAnswers, PdfTask } from "../pdf/pdf-task.ts";
import type { PagePicture, PictureRequest } from "./page-picture.ts";

/** How pages are drawn. */
export interface PageDrawerOptions {
  /** Threads at most; default: one for each processor, and no more than 4: each takes some 50 MB. */
  threads?: number | undefined;
  /** What a page, or a few pages together, may take; default 30. */
  timeoutSeconds?: number | undefined;
}

/** Pages of one document that are drawn in one go: opening a document takes longer than drawing a page of it. */
const PAGES_AT_A_TIME = 8;

/**
 * Draws many pages of PDFs, several at a time. Threads are started when first needed; while they are idle they do not keep
 * the process running.
 */
export class PageDrawer {
  readonly #engines: readonly { engine: PdfEngine; waiting: number }[];
  readonly #timeoutSeconds: number;

  constructor({
    threads = Math.min(4, availableParallelism()),
    timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
  }: PageDrawerOptions = {}) {
    this.#engines = Array.from({ length: threads }, () => ({ engine: new PdfEngine(), waiting: 0 }));
    this.#timeoutSeconds = timeoutSeconds;
  }

  /**
   * Draws pages of a PDF as displayed.
   *
   * @returns for each request, in their order, its picture or why there is none
   * @throws Error when a thread cannot be started, which is the installation's fault
   */
  async draw(bytes: Uint8Array, requests: readonly PictureRequest[]): Promise<(PagePicture | Refusal)[]> {
    const groups = Array.from({ length: Math.ceil(requests.length / PAGES_AT_A_TIME) }, (_, at) =>
      requests.slice(at * PAGES_AT_A_TIME, (at + 1) * PAGES_AT_A_TIME),
    );
    return (await Promise.all(groups.map((group) => this.#drawGroup(bytes, group)))).flat();
  }

  /**
   * Lays the first page of a PDF over a picture, stretched to its size; where the page is empty the picture shows.
   *
   * @param picture a PNG that {@link draw} made
   * @returns a PNG, or why there is none
   * @throws as {@link draw} does
   */
  overlay(picture: Uint8Array, page: Uint8Array): Promise<Uint8Array | Refusal> {
    return this.#perform({ task: "overlay", picture }, page);
  }

  async #drawGroup(
    bytes: Uint8Array,
    requests: readonly PictureRequest[],
  ): Promise<(PagePicture | Refusal)[]> {
    const answer = await this.#perform({ task: "pictures", requests }, bytes);
    if (!("code" in answer)) return answer;
    if (requests.length === 1) return [answer];
    // One page that cannot be drawn must not cost its neighbours theirs.
    const alone = await Promise.all(requests.map((request) => this.#drawGroup(bytes, [request])));
    return alone.flat();
  }

  async #perform<T extends PdfTask>(task: T, bytes: Uint8Array): Promise<PdfAnswers[T["task"]] | Refusal> {
    const free = this.#engines.reduce((one, other) => (other.waiting < one.waiting ? other : one));
    free.waiting += 1;
    try {
      return await free.engine.perform(task, bytes, { timeoutSeconds: this.#timeoutSeconds });
    } finally {
      free.waiting -= 1;
    }
  }
}
