import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { envelopeRequest } from "../../provider/request.ts";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import type { EnvelopeKind } from "../../schema/validate.ts";
import { ApiError, YotiSignClient } from "../../sdk/client/index.ts";

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
    const { options, files } = envelopeRequest(envelope);
    try {
      const { envelopeId } =
        kind === "standard"
          ? await this.#client.createEnvelope({ options, files })
          : await this.#client.createEmbeddedEnvelope({ options, files });
      await this.#emulator.control.process(envelopeId);
      const { status, errors } = this.#emulator.control.envelope(envelopeId);
      return [status, ...errors.map(({ code }) => code)].join(" ");
    } catch (error) {
      if (error instanceof ApiError) return error.details.join(", ");
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
    await this.#emulator.close();
  }
}
