import { Runtime } from "../../provider/runtime.ts";
import { assertSameHost, explainAccess } from "../../provider/same-service.ts";
import type { EnvelopeState } from "../../schema/envelope-state.ts";
import { ConfigError, serviceAccess, YotiSignClient } from "../../sdk/client/index.ts";
import { noEngine } from "../no-engine.ts";
import type { StackConfig } from "../stack-config.ts";
import type { TargetOptions } from "./effect-options.ts";

/** The service, as a command talks to it. */
export interface ServiceAccess {
  client: YotiSignClient;
  /** The service's address. */
  host: string;
  /** Whose key it is, where there are several. */
  account: string | undefined;
  /** Adds to a refusal of the key what the stack knows of the envelope's sender. */
  explain(error: unknown): unknown;
}

/** Which service is opened, and with how much patience. */
export interface AccessOptions extends TargetOptions {
  /** How long one request may take in all. Default 100. */
  totalTimeoutSeconds?: number;
}

/** Time for large files over a slow line: an hour. */
export const filesTimeoutSeconds = 3600;
/** That the service wants to be left alone for minutes is worth more to people than waiting in silence. */
const defaultTimeoutSeconds = 100;

/**
 * Opens the service that an envelope was sent to, as its sender. Options come first, then the environment, then the
 * stack's config.
 *
 * @param state the envelope as a stack has it, if it is in one
 * @throws ConfigError no service is chosen, or there is no key
 * @throws RefusedError it is another service than the one the envelope was sent to
 */
export function accessService(
  { baseUrl, account, totalTimeoutSeconds = defaultTimeoutSeconds }: AccessOptions,
  env: NodeJS.ProcessEnv,
  config: StackConfig,
  state?: EnvelopeState,
): ServiceAccess {
  const chosen = baseUrl === undefined ? env : { ...env, YOTI_SIGN_BASE_URL: baseUrl };
  const runtime = new Runtime({ env: chosen, engine: noEngine });
  runtime.configure(config.read);
  if (state) assertSameHost(runtime, state);
  const name = account ?? state?.accountName;
  const access = readAccess(runtime, name, chosen, config);
  return {
    client: new YotiSignClient({ ...access, totalTimeoutSeconds }),
    host: access.baseUrl,
    account: name,
    explain: (error) => (state ? explainAccess(runtime, state, error) : error),
  };
}

function readAccess(
  { settings }: Runtime,
  account: string | undefined,
  env: NodeJS.ProcessEnv,
  { failures }: StackConfig,
): { baseUrl: string; apiKey: string } {
  if (!settings.baseUrl)
    throw new ConfigError(
      "No service is chosen. Set YOTI_SIGN_BASE_URL to sandbox, production or a URL, give --base-url, or, for a " +
        "resource of a stack, `pulumi config set yotisign:environment sandbox`.",
    );
  try {
    return serviceAccess(settings, account, env);
  } catch (error) {
    const failure = failures.get(account === undefined ? "yotisign:apiKey" : "yotisign:apiKeys");
    if (!(failure instanceof Error)) throw error;
    throw new ConfigError(`The key in the stack's config cannot be read. ${failure.message}`);
  }
}
