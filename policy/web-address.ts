import { isLoopback } from "./environment.ts";
import { fits } from "./glob.ts";

/** The schema of an option that says which hosts are allowed. */
export const hostsOption = {
  description:
    "Hosts that are allowed, in lower case; `*` stands for any text, as in `*.example.com`. Default: every public host.",
  type: "array",
  items: { type: "string", minLength: 1, pattern: "^[^A-Z/:]+$" },
  minItems: 1,
} as const;

/**
 * What is wrong with an address that the service, or people's browsers, are sent to; undefined: nothing.
 *
 * @param hosts patterns of allowed hosts; undefined: every public one
 * @param localAllowed this machine counts as allowed
 */
export function addressProblem(
  address: string,
  { hosts, localAllowed }: { hosts?: readonly string[] | undefined; localAllowed: boolean },
): string | undefined {
  const url = URL.parse(address);
  if (!url) return "is no URL";
  if (url.protocol !== "https:") return "does not begin with https:";
  if (url.username !== "" || url.password !== "")
    return "has a user name or password in it, which ends up in logs";
  const host = url.hostname.replace(/\.$/, "");
  if (isLoopback(host)) return localAllowed ? undefined : "leads to the machine that it is opened on";
  if (hosts?.some((pattern) => fits(pattern, host))) return undefined;
  if (host.startsWith("[") || /^\d+(?:\.\d+){3}$/.test(host)) return "names a host by its IP address";
  if (!host.includes(".") || /\.(?:local|internal|lan|home|test|invalid|example|arpa)$/.test(host))
    return `leads to ${host}, which is not on the internet`;
  return hosts ? `leads to ${host}, which is not among ${hosts.join(", ")}` : undefined;
}
