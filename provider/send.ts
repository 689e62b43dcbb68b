import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { OutcomeUnknownError, ResponseError, YotiSignError } from "../sdk/client/index.ts";
import type { Sending } from "./journal.ts";
import { withLogoContent } from "./logo.ts";
import { recipientsOf } from "./observe.ts";
import { sentName } from "./reference.ts";
import { RefusedError, SendingInDoubtError } from "./refusal.ts";
import type { EnvelopeRequest } from "./request.ts";
import { requestDigests } from "./request-digests.ts";
import type { Runtime } from "./runtime.ts";
import { requestShape } from "./shape.ts";
import { signingUrls } from "./signing-urls.ts";

/**
 * Sends an envelope, once: the intent is on disk before the request leaves, the id after it came back.
 *
 * @returns the state of an envelope the service has accepted and not yet processed
 * @throws RefusedError when Pulumi is gone; SendingInDoubtError when the service may have accepted it without our
 * seeing its id; the client's errors, when it did not
 */
export async function send(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<EnvelopeState> {
  const journal = runtime.journal(inputs.identity);
  if (!(await runtime.engine.alive()))
    throw new RefusedError("Pulumi has ended, so nothing more is sent in its name; run `pulumi up` again");
  const sending = begin(runtime, inputs, request);
  const created = await runtime.whileSending(sending, async () => {
    try {
      const answer = await post(runtime, inputs, request);
      journal.accept(sending, answer.envelopeId);
      return answer;
    } catch (error) {
      if (error instanceof OutcomeUnknownError || error instanceof ResponseError) throw doubt(error);
      if (error instanceof YotiSignError) journal.end(sending, "refused");
      throw error;
    }
  });
  return newState(runtime, inputs, request, { ...created, at: sending.intentAt });
}

async function post(
  runtime: Runtime,
  { account, reference }: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<{ envelopeId: string; signingUrls?: Record<string, string> }> {
  const { client } = runtime.service(account);
  const options = await withLogoContent(request);
  const envelope = { options: { ...options, name: sentName(options.name, reference) }, files: request.files };
  if (request.kind === "standard") return client.createEnvelope(envelope);
  const { envelopeId, recipients } = await client.createEmbeddedEnvelope(envelope);
  return { envelopeId, signingUrls: signingUrls(request, recipients, runtime.settings.webUrl ?? "") };
}

const doubt = (cause: OutcomeUnknownError | ResponseError): SendingInDoubtError =>
  new SendingInDoubtError(
    `${cause.message} The journal has the attempt: the next \`pulumi up\` looks for the envelope before it sends anything`,
    { cause },
  );

/** Records in the journal that this request is about to be sent. */
export function begin(
  runtime: Runtime,
  { identity, account: accountName, reference }: IdentifiedInputs,
  request: EnvelopeRequest,
): Sending {
  const { host, account } = runtime.service(accountName);
  return runtime.journal(identity).begin({
    identity,
    host,
    account,
    fingerprint: request.fingerprint,
    shape: requestShape(request, reference),
    intentAt: new Date(runtime.now()).toISOString(),
  });
}

/** The state of an envelope of which no more is known than what was sent, and under which id. */
export function newState(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
  {
    envelopeId,
    at,
    signingUrls = {},
  }: { envelopeId: string; at: string; signingUrls?: Record<string, string> },
): EnvelopeState {
  const { host, account } = runtime.service(inputs.account);
  return {
    envelopeId,
    status: "QUEUED",
    recipients: recipientsOf(request),
    documents: request.documents,
    signedDocumentsUrl: null,
    completedAt: null,
    archivedAt: null,
    ...(request.kind === "embedded" && { signingUrls }),
    identity: inputs.identity,
    host,
    account,
    ...(inputs.account && { accountName: inputs.account }),
    ...(inputs.onDelete && { onDelete: inputs.onDelete }),
    ...(inputs.personalData && { personalData: inputs.personalData }),
    sent: {
      at,
      fingerprint: request.fingerprint,
      ...(inputs.reference && { reference: inputs.reference }),
      digests: requestDigests(request),
    },
  };
}
