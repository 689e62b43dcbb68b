import { createHash } from "node:crypto";
import { pageSizes } from "../pdf/page-sizes.ts";
import { type DocumentFacts, type DocumentKind, readDocument } from "../pdf/read-document.ts";
import type { Kept } from "../snapshot/kept.ts";

/** Keeps every uploaded content once, by its SHA-256, and looks into it once. */
export class DocumentStore implements Kept {
  readonly #contents = new Map<string, Buffer>();
  readonly #sizes = new Map<string, ReturnType<typeof pageSizes>>();
  readonly #facts = new Map<string, Promise<DocumentFacts>>();

  /** Keeps a content, and says under which SHA-256 (hex). */
  add(content: Buffer): string {
    const sha256 = createHash("sha256").update(content).digest("hex");
    if (!this.#contents.has(sha256)) this.#contents.set(sha256, content);
    return sha256;
  }

  /** A content that was added. */
  content(sha256: string): Buffer {
    const content = this.#contents.get(sha256);
    if (!content) throw new Error(`The emulator has lost the document ${sha256}.`);
    return content;
  }

  /** What a content turns out to be when it is opened as the kind it claims. */
  facts(sha256: string, kind: DocumentKind): Promise<DocumentFacts> {
    const key = `${kind} ${sha256}`;
    const known = this.#facts.get(key) ?? readDocument(kind, this.content(sha256));
    this.#facts.set(key, known);
    return known;
  }

  /** Sizes of a PDF's pages as they are displayed, in points. */
  pageSizes(sha256: string): Promise<readonly { widthPt: number; heightPt: number }[]> {
    const known = this.#sizes.get(sha256) ?? pageSizes(this.content(sha256));
    this.#sizes.set(sha256, known);
    return known;
  }

  /** Forgets everything. */
  clear(): void {
    this.#contents.clear();
    this.#facts.clear();
    this.#sizes.clear();
  }

  /** Every content in base64. */
  keep(): string[] {
    return Array.from(this.#contents.values(), (content) => content.toString("base64"));
  }

  restore(contents: string[]): void {
    this.clear();
    for (const content of contents) this.add(Buffer.from(content, "base64"));
  }
}
