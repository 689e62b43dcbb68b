import { hash } from "node:crypto";
import { addAbortListener } from "node:events";
import type { Dispatcher } from "undici";
import { apiErrorFor, RateLimitError } from "./api-errors.ts";
import type { BaseUrl } from "./base-url.ts";
import type { RequestBody } from "./body.ts";
import { type FailedRequest, OutcomeUnknownError } from "./errors.ts";
import { failureOf, isTimeout, TotalTimeout, unsentFailure } from "./failure.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { Limiter } from "./limiter.ts";
import { type Operation, type OperationName, operations } from "./operations.ts";
import { type Delivery, headersOf, outgoing } from "./outgoing-request.ts";
import { refusalBody } from "./refusal-body.ts";
import { parseRetryAfter, type RetryPolicy, Unrepeatable, withRetries } from "./retry.ts";
import type { Turn } from "./turn.ts";

/** What every call takes. */
export interface CallOptions {
  /**
   * Ends the call, which then rejects with the signal's reason; with an OutcomeUnknownError whose cause that is, where
   * the request has an effect and was on its way.
   */
  signal?: AbortSignal;
  /**
   * Awaited right before each attempt leaves, when its turn has come: the last moment to change one's mind. What it throws
   * ends the call, and nothing of that attempt was sent.
   */
  beforeSending?: () => Promise<void>;
}

export interface HttpSettings extends RetryPolicy {
  baseUrl: BaseUrl;
  apiKey: string;
  dispatcher: Dispatcher;
  limiter: Limiter;
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
  contentType: string | undefined;
  body: Dispatcher.ResponseData["body"];
}

/**
 * The part of a call's time that waiting for a turn leaves to the request itself: one that begins in the last moment and
 * is broken off would be in doubt.
 */
const requestShare = 0.1;

/** Sends requests with the key, repeats those that may be, and turns every failure into one of our errors. */
export class Http {
  readonly #settings: HttpSettings;
  /** Who is asking, for a limiter that others share. */
  readonly #user: string;
  readonly #attempts = new Set<Promise<unknown>>();

  constructor(settings: HttpSettings) {
    this.#settings = settings;
    this.#user = hash("sha256", settings.apiKey);
  }

  /** Waits until no request is under way or waits for its turn. */
  async idle(): Promise<void> {
    while (this.#attempts.size > 0) await Promise.allSettled(this.#attempts);
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
    const { limiter, totalTimeoutSeconds } = this.#settings;
    call.signal?.throwIfAborted();
    const end = performance.now() + totalTimeoutSeconds * 1000;
    const remaining = () => (end - performance.now()) / 1000;
    const total = new AbortController();
    const timer = setTimeout(() => total.abort(new TotalTimeout()), totalTimeoutSeconds * 1000);
    const signal = call.signal ? AbortSignal.any([call.signal, total.signal]) : total.signal;
    const reserveSeconds = totalTimeoutSeconds * requestShare;
    const queueing = new AbortController();
    const queueTimer = setTimeout(
      () => queueing.abort(new TotalTimeout()),
      (totalTimeoutSeconds - reserveSeconds) * 1000,
    );
    const ticket = limiter.ticket();
    let earlierArrived = false;
    let earlier: unknown;
    const attempt = async (): Promise<T> => {
      // A repetition that comes as late as that has waited for it, and takes what is left.
      const patience = queueing.signal.aborted
        ? { remainingSeconds: remaining(), signal }
        : {
            remainingSeconds: remaining() - reserveSeconds,
            signal: AbortSignal.any([signal, queueing.signal]),
          };
      using turn = await limiter.turn({ user: this.#user, ticket, ...patience }).catch((error) => {
        throw new Unrepeatable(
          earlier ?? unsentFailure(error, failedRequest(request, this.#settings.baseUrl)),
        );
      });
      await call.beforeSending?.().catch((error) => {
        throw new Unrepeatable(error);
      });
      const delivery = { began: false, earlierArrived };
      try {
        return await this.#attempt(request, read, delivery, turn, signal);
      } catch (error) {
        earlierArrived ||= delivery.began && !(error instanceof RateLimitError);
        earlier = error;
        throw error;
      }
    };
    try {
      return await withRetries(request.operation, this.#settings, remaining, signal, () =>
        this.#counted(attempt()),
      );
    } catch (error) {
      // Only doubt is worth more to the caller than knowing that it was they who stopped it.
      if (call.signal?.aborted && !(error instanceof OutcomeUnknownError)) throw call.signal.reason;
      throw error;
    } finally {
      clearTimeout(timer);
      clearTimeout(queueTimer);
    }
  }

  #counted<T>(attempt: Promise<T>): Promise<T> {
    this.#attempts.add(attempt);
    const forget = () => this.#attempts.delete(attempt);
    attempt.then(forget, forget);
    return attempt;
  }

  async #attempt<T>(
    request: HttpRequest,
    read: (answer: HttpAnswer) => Promise<T>,
    delivery: Delivery,
    turn: Turn,
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
        body: outgoing(request.body, operation, delivery, resources, signal) as unknown as Buffer,
        headersTimeout: timeout,
        bodyTimeout: timeout,
        signal,
      });
      // While it waits for a connection, undici only notes an abort and goes on waiting.
      const { statusCode: status, headers, body } = await Promise.race([answering, aborted.promise]);
      // What is left unread would keep the connection busy, and the client from closing.
      resources.defer(() => void body.on("error", () => {}).destroy());
      const asked = parseRetryAfter(headers["retry-after"], headers.date, now);
      judgeAnswer(turn, request.operation, status, asked);
      if (status >= 200 && status < 300)
        return await read({
          request: failed,
          status,
          contentType: headers["content-type"]?.toString(),
          body,
        });
      const refusal = {
        status,
        body: await refusalBody(body),
        retryAfterSeconds: asked ?? (status === 429 ? operation.rateLimitSeconds : undefined),
      };
      if (status === 404 && delivery.earlierArrived && operation.repeatedNotFoundIsDone)
        return undefined as T;
      throw apiErrorFor(failed, refusal);
    } catch (error) {
      if (isTimeout(error)) turn.overloaded();
      throw failureOf(error, failed, operation.repeat === "unless-arrived" && delivery.began, signal);
    }
  }
}

function failedRequest(request: HttpRequest, { origin, prefix }: BaseUrl): FailedRequest {
  const { goal, method } = operations[request.operation];
  const [path = ""] = request.path.split("?");
  return { operation: request.operation, goal, method, path: prefix + path, origin };
}
