import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { type BaseUrl, parseBaseUrl } from "./base-url.ts";
import { ConfigError } from "./errors.ts";
import { Http } from "./http.ts";
import { Limiter } from "./limiter.ts";
import { type Retry, wait } from "./retry.ts";

/** How a client reaches the service. */
export interface ClientOptions {
  /** The service's address: `productionUrl`, `sandboxUrl` or another; https unless it is on this machine. */
  baseUrl: string;
  /** The account's API key. It is sent to `baseUrl` alone, and shows up nowhere else. */
  apiKey: string;
  /**
   * How long a request may stand still, in seconds, once it has a connection: no byte of an upload, an answer or a
   * download moves. Default 60. (Not how long it may take: 20 MB over a slow line take longer, and breaking off leaves
   * a create in doubt.)
   */
  attemptTimeoutSeconds?: number;
  /** How long a call may take in all, in seconds, waiting for its turn and repeating included. Default 300. */
  totalTimeoutSeconds?: number;
  /** How often a call may be repeated after its first attempt, where repeating is safe. Default 4. */
  retries?: number;
  /** The first back-off before repeating, in seconds, doubled each time and jittered. Default 1; 0: none. */
  backOffSeconds?: number;
  /** Carries the requests instead of a pool of its own; {@link YotiSignClient.close} leaves it open. */
  dispatcher?: Dispatcher;
  /** Says when a request may go. Clients of one service do best to share one. Default: one of its own. */
  limiter?: Limiter;
  /** Called before a call is repeated. */
  onRetry?: (retry: Retry) => void;
  /** The clock a Retry-After date is compared with where the answer has no date. Default `Date.now`. */
  now?: () => number;
  /** Waits before a repetition, and while the service wants to be left alone, in place of a timer; for tests. */
  wait?: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/** A way to the service. */
export interface Connection {
  /** The service's address, without a slash at its end. */
  baseUrl: string;
  http: Http;
  /** Lets running requests end and closes the connections, unless they are the caller's own. */
  close(): Promise<void>;
}

/**
 * Opens a way to the service; nothing is sent yet.
 *
 * @throws ConfigError the base URL, the key, a limit or the environment's proxy is unusable
 */
export function connect(options: ClientOptions): Connection {
  const baseUrl = parseBaseUrl(options.baseUrl);
  const { attemptTimeoutSeconds = 60, totalTimeoutSeconds = 300, retries = 4, backOffSeconds = 1 } = options;
  checkKey(options.apiKey);
  checkLimits({ attemptTimeoutSeconds, totalTimeoutSeconds }, (value) => value > 0 && value < 2_000_000);
  checkLimits({ backOffSeconds }, (value) => value >= 0 && value < 2_000_000);
  checkLimits({ retries }, (value) => value >= 0 && Number.isInteger(value));
  const limiter = options.limiter ?? newLimiter(options);
  const dispatcher =
    options.dispatcher ??
    newDispatcher(baseUrl, { attemptTimeoutSeconds, connections: limiter.maxConcurrent });
  const http = new Http({
    baseUrl,
    apiKey: options.apiKey,
    dispatcher,
    limiter,
    attemptTimeoutSeconds,
    totalTimeoutSeconds,
    retries,
    backOffSeconds,
    onRetry: options.onRetry ?? (() => {}),
    now: options.now ?? Date.now,
    wait: options.wait ?? wait,
  });
  return {
    baseUrl: baseUrl.origin + baseUrl.prefix,
    http,
    async close() {
      await http.idle();
      if (!options.dispatcher) await dispatcher.close();
    },
  };
}

function checkKey(apiKey: unknown): void {
  if (typeof apiKey !== "string" || apiKey === "")
    throw new ConfigError("There is no API key; set YOTI_SIGN_API_KEY to the key of your Yoti Sign account.");
  // Anything else cannot go in a header; mostly it is a line break that a file or a copy added.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ConfigError(
      "The API key has a space, a line break or a letter no key has; set YOTI_SIGN_API_KEY anew.",
    );
}

function checkLimits(limits: Record<string, number>, valid: (value: number) => boolean): void {
  for (const [name, value] of Object.entries(limits))
    if (typeof value !== "number" || !valid(value)) throw new ConfigError(`${name} cannot be ${value}.`);
}

function newLimiter({ backOffSeconds, wait }: ClientOptions): Limiter {
  const never = new AbortController().signal;
  return new Limiter({
    ...(backOffSeconds !== undefined && { pauseSeconds: backOffSeconds }),
    ...(wait && { wait: (seconds) => wait(seconds, never) }),
  });
}

/**
 * A pool of connections to a service.
 *
 * @throws ConfigError the environment's proxy is unusable
 */
export function newDispatcher(
  { loopback }: BaseUrl,
  { attemptTimeoutSeconds = 60, connections }: { attemptTimeoutSeconds?: number; connections: number },
): Dispatcher {
  const options = {
    connections,
    connectTimeout: Math.min(10, attemptTimeoutSeconds) * 1000,
    // Whether anything of a request was sent is told by when its body is pulled, which HTTP/1.1 does in order.
    allowH2: false,
  };
  // A proxy would look for "localhost" on its own machine.
  if (loopback) return new Agent(options);
  try {
    return new EnvHttpProxyAgent(options);
  } catch {
    // Without cause: a proxy's address may have a password in it.
    throw new ConfigError(
      "HTTP_PROXY or HTTPS_PROXY is no address of a proxy; write it as in http://proxy.example.com:8080.",
    );
  }
}
