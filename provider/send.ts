import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ConfigError, OutcomeUnknownError, ResponseError, YotiSignError } from "../sdk/client/index.ts";
import { assertAlive } from "./engine.ts";
import type { Journal, Sending } from "./journal.ts";
import { withLogoContent } from "./logo.ts";
import { noteSafely } from "./note-safely.ts";
import { recipientsOf } from "./observe.ts";
import { sentName } from "./reference.ts";
import { SendingInDoubtError } from "./refusal.ts";
import type { EnvelopeRequest } from "./request.ts";
import { requestDigests } from "./request-digests.ts";
import type { Runtime } from "./runtime.ts";
import { requestShape } from "./shape.ts";
import { signingUrls } from "./signing-urls.ts";
import { UnfinishedError } from "./unfinished.ts";

/**
 * Sends an envelope, once: the intent is on disk before the request leaves, the id after it came back.
 *
 * @returns the state of an envelope the service has accepted and not yet processed; undefined where another run began to
 * send it in this moment, and nothing was sent
 * @throws RefusedError when Pulumi is gone; SendingInDoubtError when the service may have accepted it without our
 * seeing its id; UnfinishedError when it did and the journal could not be told; the client's errors, when it did not
 */
export async function send(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<EnvelopeState | undefined> {
  const { identity } = inputs;
  const journal = runtime.journal(identity);
  await assertAlive(runtime.engine);
  const sending = await journal.together(() => begin(runtime, journal, inputs, request));
  if (!sending) return undefined;
  const note = (record: () => void): unknown => noteSafely(runtime, identity, record);
  return runtime.whileSending(sending, async () => {
    const created = await post(runtime, inputs, request).catch((error) => {
      if (error instanceof OutcomeUnknownError || error instanceof ResponseError) {
        note(() => journal.doubt(sending, new Date(runtime.now()).toISOString()));
        throw doubt(error);
      }
      if (error instanceof YotiSignError) note(() => journal.end(sending, "refused"));
      throw error;
    });
    const state = newState(runtime, inputs, request, { ...created, at: sending.intentAt });
    const accept = (): void => journal.accept(sending, created.envelopeId);
    const failure = await journal.together(accept).catch(() => note(accept));
    // Pulumi's state is the only place left that can remember the id.
    if (failure !== undefined) throw new UnfinishedError(state, unrecorded(state, failure));
    return state;
  });
}

const unrecorded = ({ envelopeId }: EnvelopeState, cause: unknown): ConfigError =>
  new ConfigError(
    `Envelope ${envelopeId} is sent, and the journal could not be told so. It is in Pulumi's state, where that could be ` +
      "written: then the next `pulumi up` goes on with it. If the state has it not, and the run after that does not find " +
      `it, set adopt: "${envelopeId}" on the resource`,
    { cause },
  );

async function post(
  runtime: Runtime,
  { account, reference }: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<{ envelopeId: string; signingUrls?: Record<string, string> }> {
  const { client } = runtime.service(account);
  const options = await withLogoContent(request);
  const envelope = { options: { ...options, name: sentName(options.name, reference) }, files: request.files };
  // It may have waited for minutes until the service could take it.
  const call = { beforeSending: () => assertAlive(runtime.engine) };
  if (request.kind === "standard") return client.createEnvelope(envelope, call);
  const { envelopeId, recipients } = await client.createEmbeddedEnvelope(envelope, call);
  return { envelopeId, signingUrls: signingUrls(request, recipients, runtime.settings.webUrl ?? "") };
}

const doubt = (cause: OutcomeUnknownError | ResponseError): SendingInDoubtError =>
  new SendingInDoubtError(
    `${cause.message} The journal has the attempt: the next \`pulumi up\` looks for the envelope before it sends anything`,
    { cause },
  );

/**
 * Records in the journal that this request is about to be sent.
 *
 * @param journal that of the resource
 * @returns undefined where another run does so in this moment
 * @throws ConfigError when that cannot be written: nothing was sent
 */
export function begin(
  runtime: Runtime,
  journal: Journal,
  { identity, account: accountName, reference }: IdentifiedInputs,
  request: EnvelopeRequest,
): Sending | undefined {
  const { host, account } = runtime.service(accountName);
  return journal.begin({
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
