import { inspect } from "node:util";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import type { WireEnvelopeSummary } from "../../schema/generated/wire.ts";
import { type BaseUrl, parseBaseUrl } from "./base-url.ts";
import { downloadCompletedDocuments, type SavedDocuments } from "./completed-documents.ts";
import * as envelopes from "./envelopes.ts";
import { ConfigError } from "./errors.ts";
import { findEnvelopes } from "./find.ts";
import { type CallOptions, Http } from "./http.ts";
import { editRecipient, type RecipientEdit } from "./recipients.ts";
import { type Retry, wait } from "./retry.ts";
import { type EnvelopeSearch, searchEnvelopes } from "./search.ts";

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
  /** How long a call may take in all, in seconds, waiting for a connection and repeating included. Default 300. */
  totalTimeoutSeconds?: number;
  /** How often a call may be repeated after its first attempt, where repeating is safe. Default 4. */
  retries?: number;
  /** The first back-off before repeating, in seconds, doubled each time and jittered. Default 1; 0: none. */
  backOffSeconds?: number;
  /** Carries the requests instead of a pool of its own, which is left open by {@link YotiSignClient.close}. */
  dispatcher?: Dispatcher;
  /** Called before a call is repeated. */
  onRetry?: (retry: Retry) => void;
  /** The clock a Retry-After date is compared with where the answer has no date. Default `Date.now`. */
  now?: () => number;
  /** Waits before a repetition, in place of a timer; for tests. */
  wait?: (seconds: number, signal: AbortSignal) => Promise<void>;
}

const maxConnections = 32;

/**
 * A typed client of the Yoti Sign API. It speaks the wire's snake_case and adds what HTTP leaves out: typed errors,
 * time limits, repeating where that is safe, checked answers.
 *
 * Every method throws ApiError (by status), ConnectionError, TimeoutError, ResponseError, ValidationError, and
 * OutcomeUnknownError where it has an effect; docs/errors.md says when, and what to do.
 *
 * @example
 * ```ts
 * await using client = new YotiSignClient({ baseUrl: sandboxUrl, apiKey });
 * const { envelopeId } = await client.createEnvelope({ options, files: [{ path: "nda.pdf", fileName: "nda.pdf" }] });
 * ```
 */
export class YotiSignClient {
  /** The service's address, without a slash at its end. */
  readonly baseUrl: string;
  readonly #http: Http;
  readonly #ownDispatcher: Dispatcher | undefined;
  #closed = false;

