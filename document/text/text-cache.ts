import type { Refusal } from "../document-error.ts";
import type { DocumentText } from "./document-text.ts";

/** How much text is kept by default: about 80 MB of memory. */
const MAX_KEPT_CHARACTERS = 2_000_000;

/** Keeps the texts that were asked for last, as many as fit, each read once however many ask for it at the same time. */
export class TextCache {
  readonly #maxCharacters: number;
  /** The text used last comes last. */
  readonly #texts = new Map<string, { text: Promise<DocumentText | Refusal>; characters: number }>();

  constructor(maxCharacters: number = MAX_KEPT_CHARACTERS) {
    this.#maxCharacters = maxCharacters;
  }

  /**
   * The text kept under a key, or else what `read` gives. Failures are not kept, nor is a deadline that passed: the
   * machine may just have been busy.
   */
  get(key: string, read: () => Promise<DocumentText | Refusal>): Promise<DocumentText | Refusal> {
    const entry = this.#texts.get(key) ?? { text: read(), characters: 0 };
    const isNew = !this.#texts.delete(key);
    this.#texts.set(key, entry);
    if (isNew)
      entry.text.then(
        (text) => {
          if ("code" in text && text.code === "timed-out") this.#texts.delete(key);
          entry.characters = charactersOf(text);
          this.#drop();
        },
        () => this.#texts.delete(key),
      );
    return entry.text;
  }

  #drop(): void {
    let kept = [...this.#texts.values()].reduce((sum, { characters }) => sum + characters, 0);
    for (const [key, { characters }] of this.#texts) {
      if (kept <= this.#maxCharacters) return;
      if (characters > 0) this.#texts.delete(key);
      kept -= characters;
    }
  }
}

function charactersOf(text: DocumentText | Refusal): number {
  if ("code" in text || text.kind === "doc") return 0;
  const parts = text.kind === "pdf" ? text.pages.map((page) => page.text) : text.paragraphs;
  return parts.reduce((sum, part) => sum + part.length, 0);
}
