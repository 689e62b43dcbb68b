import { addAbortListener } from "node:events";
import type { Dispatcher } from "undici";
import { apiErrorFor } from "./api-errors.ts";
import type { BaseUrl } from "./base-url.ts";
import type { RequestBody } from "./body.ts";
import {
  ConnectionError,
  type FailedRequest,
  OutcomeUnknownError,
  ResponseError,
  TimeoutError,
  YotiSignError,
} from "./errors.ts";
import { type Operation, type OperationName, operations } from "./operations.ts";
import { isCertificateProblem, parseRetryAfter, type RetryPolicy, withRetries } from "./retry.ts";

/** What every call takes. */
export interface CallOptions {
  /**
   * Ends the call, which then rejects with the signal's reason; with an OutcomeUnknownError whose cause that is, where
   * the request has an effect and was on its way.
   */
  signal?: AbortSignal;
}

export interface HttpSettings extends RetryPolicy {
  baseUrl: BaseUrl;
  apiKey: string;
  dispatcher: Dispatcher;
  attemptTimeoutSeconds: number;
  totalTimeoutSeconds: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface HttpRequest {
  operation: OperationName;
  /** Below the base URL, with an encoded query where there is one. */
  path: string;
  body?: RequestBody;
}

/** A successful answer whose body has still to be read, on the connection. */
export interface HttpAnswer {
  request: FailedRequest;
  status: number;
  body: Dispatcher.ResponseData["body"];
}

const maxRefusalBytes = 64 * 1024;

/** Sends requests with the key, repeats those that may be, and turns every failure into one of our errors. */
export class Http {
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  /**
   * @param read turns a successful answer into the call's result; what it throws fails the attempt
   * @returns what `read` returns; undefined where a repeated request met a 404 that means "done"
   * @throws ApiError, ConnectionError, TimeoutError, OutcomeUnknownError, what `read` throws, the signal's reason
   */
  async send<T>(
    request: HttpRequest,
    read: (answer: HttpAnswer) => Promise<T>,
    call: CallOptions,
  ): Promise<T> {
    const { totalTimeoutSeconds } = this.#settings;
    call.signal?.throwIfAborted();
    const end = performance.now() + totalTimeoutSeconds * 1000;
    const total = new AbortController();
    const timer = setTimeout(() => total.abort(new TotalTimeout()), totalTimeoutSeconds * 1000);
    const signal = call.signal ? AbortSignal.any([call.signal, total.signal]) : total.signal;
    let earlierArrived = false;
    try {
      const remaining = () => (end - performance.now()) / 1000;
      return await withRetries(request.operation, this.#settings, remaining, signal, async () => {
        const delivery = { began: false, earlierArrived };
        return await this.#attempt(request, read, delivery, signal).finally(() => {
          earlierArrived ||= delivery.began;
        });
      });
    } catch (error) {
      // Only doubt is worth more to the caller than knowing that it was they who stopped it.
      if (call.signal?.aborted && !(error instanceof OutcomeUnknownError)) throw call.signal.reason;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #attempt<T>(
    request: HttpRequest,
    read: (answer: HttpAnswer) => Promise<T>,
    delivery: Delivery,
    signal: AbortSignal,
  ): Promise<T> {
    const { apiKey, attemptTimeoutSeconds, baseUrl, dispatcher, now } = this.#settings;
    const operation: Operation = operations[request.operation];
    const path = baseUrl.prefix + request.path;
    const failed = failedRequest(request, baseUrl);
    const timeout = attemptTimeoutSeconds * 1000;
    await using resources = new AsyncDisposableStack();
    const aborted = Promise.withResolvers<never>();
    resources.use(addAbortListener(signal, () => aborted.reject(signal.reason)));
    try {
      const answering = dispatcher.request({
        origin: baseUrl.origin,
        path,
        method: operation.method,
        headers: headersOf(request.body, apiKey),
        // undici takes async iterables, its types leave them out.
        body: outgoing(request.body, operation, delivery, resources) as unknown as Buffer,
        headersTimeout: timeout,
        bodyTimeout: timeout,
        signal,
      });
      // While it waits for a connection, undici only notes an abort and goes on waiting.
      const { statusCode: status, headers, body } = await Promise.race([answering, aborted.promise]);
      if (status >= 200 && status < 300) return await read({ request: failed, status, body });
      const refusal = {
        status,
        body: await refusalBody(body),
        retryAfterSeconds: parseRetryAfter(headers["retry-after"], headers.date, now),
      };
      if (status === 404 && delivery.earlierArrived && operation.repeatedNotFoundIsDone)
        return undefined as T;
      throw apiErrorFor(failed, refusal);
    } catch (error) {
      throw translate(error, failed, operation, delivery, signal);
    }
  }
}

