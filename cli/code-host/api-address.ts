import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { ConfigError } from "../../sdk/client/index.ts";

/**
 * Where the API of a code host is.
 *
 * @throws ConfigError the address is none, or would take the token over the network in the clear
 */
export function apiAddress({ url, name }: { url: string; name: string }): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.search)
    throw new ConfigError(`The address of ${name}'s API is none; write it as in https://api.github.com.`);
  assertPrivate(address, name);
  return address;
}

/** @throws ConfigError what is sent to an address would be seen on the way */
export function assertPrivate(address: URL, name: string): void {
  if (address.protocol === "https:" || isLoopback(address)) return;
  throw new ConfigError(
    `${name}'s address ${address.origin} would show what is sent on the way; it has to be https.`,
  );
}

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/**
 * Connections to an address, through the environment's proxy unless it is on this machine.
 *
 * @throws ConfigError the proxy's address is none
 */
export function dispatcherTo(base: URL, timeoutSeconds: number): Dispatcher {
  if (isLoopback(base)) return new Agent({ connectTimeout: timeoutSeconds * 1000 });
  try {
    return new EnvHttpProxyAgent({ connectTimeout: timeoutSeconds * 1000 });
  } catch {
    // Without cause: a proxy's address may have a password in it.
    throw new ConfigError(
      "HTTP_PROXY or HTTPS_PROXY is no address of a proxy; write it as in http://proxy.example.com:8080.",
    );
  }
}
