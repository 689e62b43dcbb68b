/** Pulumi's function that notes down where a promise was made. */
const noting = "debuggablePromise";

/**
 * Until it is disposed of, Pulumi does not learn where the promises come from that it makes for a resource. It asks
 * for some thirty such traces per resource and maps each place in them to its source, which is nearly all that it takes to
 * declare a resource (docs/decisions/0015-promise-traces.md), and shows them only when it is told to by
 * PULUMI_DEBUG_PROMISE_LEAKS: then, and for all other errors, traces are what they always are.
 */
export function withoutPromiseTraces(): Disposable {
  const { prepareStackTrace } = Error;
  // Some libraries take the hook away.
  if (typeof prepareStackTrace === "function" && !process.env.PULUMI_DEBUG_PROMISE_LEAKS)
    Error.prepareStackTrace = (error, places) =>
      places[0]?.getFunctionName() === noting ? "" : prepareStackTrace(error, places);
  return {
    [Symbol.dispose]: () => {
      Error.prepareStackTrace = prepareStackTrace;
    },
  };
}
