import type { RequestBody } from "./body.ts";
import type { Operation } from "./operations.ts";

/** How far a request got. */
export interface Delivery {
  /** Bytes of this attempt may have arrived. */
  began: boolean;
  /** Bytes of an earlier attempt may have, and the service did not refuse it. */
  earlierArrived: boolean;
}

/** What goes with every request, the key included. */
export function headersOf(body: RequestBody | undefined, apiKey: string): Record<string, string> {
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
export function outgoing(
  body: RequestBody | undefined,
  operation: Operation,
  delivery: Delivery,
  resources: AsyncDisposableStack,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> | null {
  if (!body && operation.repeat === "always" && !operation.repeatedNotFoundIsDone) return null;
  return (async function* () {
    if (!body) delivery.began = true;
    else
      for await (const chunk of body.chunks(resources)) {
        // Files were opened meanwhile; an attempt that has been reported as unsent by now must stay so.
        if (signal.aborted || resources.disposed) throw new Error("The request ended before it was sent.");
        delivery.began = true;
        yield chunk;
      }
  })();
}
