import { PDFDocument } from "@cantoo/pdf-lib";
import type { Emulator } from "../../../emulator/index.ts";

/** What came back: the status, and the body as JSON (undefined when there is none). */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies whose shape is what they test
  body: any;
}

/** The time the tests' emulators start at. */
export const start = Date.UTC(2026, 0, 31, 12);

/** A PDF with so many pages of A4. */
export async function pdfOf(pages: number): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return new Uint8Array(await document.save());
}

/** Options with an invitation and these recipients. */
export const optionsFor = (...recipients: object[]): Record<string, unknown> => ({
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  recipients,
});

/** A signer, Ada by default. */
export const signer = (more: object = {}): Record<string, unknown> => ({
  type: "SIGNER",
  name: "Ada Example",
  email: "ada@example.com",
  ...more,
});

/** A required signature on the first page of `nda.pdf`, in its middle by default. */
export const tag = (more: object = {}): Record<string, unknown> => ({
  type: "signature",
  file_name: "nda.pdf",
  page_number: 1,
  x: 0.5,
  y: 0.5,
  ...more,
});

/** A multipart body of files, then the options part. */
export function formOf(options: unknown, files: Record<string, Uint8Array<ArrayBuffer>>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append("file", new Blob([content], { type: "application/pdf" }), name);
  form.append("options", new Blob([JSON.stringify(options)], { type: "application/json" }));
  return form;
}

const onePage = await pdfOf(1);

/** Calls an emulator's API the way a client that knows nothing about emulators does. */
export class ApiCaller {
  readonly #url: string;
  readonly #apiKey: string;

  constructor({ url, apiKey }: Pick<Emulator, "url" | "apiKey">) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  /** Sends anything; JSON bodies as objects. */
  async call(method: string, path: string, body?: object): Promise<Answer> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  send(method: string, path: string, body?: object): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(this.#url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(body && !isForm && { "content-type": "application/json" }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
  }

  get = (path: string): Promise<Answer> => this.call("GET", path);

  /** Asks for an envelope; by default of a one-page `nda.pdf`. */
  create(
    options: unknown,
    files: Record<string, Uint8Array<ArrayBuffer>> = { "nda.pdf": onePage },
  ): Promise<Answer> {
    return this.call("POST", "/v2/envelopes", formOf(options, files));
  }

  /** Creates an envelope that has to be accepted, and gives its id. */
  async created(options: unknown, files?: Record<string, Uint8Array<ArrayBuffer>>): Promise<string> {
    const { status, body } = await this.create(options, files);
    if (status !== 202) throw new Error(`The emulator answered ${status}: ${JSON.stringify(body)}`);
    return body.envelope_id;
  }
}
