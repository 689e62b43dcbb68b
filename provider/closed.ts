import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { ask } from "./accept.ts";
import type { Sending } from "./journal.ts";
import { type FoundReceipt, lastReceipt, receiptsFolder, receiptsIn } from "./receipts.ts";
import { RefusedError } from "./refusal.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { requestShape } from "./shape.ts";

/**
 * The receipt of the envelope that a declared resource sent and that was closed since: what stands for it is no longer
 * the state, and on a new machine not the journal either.
 *
 * @throws ConfigError the receipts cannot be read
 */
export function closedBefore(runtime: Runtime, { identity }: IdentifiedInputs): FoundReceipt | undefined {
  const { receipts, baseUrl } = runtime.settings;
  const known = read.get(runtime) ?? receiptsIn(receiptsFolder(receipts));
  read.set(runtime, known);
  return lastReceipt(known, identity, baseUrl);
}

/** What each run has read: a stack may have many receipts, and many envelopes to look for in them. */
const read = new WeakMap<Runtime, readonly FoundReceipt[]>();

/**
 * The sending that a receipt tells of, which is in the journal then, too. One that was ended on purpose does not count:
 * its resource was free to send another.
 *
 * @throws RefusedError the service has the envelope, and it is not complete; ConfigError, and the client's errors
 */
export async function closedSending(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<Sending | undefined> {
  const found = closedBefore(runtime, inputs);
  if (!found) return undefined;
  const { envelopeId, sentAt, fingerprint } = found.receipt;
  const journal = runtime.journal(inputs.identity);
  const known = journal.find(envelopeId);
  if (known) return known.ending === null || known.ending === "completed" ? known : undefined;
  // What is not complete would be withdrawn once its resource is removed.
  const answer = await ask(runtime, { envelopeId, ...(inputs.account && { accountName: inputs.account }) });
  if (answer && !["COMPLETE", "COMPLETED"].includes(answer.status)) throw notComplete(found, answer.status);
  const { host, account } = runtime.service(inputs.account);
  const shape = requestShape(request, inputs.reference);
  const { identity } = inputs;
  const intent = { identity, host, account, fingerprint, shape, intentAt: sentAt };
  // Cut off between intent and id, it would be taken for a sending in doubt.
  const sending = await journal.together(() => {
    const begun = journal.begin(intent);
    if (begun) journal.accept(begun, envelopeId);
    return begun && journal.reread(begun);
  });
  // Another run began to send in this moment, which is what there is to go on with then.
  return sending ?? journal.earlier(identity, host, fingerprint);
}

/**
 * Says in a preview that a declared envelope was closed, so that nobody takes its line `create` for a sending.
 *
 * @returns why it would be refused, as a sentence
 */
export function closedProblems(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  fingerprint: string,
): { closed: boolean; problems: string[] } {
  const found = closedBefore(runtime, inputs);
  if (!found || isSameId(inputs.supersedes, found.receipt.envelopeId)) return { closed: false, problems: [] };
  const { envelopeId, fingerprint: sent } = found.receipt;
  if (sent !== fingerprint) return { closed: true, problems: [otherThanClosed(found).message] };
  const message =
    `Envelope ${envelopeId} was closed (${found.path}) and is still declared: it is not sent again, and goes back into ` +
    "the state. Remove it from the program";
  runtime.engine.show({ severity: "info", message, urn: inputs.identity });
  return { closed: true, problems: [] };
}

/** The refusal of another content under the name of an envelope that was closed. */
export const otherThanClosed = ({ path, receipt: { envelopeId, sentAt } }: FoundReceipt): RefusedError =>
  new RefusedError(
    `This resource sent envelope ${envelopeId} on ${sentAt}, which was closed (${path}), and that is not what is declared ` +
      `now. Nothing was sent. Give the new envelope another resource name, or set supersedes: "${envelopeId}" to send it ` +
      "under this one (the complete one stays)",
  );

const notComplete = ({ path, receipt: { envelopeId } }: FoundReceipt, status: string): RefusedError =>
  new RefusedError(
    `${path} says that envelope ${envelopeId} of this resource is complete, and the service says that it is ${status}. ` +
      "Nothing was sent. Correct the receipt, or move it away if it is not this resource's",
  );
