import { ConfigError, productionUrl, sandboxUrl, YotiSignClient } from "../sdk/client/index.ts";

/** What a command that asks the service is told about it. */
export interface ConnectOptions {
  env: NodeJS.ProcessEnv;
  /** As given with `--base-url`: sandbox, production or a URL. Default: `YOTI_SIGN_BASE_URL`. */
  baseUrl?: string | undefined;
  /** Default: the client's own. */
  totalTimeoutSeconds?: number;
}

/** The option of every command that makes a {@link connectClient}. */
export const baseUrlOption = [
  "--base-url <url>",
  "the service: sandbox, production or a URL; default: YOTI_SIGN_BASE_URL",
] as const;

/**
 * A client for the service that was chosen, with the key of `YOTI_SIGN_API_KEY`. The caller disposes of it.
 *
 * @throws ConfigError no service is chosen, or there is no key
 */
export const connectClient = ({ env, baseUrl, totalTimeoutSeconds }: ConnectOptions): YotiSignClient =>
  new YotiSignClient({
    baseUrl: serviceUrl(baseUrl ?? env.YOTI_SIGN_BASE_URL?.trim()),
    apiKey: env.YOTI_SIGN_API_KEY?.trim() ?? "",
    ...(totalTimeoutSeconds !== undefined && { totalTimeoutSeconds }),
  });

/** There is no default: whoever asks production must have said so. */
function serviceUrl(service: string | undefined): string {
  if (service === "sandbox") return sandboxUrl;
  if (service === "production") return productionUrl;
  if (service) return service;
  throw new ConfigError(
    "No service is chosen. Set YOTI_SIGN_BASE_URL to sandbox, production or a URL, or give --base-url.",
  );
}