  /** @throws ConfigError the base URL, the key, a limit or the environment's proxy is unusable */
  constructor(options: ClientOptions) {
    const baseUrl = parseBaseUrl(options.baseUrl);
    const {
      attemptTimeoutSeconds = 60,
      totalTimeoutSeconds = 300,
      retries = 4,
      backOffSeconds = 1,
    } = options;
    checkKey(options.apiKey);
    checkLimits({ attemptTimeoutSeconds, totalTimeoutSeconds }, (value) => value > 0 && value < 2_000_000);
    checkLimits({ backOffSeconds }, (value) => value >= 0 && value < 2_000_000);
    checkLimits({ retries }, (value) => value >= 0 && Number.isInteger(value));
    this.baseUrl = baseUrl.origin + baseUrl.prefix;
    this.#ownDispatcher = options.dispatcher ? undefined : newDispatcher(baseUrl, attemptTimeoutSeconds);
    this.#http = new Http({
      baseUrl,
      apiKey: options.apiKey,
      dispatcher: options.dispatcher ?? (this.#ownDispatcher as Dispatcher),
      attemptTimeoutSeconds,
      totalTimeoutSeconds,
      retries,
      backOffSeconds,
      onRetry: options.onRetry ?? (() => {}),
      now: options.now ?? Date.now,
      wait: options.wait ?? wait,
    });
  }

  /**
   * Sends an envelope: its recipients are e-mailed once the service has processed the files. Repeated only when the
   * service provably has not got it.
   *
   * @returns the id of the envelope, which is QUEUED at first
   * @throws OutcomeUnknownError the service may have it; `cause` is the signal's reason where the call was aborted
   * @throws ValidationError a file is missing, has changed, or has a name that cannot be sent
   */
  createEnvelope(envelope: envelopes.NewEnvelope, call: CallOptions = {}): Promise<{ envelopeId: string }> {
    return this.#use((http) => envelopes.createEnvelope(http, envelope, call));
  }

  /**
   * Reads an envelope's whole state. `COMPLETED` becomes `COMPLETE`.
   *
   * @throws NotFoundError, ForbiddenError it is unknown, or another account's
   */
  getEnvelope(id: string, call: CallOptions = {}): Promise<envelopes.CurrentEnvelope> {
    return this.#use((http) => envelopes.getEnvelope(http, id, call));
  }

  /**
   * Reads an envelope's status alone, with `details.errors` where it is ERRORED. `COMPLETED` becomes `COMPLETE`.
   *
   * @throws NotFoundError, ForbiddenError it is unknown, or another account's
   */
  getEnvelopeStatus(id: string, call: CallOptions = {}): Promise<envelopes.CurrentEnvelope> {
    return this.#use((http) => envelopes.getEnvelopeStatus(http, id, call));
  }

  /**
   * Withdraws an envelope that is not fully signed. Every signer is e-mailed, and it cannot be undone.
   *
   * @throws OutcomeUnknownError it may be archived; its status tells
   */
  archiveEnvelope(id: string, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => envelopes.archiveEnvelope(http, id, call));
  }

  /**
   * Deletes an envelope and what was signed with it, for good.
   *
   * @throws NotFoundError there was none before this call
   */
  deleteEnvelope(id: string, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => envelopes.deleteEnvelope(http, id, call));
  }

  /**
   * Changes how a recipient is named or reached. Another e-mail address makes the request somebody else's.
   *
   * @throws OutcomeUnknownError it may be changed; the envelope's state tells
   */
  editRecipient(id: string, recipientId: string, edit: RecipientEdit, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => editRecipient(http, id, recipientId, edit, call));
  }

  /**
   * Saves the completion pack of a fully signed envelope, a zip, to a file. The file is replaced if it exists, and
   * written beside first, so that there is never half a pack under its name.
   *
   * @param toPath in a folder that exists
   * @throws ResponseError it is no whole zip, or over 2 GiB
   */
  downloadCompletedDocuments(id: string, toPath: string, call: CallOptions = {}): Promise<SavedDocuments> {
    return this.#use((http) => downloadCompletedDocuments(http, id, toPath, call));
  }

  /**
   * Summaries of the envelopes with these ids, in the service's order and with the status in upper case. Each id is
   * asked for once, 100 to a request. An id that the service does not know is left out, if it leaves it out.
   */
  findEnvelopes(ids: readonly string[], call: CallOptions = {}): Promise<WireEnvelopeSummary[]> {
    return this.#use((http) => findEnvelopes(http, ids, call));
  }

  /**
   * Lists the account's envelopes, each once, reading page after page as they are consumed.
   *
   * @throws ValidationError a date is not valid
   * @throws ResponseError the pages do not add up to the total that the service gives, three times over
   */
  async *searchEnvelopes(
    search: EnvelopeSearch = {},
    call: CallOptions = {},
  ): AsyncGenerator<WireEnvelopeSummary, void, undefined> {
    yield* this.#use((http) => searchEnvelopes(http, search, call));
  }

  /** Lets running calls end and closes the connections. Further calls throw a ConfigError. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#ownDispatcher?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  toJSON(): { baseUrl: string } {
    return { baseUrl: this.baseUrl };
  }

  [inspect.custom](): string {
    return `YotiSignClient { baseUrl: ${inspect(this.baseUrl)} }`;
  }

  #use<T>(act: (http: Http) => T): T {
    if (this.#closed) throw new ConfigError("The client is closed; make a new one.");
    return act(this.#http);
  }
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

function newDispatcher({ loopback }: BaseUrl, attemptTimeoutSeconds: number): Dispatcher {
  const options = {
    connections: maxConnections,
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
