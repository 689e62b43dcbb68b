import type { WireEnvelopeSummary } from "../schema/generated/wire.ts";
import { ConfigError, ForbiddenError, UnauthorizedError } from "../sdk/client/index.ts";
import type { Sending } from "./journal.ts";
import type { Runtime, Service } from "./runtime.ts";

const keyPrefix = "YOTI_SIGN_API_KEY_";

/**
 * The service as the account that sent something, where one of this run's keys is the one that did; otherwise as the
 * account that is named.
 *
 * @throws ConfigError the named account has no key
 */
export function senderOf(
  runtime: Runtime,
  { account }: Pick<Sending, "account">,
  accountName: string | undefined,
): Service {
  const named = runtime.service(accountName);
  if (named.account === account) return named;
  const inEnvironment = Object.keys(runtime.env)
    .filter((variable) => variable.startsWith(keyPrefix))
    .map((variable) => variable.slice(keyPrefix.length).toLowerCase());
  for (const name of [undefined, ...Object.keys(runtime.settings.accountKeys), ...inEnvironment]) {
    const service = serviceIfAny(runtime, name);
    if (service?.account === account) return service;
  }
  return named;
}

/**
 * Asks for the envelopes of some sendings by their ids, each as the account that sent it where this run has that key.
 *
 * @returns those that the service knows. A key of another account that is no longer valid must not keep this one from
 * sending: what it sent counts as unknown then
 * @throws the client's other errors; ConfigError as {@link senderOf}
 */
export async function findAsSenders(
  runtime: Runtime,
  sendings: readonly Sending[],
  accountName: string | undefined,
): Promise<WireEnvelopeSummary[]> {
  const found: WireEnvelopeSummary[] = [];
  for (const [account, those] of Map.groupBy(sendings, (sending) => sending.account)) {
    const { client } = senderOf(runtime, { account }, accountName);
    const asked = client.findEnvelopes(those.flatMap(({ envelopeId }) => envelopeId ?? []));
    const listed = await asked.catch((error) => {
      if (error instanceof UnauthorizedError || error instanceof ForbiddenError) return [];
      throw error;
    });
    found.push(...listed);
  }
  return found;
}

function serviceIfAny(runtime: Runtime, accountName: string | undefined): Service | undefined {
  try {
    return runtime.service(accountName);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
