import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { unzipSync } from "fflate";
import { type DocumentReader, isTextPlace, placeTag } from "../../../../document/index.ts";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import type { WireTag } from "../../../../schema/generated/wire.ts";
import { YotiSignClient } from "../../../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../../sdk/client/test-files.ts";
import type { WantedTag } from "./tag-grid.ts";

/** The service takes so many tags of one recipient. */
const MOST_TAGS = 200;

/** An emulator, and a client that sends files through it. */
export class Signing implements AsyncDisposable {
  readonly #emulator: Emulator;
  readonly #folder: TestFolder;
  readonly #client: YotiSignClient;
  #count = 0;

  private constructor(emulator: Emulator, folder: TestFolder) {
    this.#emulator = emulator;
    this.#folder = folder;
    this.#client = new YotiSignClient({ baseUrl: emulator.url, apiKey: emulator.apiKey });
  }

  static async start(): Promise<Signing> {
    return new Signing(await startEmulator({ processing: "manual" }), await newFolder());
  }

  /** A new path for this content. */
  write(name: string, content: Uint8Array): Promise<string> {
    return this.#folder.write(name, content);
  }

  /**
   * Places tags on a file, sends it, signs it as everybody it was sent to, and downloads it.
   *
   * @returns the path of the signed file
   */
  async signed(path: string, reader: DocumentReader, wanted: readonly WantedTag[]): Promise<string> {
    const fileName = basename(path);
    const facts = await reader.read(path);
    const text = wanted.some(({ place }) => isTextPlace(place)) ? await reader.readText(path) : undefined;
    const tags = wanted.map(({ type, place }): WireTag => {
      const { pageNumber: page_number, ...fractions } = placeTag(place, facts, text);
      return { type, file_name: fileName, page_number, ...fractions };
    });
    const signers = Array.from({ length: Math.ceil(tags.length / MOST_TAGS) }, (_, index) => ({
      type: "SIGNER" as const,
      name: "Ada Example",
      email: `ada+${index}@example.com`,
      tags: tags.slice(index * MOST_TAGS, (index + 1) * MOST_TAGS),
    }));
    const { envelopeId } = await this.#client.createEnvelope({
      options: {
        name: "Tag geometry",
        emails: { invitation: { body: { message: "Please sign." } } },
        recipients: signers,
      },
      files: [{ path, fileName }],
    });
    await this.#emulator.control.process(envelopeId);
    for (const [index, { email }] of signers.entries()) {
      const own = wanted.slice(index * MOST_TAGS, (index + 1) * MOST_TAGS);
      const values = own.flatMap(({ value }, at) => (value === undefined ? [] : [[at, value]]));
      await this.#sign({ envelopeId, email, values: Object.fromEntries(values) });
    }
    this.#count += 1;
    const pack = await this.#folder.write(`${this.#count}.zip`, "");
    await this.#client.downloadCompletedDocuments(envelopeId, pack);
    const signed = unzipSync(await readFile(pack))[fileName];
    if (!signed) throw new Error(`The pack has no ${fileName}.`);
    return this.#folder.write(`signed-${this.#count}-${fileName}`, signed);
  }

  async #sign(command: object): Promise<void> {
    const body = JSON.stringify(command);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.#emulator.url}/_emulator/sign`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`Signing was answered ${answer.status}: ${await answer.text()}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
    await this.#emulator.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}
