import { parseBaseUrl } from "./base-url.ts";
import { YotiSignClient } from "./client.ts";
import { type ClientOptions, newDispatcher } from "./connect.ts";
import { Limiter } from "./limiter.ts";

/** What is the same for all clients of a run. */
export type SharedOptions = Pick<ClientOptions, "attemptTimeoutSeconds" | "totalTimeoutSeconds">;

type Way = Required<Pick<ClientOptions, "dispatcher" | "limiter">>;

/**
 * The clients of one run: one for each key of each service. Those of one service share one pool of connections and one
 * limiter. They are not closed: an idle connection does not keep a process from ending.
 */
export class SharedClients {
  readonly #options: SharedOptions;
  readonly #ways = new Map<string, Way>();
  readonly #clients = new Map<string, YotiSignClient>();

  constructor(options: SharedOptions = {}) {
    this.#options = options;
  }

  /**
   * The client for a service and a key.
   *
   * @throws ConfigError as `new YotiSignClient` does
   */
  client({ baseUrl, apiKey }: Pick<ClientOptions, "baseUrl" | "apiKey">): YotiSignClient {
    const name = JSON.stringify([baseUrl, apiKey]);
    const known = this.#clients.get(name);
    if (known) return known;
    const client = new YotiSignClient({ ...this.#options, ...this.#wayTo(baseUrl), baseUrl, apiKey });
    this.#clients.set(name, client);
    return client;
  }

  #wayTo(address: string): Way {
    const baseUrl = parseBaseUrl(address);
    const service = baseUrl.origin + baseUrl.prefix;
    const known = this.#ways.get(service);
    if (known) return known;
    const limiter = new Limiter();
    const { attemptTimeoutSeconds } = this.#options;
    const dispatcher = newDispatcher(baseUrl, {
      ...(attemptTimeoutSeconds !== undefined && { attemptTimeoutSeconds }),
      connections: limiter.maxConcurrent,
    });
    const way = { dispatcher, limiter };
    this.#ways.set(service, way);
    return way;
  }
}
