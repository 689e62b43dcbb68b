import { createHash } from "node:crypto";
import { ConfigError, parseBaseUrl, productionUrl, sandboxUrl } from "../sdk/client/index.ts";

/** How the provider is set up: the environment first, then the stack's config. */
export interface Settings {
  /** The key; undefined: none was given, which only matters once the service is called. */
  apiKey: string | undefined;
  /** Where the service is; undefined: not chosen. There is no default, so that nothing goes to production unasked. */
  baseUrl: string | undefined;
  /** Creations in one run beyond which nothing is sent. Default 25. */
  maxSendsPerUp: number;
  /** Ids of partly signed envelopes whose withdrawal is approved. */
  withdraw: Set<string>;
  /** Where the journal is kept; undefined: beside the backend. */
  journal: string | undefined;
  /** How long the service may take to list a new envelope in a search, in seconds. Default 60. */
  searchSettleSeconds: number;
}

/** Reads one value of the stack's config, by its whole key. */
export type ConfigReader = (key: string) => string | undefined;

/**
 * Reads the settings. A wrong value is reported where it is used, by {@link Settings}' readers.
 *
 * @throws ConfigError when a number is none, or `yotisign:environment` is neither a known name nor a URL
 */
export function readSettings(config: ConfigReader, env: NodeJS.ProcessEnv = process.env): Settings {
  const either = (variable: string, key: string): string | undefined =>
    env[variable]?.trim() || config(`yotisign:${key}`)?.trim() || undefined;
  return {
    apiKey: either("YOTI_SIGN_API_KEY", "apiKey"),
    baseUrl: serviceUrl(either("YOTI_SIGN_BASE_URL", "environment")),
    maxSendsPerUp: wholeNumber(
      "yotisign:maxSendsPerUp",
      either("YOTI_SIGN_MAX_SENDS_PER_UP", "maxSendsPerUp"),
      25,
    ),
    withdraw: idsIn(env.YOTI_SIGN_WITHDRAW, config("yotisign:withdraw")),
    journal: either("YOTI_SIGN_JOURNAL", "journal"),
    searchSettleSeconds: wholeNumber(
      "yotisign:searchSettleSeconds",
      either("YOTI_SIGN_SEARCH_SETTLE_SECONDS", "searchSettleSeconds"),
      60,
    ),
  };
}

/** The ids in texts that list them with commas or spaces. */
export const idsIn = (...texts: (string | undefined)[]): Set<string> =>
  new Set(texts.flatMap((text) => text?.split(/[\s,]+/) ?? []).filter(Boolean));

function serviceUrl(environment: string | undefined): string | undefined {
  if (environment === undefined) return undefined;
  if (environment === "production") return productionUrl;
  if (environment === "sandbox") return sandboxUrl;
  if (URL.canParse(environment)) {
    const { origin, prefix } = parseBaseUrl(environment);
    return origin + prefix;
  }
  throw new ConfigError(
    "yotisign:environment (or YOTI_SIGN_BASE_URL) is neither sandbox, production nor a URL; " +
      "set it, for example: pulumi config set yotisign:environment sandbox",
  );
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ConfigError(
    `${name} must be a whole number, 0 or more; set it with: pulumi config set ${name} ${fallback}`,
  );
}

/**
 * A short fingerprint of a key: enough to tell two keys apart, useless for finding either.
 */
export const accountOf = (apiKey: string): string =>
  createHash("sha256").update(`yotisign-account:${apiKey}`).digest("base64url").slice(0, 8);
