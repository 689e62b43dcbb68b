import { setTimeout as sleep } from "node:timers/promises";
import pRetry, { AbortError } from "p-retry";
import { ApiError, RateLimitError, ServerError } from "./api-errors.ts";
import { ConnectionError } from "./errors.ts";
import { type Operation, type OperationName, operations } from "./operations.ts";

/** A repetition that is about to happen. */
export interface Retry {
  operation: OperationName;
  /** Number of the attempt that failed, from 1. */
  attempt: number;
  /** How long it waits before the next one. */
  delaySeconds: number;
  /** Why it failed. */
  error: Error;
}

export interface RetryPolicy {
  /** How often a call may be repeated after its first attempt. */
  retries: number;
  /** What the first back-off is built from; each next one is twice as long, up to 30 s. */
  backOffSeconds: number;
  onRetry: (retry: Retry) => void;
  /** Waits, and rejects with the signal's reason when that comes first. */
  wait: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/** Thrown by an attempt that must be the last one; {@link withRetries} then throws the error in it. */
export class Unrepeatable extends AbortError {
  constructor(error: unknown) {
    super(error instanceof Error ? error : new Error("The call was aborted.", { cause: error }));
  }
}

const maxBackOffSeconds = 30;

/**
 * Runs an attempt until it succeeds, fails for good, or may not be repeated any more; then its last error is thrown.
 * Between attempts it waits as long as the service asked for (Retry-After) and, on top, a jittered exponential
 * back-off. A wait that would not end in time is not begun.
 *
 * @param remainingSeconds how much time the call has left
 * @param signal ends a wait at once; the last error is thrown then too
 */
export function withRetries<T>(
  name: OperationName,
  policy: RetryPolicy,
  remainingSeconds: () => number,
  signal: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  return pRetry(attempt, {
    retries: policy.retries,
    // p-retry's own wait would replace what an aborted request reports by the abort's reason, and could not be added
    // to a Retry-After; so it counts and repeats, and the waiting is done below.
    minTimeout: 0,
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      const delaySeconds = retryAfterSeconds(error) + backOff(policy.backOffSeconds, attemptNumber);
      if (retriesLeft === 0 || !mayRepeat(operations[name], error) || delaySeconds >= remainingSeconds())
        throw error;
      policy.onRetry({ operation: name, attempt: attemptNumber, delaySeconds, error });
      await policy.wait(delaySeconds, signal).catch(() => {
        throw error;
      });
    },
  });
}

/** Between half and the whole of `base`, `2 * base`, `4 * base` …: calls that failed together do not return together. */
const backOff = (base: number, attempt: number): number =>
  Math.min(base * 2 ** (attempt - 1), maxBackOffSeconds) * (0.5 + Math.random() / 2);

const retryAfterSeconds = (error: Error): number =>
  (error instanceof RateLimitError || error instanceof ServerError ? error.retryAfterSeconds : undefined) ??
  0;

/** Answers of a gateway or an overloaded server; a 501 or 505 will not be another one tomorrow. */
const passingStatuses = new Set([408, 500, 502, 503, 504]);

function mayRepeat(operation: Operation, error: Error): boolean {
  // Of an operation with an effect, either says that nothing was done: all else has become an OutcomeUnknownError.
  if (error instanceof ConnectionError) return !isCertificateProblem(error.reason) && !isClosed(error.reason);
  if (error instanceof RateLimitError) return true;
  return operation.repeat === "always" && error instanceof ApiError && passingStatuses.has(error.status);
}

/** Codes of Node's for a certificate it does not trust: that does not pass by waiting. */
export const isCertificateProblem = (reason: string): boolean =>
  /CERT|^ERR_(TLS|SSL)|^UNABLE_TO_/.test(reason);

/** The client's connections were closed meanwhile. */
const isClosed = (reason: string): boolean => /^UND_ERR_(CLOSED|DESTROYED)$/.test(reason);

/** Waits for real. */
export async function wait(seconds: number, signal: AbortSignal): Promise<void> {
  // The rejection says only that it was aborted, not why.
  await sleep(seconds * 1000, undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
}

/**
 * Seconds to wait according to a Retry-After header, which holds seconds or a date.
 *
 * @param sentAt the answer's Date header: dates of one clock compare well, whatever ours shows
 * @param now milliseconds since 1970, for an answer without a Date header
 */
export function parseRetryAfter(header: unknown, sentAt: unknown, now: () => number): number | undefined {
  if (typeof header !== "string") return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  if (Number.isNaN(until)) return undefined;
  const from = typeof sentAt === "string" ? Date.parse(sentAt) : Number.NaN;
  return Math.max(0, (until - (Number.isNaN(from) ? now() : from)) / 1000);
}
