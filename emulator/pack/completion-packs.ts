import type { Envelope } from "../envelope/envelope.ts";
import type { DocumentStore } from "../store/document-store.ts";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { completionPack } from "./completion-pack.ts";

/** Completion packs, each made once for as long as its envelope stays as it is. */
export class CompletionPacks {
  readonly #documents: DocumentStore;
  readonly #authority: CertificateAuthority;
  readonly #made = new WeakMap<Envelope, Promise<Buffer>>();

  constructor(documents: DocumentStore, authority: CertificateAuthority) {
    this.#documents = documents;
    this.#authority = authority;
  }

  /** The pack of an envelope that is complete, as a zip. */
  of(envelope: Envelope): Promise<Buffer> {
    const pack =
      this.#made.get(envelope) ??
      completionPack(envelope, (sha256) => this.#documents.content(sha256), this.#authority);
    this.#made.set(envelope, pack);
    return pack;
  }
}
