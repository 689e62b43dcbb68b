import pRetry from "p-retry";
import { CodeHostError } from "./code-host-error.ts";

/** How long and how often a host's failures are met with another try. */
export interface Patience {
  /** Seconds for all tries together; a wait that would not end in time is not begun. */
  totalSeconds: number;
  /** Tries after the first. Default 5. */
  retries?: number;
  /** Waits between tries; tests give their own. */
  wait: (seconds: number) => Promise<void>;
  /** Milliseconds, of a clock that only goes forward. Default: the process's. */
  elapsed?: () => number;
  /** Told before each wait. */
  onRetry?: (seconds: number, error: CodeHostError) => void;
}

const backOffSeconds = 1;

/**
 * Repeats what a host let fail in passing: its 5xx and limits, and a lost connection. Waits for as long as it asks
 * (Retry-After) and a jittered exponential back-off on top.
 *
 * @param attempt must look anew what is there, since the last one may have had its effect
 * @throws the last error, when it does not pass, or time or tries are used up
 */
export function patiently<T>(
  attempt: () => Promise<T>,
  { totalSeconds, retries = 5, wait, elapsed = () => performance.now(), onRetry = () => {} }: Patience,
): Promise<T> {
  const end = elapsed() + totalSeconds * 1000;
  return pRetry(attempt, {
    retries,
    // As in sdk/client/retry.ts: p-retry's own wait could not be added to a Retry-After.
    minTimeout: 0,
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!(error instanceof CodeHostError) || !error.passes || retriesLeft === 0) throw error;
      const backOff = backOffSeconds * 2 ** (attemptNumber - 1) * (0.5 + Math.random() / 2);
      const seconds = (error.retryAfterSeconds ?? 0) + backOff;
      if (elapsed() + seconds * 1000 >= end) throw error;
      onRetry(seconds, error);
      await wait(seconds);
    },
  });
}