/** How far a request got. */
interface Delivery {
  /** Bytes of this attempt may have arrived. */
  began: boolean;
  /** Bytes of an earlier attempt may have. */
  earlierArrived: boolean;
}

class TotalTimeout extends Error {}

function failedRequest(request: HttpRequest, { origin, prefix }: BaseUrl): FailedRequest {
  const { goal, method } = operations[request.operation];
  const [path = ""] = request.path.split("?");
  return { operation: request.operation, goal, method, path: prefix + path, origin };
}

function headersOf(body: RequestBody | undefined, apiKey: string): Record<string, string> {
  return {
    accept: "application/json, application/zip;q=0.9, */*;q=0.1",
    authorization: `Bearer ${apiKey}`,
    "user-agent": "pulumi-yotisign",
    ...(body && { "content-type": body.contentType, "content-length": String(body.bytes) }),
  };
}

/**
 * The body as undici pulls it: not before it has a connection, and before it writes anything, the head included. So
 * the first pull is the moment from which bytes may have arrived; an operation with an effect therefore always has a
 * body to pull, empty as it may be.
 */
function outgoing(
  body: RequestBody | undefined,
  operation: Operation,
  delivery: Delivery,
  resources: AsyncDisposableStack,
): AsyncIterable<Uint8Array> | null {
  if (!body && operation.repeat === "always" && !operation.repeatedNotFoundIsDone) return null;
  return (async function* () {
    if (!body) delivery.began = true;
    else
      for await (const chunk of body.chunks(resources)) {
        delivery.began = true;
        yield chunk;
      }
  })();
}

/** What can be read of a refusal, whose status alone says the most; undefined for anything but a small JSON body. */
async function refusalBody(body: HttpAnswer["body"]): Promise<unknown> {
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxRefusalBytes) return undefined;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

/** The error of ours for whatever ended an attempt. */
function translate(
  error: unknown,
  request: FailedRequest,
  operation: Operation,
  delivery: Delivery,
  signal: AbortSignal,
): unknown {
  const inDoubt = operation.repeat === "unless-arrived" && delivery.began;
  const status = (error as { status?: number }).status;
  if (error instanceof YotiSignError) {
    // A refusal is no doubt, unless it may be a gateway's word on a server that did the work.
    const refused = status !== undefined && status >= 300 && status < 500 && status !== 408;
    if (!inDoubt || refused) return error;
    const what = error instanceof ResponseError ? ", but not as the API reference says" : "";
    return new OutcomeUnknownError(request, `answered ${status}${what}`, { status, cause: error });
  }
  const reason = reasonOf(error);
  // What a parser stumbled over is a piece of the answer, and so may be personal data.
  const cause = reason.startsWith("HPE_") ? {} : { cause: error };
  const aborted = signal.aborted && !(signal.reason instanceof TotalTimeout);
  if (inDoubt) {
    const what = aborted ? "was aborted after it began" : `broke off after it began (${reason})`;
    return new OutcomeUnknownError(request, what, aborted ? { cause: signal.reason } : cause);
  }
  if (aborted) return error;
  if (timeouts.has(reason))
    return new TimeoutError(request, reason, `${request.origin} does not answer; try again later.`, cause);
  if (isCertificateProblem(reason)) {
    const cure = `TLS with ${request.origin} failed; NODE_EXTRA_CA_CERTS can name a certificate authority of your own.`;
    return new ConnectionError(request, reason, cure, cause);
  }
  const cure = `Check that ${request.origin} is right and can be reached from here, through a proxy if there is one.`;
  return new ConnectionError(request, reason, cure, cause);
}

const timeouts = new Set([
  "TOTAL_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

function reasonOf(error: unknown): string {
  if (error instanceof TotalTimeout) return "TOTAL_TIMEOUT";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "UNKNOWN";
}
