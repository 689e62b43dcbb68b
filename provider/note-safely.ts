import type { Runtime } from "./runtime.ts";

/**
 * Records in the journal what has happened already: that this fails must not hide it. What is not recorded stays in doubt
 * there, and the next run asks the service.
 *
 * @param identity the resource on which a failure is shown
 * @returns why it failed; undefined when it did not
 */
export function noteSafely(runtime: Runtime, identity: string, record: () => void): unknown {
  try {
    record();
    return undefined;
  } catch (error) {
    const { path } = runtime.journal(identity);
    const { cause = error } = error as { cause?: unknown };
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The journal ${path} cannot be written (${why}); make its folder writable, or free space`;
    runtime.engine.show({ severity: "warning", message, urn: identity });
    return error;
  }
}
