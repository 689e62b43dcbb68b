import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireEnvelope } from "../../../schema/generated/wire.ts";

/** A service that knows the envelopes it is given and answers for nothing else. */
export class EnvelopeService {
  /** By id; a number is the status it answers instead. */
  readonly envelopes = new Map<string, WireEnvelope | number>();
  /** What it answers to a search. */
  searchStatus = 200;
  /** How far its clock is ahead of this machine's, in seconds; undefined: it does not say what time it has. */
  aheadSeconds: number | undefined = 0;
  /** The requests so far, as `METHOD path`. */
  readonly requests: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url?.split("?")[0]}`);
      response.sendDate = false;
      if (this.aheadSeconds !== undefined)
        response.setHeader("Date", new Date(Date.now() + this.aheadSeconds * 1000).toUTCString());
      const found = request.url?.includes("/search")
        ? this.#searched()
        : (this.envelopes.get(request.url?.split("/").at(-1) ?? "") ?? 404);
      response.writeHead(typeof found === "number" ? found : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(typeof found === "number" ? {} : found));
    });
  }

  static async start(): Promise<EnvelopeService> {
    const service = new EnvelopeService();
    await new Promise<void>((listening) => service.#server.listen(0, "127.0.0.1", listening));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.envelopes.clear();
    this.requests.length = 0;
    this.searchStatus = 200;
    this.aheadSeconds = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #searched(): object | number {
    return this.searchStatus === 200 ? { envelopes: [], total: 0 } : this.searchStatus;
  }
}
