import * as pulumi from "@pulumi/pulumi";
import { type ReadEnvelope, readEnvelope } from "./read-envelope.ts";
import { type ReadingArgs, reading } from "./reading.ts";

/** Which envelope to read. */
export interface GetEnvelopeArgs extends ReadingArgs {
  /** The service's id of the envelope, a UUID. */
  envelopeId: pulumi.Input<string>;
}

/**
 * Reads an envelope, sent by this stack or not, as the service has it now: in every `up`, and in every preview that has
 * a key. It changes nothing and e-mails nobody. In a preview without a service or a key the result is unknown, and the
 * program is warned once.
 *
 * What it gives gets into Pulumi's state only where the program exports it or passes it to a resource.
 *
 * @returns fails, as a RunError, where the service has no such envelope (`findEnvelopes` leaves it out instead), where it
 * is another account's, where the service cannot be asked, and in an `up` without a service or a key
 * @throws RunError when Node is too old
 * @example
 * ```ts
 * const lease = getEnvelope({ envelopeId: "5b3f6a51-6f0d-4c58-9a3b-0d1f4f5f7a10" });
 * export const leaseStatus = lease.status;
 * ```
 */
export function getEnvelope(args: GetEnvelopeArgs): pulumi.Output<ReadEnvelope> {
  return reading(pulumi.output(args), async (client, { envelopeId }) =>
    readEnvelope(await client.getEnvelope(envelopeId), envelopeId, client.baseUrl),
  );
}
