import { ConfigError } from "../sdk/client/index.ts";

/**
 * Lets Ctrl-C end the work in good order, so that nothing is left half done.
 *
 * @param message what the signal's reason says, a ConfigError
 */
export async function interruptible<T>(
  message: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new ConfigError(message));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await work(interrupt.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
