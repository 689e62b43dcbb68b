import { ConfigError } from "../sdk/client/index.ts";
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

function serviceIfAny(runtime: Runtime, accountName: string | undefined): Service | undefined {
  try {
    return runtime.service(accountName);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
