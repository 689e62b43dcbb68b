import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { DiagnosticsChannel } from "undici";

/** What undici reports of every answer's head, whoever asked. */
const channel = "undici:request:headers";

/**
 * The clock of a service, as the Date headers of its answers show it. It listens to all answers from that service in
 * this process until it is disposed of.
 */
export class ServiceClock implements Disposable {
  #aheadMilliseconds: number | undefined;
  readonly #heard: (message: unknown) => void;

  /** @param now our clock, in milliseconds since 1970 */
  constructor(baseUrl: string, now: () => number = Date.now) {
    const { origin } = new URL(baseUrl);
    this.#heard = (message) => {
      const { request, response } = message as DiagnosticsChannel.RequestHeadersMessage;
      if (String(request.origin) !== origin) return;
      const time = Date.parse(dateOf(response.headers) ?? "");
      // The header drops what is left of the second: on average, half of one.
      if (!Number.isNaN(time)) this.#aheadMilliseconds = time + 500 - now();
    };
    subscribe(channel, this.#heard);
  }

  /** How far the service's clock is ahead of ours; undefined as long as no answer said what time it is. */
  get aheadMilliseconds(): number | undefined {
    return this.#aheadMilliseconds;
  }

  [Symbol.dispose](): void {
    unsubscribe(channel, this.#heard);
  }
}

/** undici passes an HTTP/1.1 head as names and values in turn, an HTTP/2 one as an object. */
function dateOf(
  headers: DiagnosticsChannel.RequestHeadersMessage["response"]["headers"],
): string | undefined {
  if (!Array.isArray(headers)) return [headers.date].flat()[0];
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toString().toLowerCase() === "date");
  return at < 0 ? undefined : headers[at + 1]?.toString();
}
