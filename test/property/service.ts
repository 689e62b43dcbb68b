import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { envelopeRequest } from "../../provider/request.ts";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import type { EnvelopeKind } from "../../schema/validate.ts";
import { ApiError, type CurrentEnvelope, YotiSignClient } from "../../sdk/client/index.ts";

/** An emulator that processes files when it is told to, and a client of it. */
export class Service {
  readonly #emulator: Emulator;
  readonly #client: YotiSignClient;

  private constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.#client = new YotiSignClient({ baseUrl: emulator.url, apiKey: emulator.apiKey });
  }

  static async start(): Promise<Service> {
    return new Service(await startEmulator({ processing: "manual" }));
  }

  /** What the service makes of an envelope: its status after processing, or why it refuses it. */
  async outcome(envelope: EmbeddedEnvelopeInputs, kind: EnvelopeKind = "standard"): Promise<string> {
    try {
      const envelopeId = await this.#send(envelope, kind);
      const { status, errors } = this.#emulator.control.envelope(envelopeId);
      return [status, ...errors.map(({ code }) => code)].join(" ");
    } catch (error) {
      if (error instanceof ApiError) return error.details.join(", ");
      throw error;
    }
  }

  /** Sends an envelope, and says what the service tells of it once it is processed. */
  async told(envelope: EmbeddedEnvelopeInputs, kind: EnvelopeKind): Promise<CurrentEnvelope> {
    return await this.#client.getEnvelope(await this.#send(envelope, kind));
  }

  async #send(envelope: EmbeddedEnvelopeInputs, kind: EnvelopeKind): Promise<string> {
    const { options, files } = envelopeRequest(envelope);
    const { envelopeId } =
      kind === "standard"
        ? await this.#client.createEnvelope({ options, files })
        : await this.#client.createEmbeddedEnvelope({ options, files });
    await this.#emulator.control.process(envelopeId);
    return envelopeId;
  }

  async close(): Promise<void> {
    await this.#client.close();
    await this.#emulator.close();
  }
}
