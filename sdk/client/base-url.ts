import { ConfigError } from "./errors.ts";

/** The live service: what is sent there reaches people, and may cost money. */
export const productionUrl = "https://api.yotisign.com";

/** The service's sandbox. E-mails go out from here too. */
export const sandboxUrl = "https://demo.api.yotisign.com";

/** A checked base URL, in two parts. */
export interface BaseUrl {
  /** Scheme, host and port. */
  origin: string;
  /** What comes before every path of the API, without a slash at its end; mostly nothing. */
  prefix: string;
  /** The host is this machine. */
  loopback: boolean;
}

/**
 * Checks the address of a service and takes it apart.
 *
 * @param text for example {@link sandboxUrl}; https, or http for a loopback host; a slash at its end is dropped
 * @throws ConfigError it is no URL, has credentials, a query or a fragment, or would send the key in the clear
 */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.parse(text);
  // The text itself stays out of the messages: it may contain a password.
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new ConfigError(`The base URL is not an http or https address; write it as in ${sandboxUrl}.`);
  if (url.username || url.password)
    throw new ConfigError(
      "The base URL has a user name or a password in it; remove it, the API key goes in a header.",
    );
  if (url.search || url.hash)
    throw new ConfigError("The base URL has a query or a fragment in it; remove it.");
  const loopback = isLoopback(url.hostname);
  if (url.protocol === "http:" && !loopback)
    throw new ConfigError(`The base URL would send the API key unencrypted to ${url.host}; use https.`);
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, ""), loopback };
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);

/** A service by the name that `yotisign:environment` has for it, else by its address; undefined: none is chosen. */
export function environmentOf(baseUrl: string | undefined): string | undefined {
  if (baseUrl === productionUrl) return "production";
  return baseUrl === sandboxUrl ? "sandbox" : baseUrl;
}
