import { parseBaseUrl, productionUrl, sandboxUrl } from "./base-url.ts";
import { ConfigError } from "./errors.ts";

/** Reads one value of a stack's config, by its whole key. */
export type ConfigReader = (key: string) => string | undefined;

/** Which service is talked to, and as whom. */
export interface ServiceSettings {
  /** Where the service is; undefined: not chosen. There is no default, so that nothing goes to production unasked. */
  baseUrl: string | undefined;
  /** Where people sign on a page of the sender's: `{webUrl}/embedded/sign/{token}`. Undefined as `baseUrl` is. */
  webUrl: string | undefined;
  /** The key; undefined: none was given, which only matters once the service is called. */
  apiKey: string | undefined;
  /** The keys of further accounts in the stack's config, by the account's name. */
  accountKeys: Readonly<Record<string, string>>;
}

/**
 * Reads which service is chosen, by which key: the environment first, then the stack's config.
 *
 * @throws ConfigError when `yotisign:environment` is neither a known name nor a URL, or `yotisign:apiKeys` no object
 */
export function readServiceSettings(
  config: ConfigReader = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): ServiceSettings {
  const either = eitherOf(config, env);
  const baseUrl = serviceUrl(either("YOTI_SIGN_BASE_URL", "environment"));
  const webUrl = either("YOTI_SIGN_WEB_URL", "webUrl");
  return {
    baseUrl,
    webUrl: webUrl === undefined ? (webUrls.get(baseUrl) ?? baseUrl) : normalUrl(webUrl),
    apiKey: either("YOTI_SIGN_API_KEY", "apiKey"),
    accountKeys: keysIn(config("yotisign:apiKeys")),
  };
}

/** Reads a setting from its variable, or else from its key in the stack's config. */
export const eitherOf =
  (config: ConfigReader, env: NodeJS.ProcessEnv) =>
  (variable: string, key: string): string | undefined =>
    env[variable]?.trim() || config(`yotisign:${key}`)?.trim() || undefined;

/** What an account of a stack with several can be called. */
export const accountName = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;

/** The variable with the key of a named account: of `legal-uk`, YOTI_SIGN_API_KEY_LEGAL_UK. */
export const keyVariable = (account: string): string =>
  `YOTI_SIGN_API_KEY_${account.toUpperCase().replaceAll("-", "_")}`;

/**
 * The service and the key of an account.
 *
 * @param account one of several; undefined: the only one, or the one that is meant where none is named
 * @throws ConfigError no service is chosen, or there is no key
 */
export function serviceAccess(
  { baseUrl, apiKey, accountKeys }: ServiceSettings,
  account: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): { baseUrl: string; apiKey: string } {
  if (!baseUrl)
    throw new ConfigError(
      "No service is chosen. Run `pulumi config set yotisign:environment sandbox` (or production, or a URL), " +
        "or set YOTI_SIGN_BASE_URL",
    );
  if (account === undefined) {
    if (apiKey) return { baseUrl, apiKey };
    throw new ConfigError(
      "No API key is given. Set YOTI_SIGN_API_KEY, or run `pulumi config set --secret yotisign:apiKey`",
    );
  }
  const key =
    env[keyVariable(account)]?.trim() ||
    (Object.hasOwn(accountKeys, account) && accountKeys[account]?.trim());
  if (key) return { baseUrl, apiKey: key };
  throw new ConfigError(
    `There is no API key of the account ${JSON.stringify(account)}. Set ${keyVariable(account)}, or run ` +
      `\`pulumi config set --secret --path 'yotisign:apiKeys["${account}"]'\``,
  );
}

const webUrls = new Map<string | undefined, string>([
  [productionUrl, "https://www.yotisign.com"],
  [sandboxUrl, "https://demo.www.yotisign.com"],
]);

function serviceUrl(environment: string | undefined): string | undefined {
  if (environment === undefined) return undefined;
  if (environment === "production") return productionUrl;
  if (environment === "sandbox") return sandboxUrl;
  if (URL.canParse(environment)) return normalUrl(environment);
  throw new ConfigError(
    "yotisign:environment (or YOTI_SIGN_BASE_URL) is neither sandbox, production nor a URL; " +
      "set it, for example: pulumi config set yotisign:environment sandbox",
  );
}

function normalUrl(text: string): string {
  const { origin, prefix } = parseBaseUrl(text);
  return origin + prefix;
}

function keysIn(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const keys = parsed(text);
  const isObject = typeof keys === "object" && keys !== null && !Array.isArray(keys);
  if (isObject && Object.values(keys).every((key) => typeof key === "string"))
    return keys as Record<string, string>;
  // Without the value, which has keys in it.
  throw new ConfigError(
    "yotisign:apiKeys is not an object of keys by account; set each with: " +
      "pulumi config set --secret --path 'yotisign:apiKeys.<account>'",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
