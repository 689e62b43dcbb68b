import type { Context } from "./context.ts";

/** Whether it is sent to Yoti's production service, by its name or its address. */
export const isProduction = ({ environment }: Pick<Context, "environment">): boolean =>
  environment === "production" || hostOf(environment) === "api.yotisign.com";

/** Whether it is sent to a service on this machine, such as the emulator. */
export function isLocalService({ environment }: Pick<Context, "environment">): boolean {
  const host = hostOf(environment);
  return host !== undefined && isLoopback(host);
}

/** Whether a host's name, as a URL has it, is this machine's own. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127(?:\.\d{1,3}){3}$/.test(host);

const hostOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : URL.parse(address)?.hostname;
