import { resolve } from "node:path";
import { DocumentReader } from "../../document/index.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { PolicyDocument } from "../document-facts.ts";
import { readPolicyDocuments } from "../host/read-documents.ts";

/** Knows the documents of a program's envelopes, each content once. */
export class PackDocuments {
  readonly #reader = new DocumentReader();
  readonly #folder: string;
  readonly #known = new Map<string, Promise<PolicyDocument>>();

  /** @param folder that paths are relative to */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * What is known of an envelope's documents; undefined where one of them is not known yet.
   *
   * @param declared as the provider's check leaves them
   */
  async of(declared: unknown): Promise<PolicyDocument[] | undefined> {
    if (!Array.isArray(declared) || unknownPaths(declared).length > 0) return undefined;
    const read = declared.filter((document) => typeof document?.path === "string");
    return await Promise.all(read.map((document) => this.#of(document)));
  }

  #of(document: DocumentInputs): Promise<PolicyDocument> {
    // Without its hash it may be another file next time.
    if (document.sha256 === undefined) return this.#read(document);
    const key = [document.path, document.fileName, document.sha256].join("\0");
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#read(document);
    this.#known.set(key, found);
    return found;
  }

  async #read(document: DocumentInputs): Promise<PolicyDocument> {
    const path = resolve(this.#folder, document.path);
    const [found] = (await readPolicyDocuments(this.#reader, [{ ...document, path }])) ?? [];
    return found && found.sha256 === (document.sha256 ?? found.sha256)
      ? { ...found, name: fileNameOf(document), path: document.path }
      : asChecked(document);
  }
}

/**
 * A document that is gone or has changed, as the envelope's inputs keep it: an envelope that was sent long ago must not
 * stop every run. That nothing is sent so is the provider's to see to.
 */
function asChecked(document: DocumentInputs): PolicyDocument {
  const name = fileNameOf(document);
  const [kind] = /(?<=\.)docx?$/i.exec(name) ?? ["pdf"];
  return {
    name,
    path: document.path,
    kind: kind.toLowerCase() as PolicyDocument["kind"],
    bytes: document.bytes ?? 0,
    sha256: document.sha256 ?? "",
    pages: undefined,
    text: undefined,
    encrypted: undefined,
    javaScript: undefined,
    attachments: undefined,
    signatures: undefined,
    fonts: undefined,
  };
}
