import type { FastifyRequest } from "fastify";
import { Refusal } from "../envelope/refusal.ts";

/**
 * Refuses a request by a name that somebody else may have pointed at this machine (DNS rebinding). Taken are addresses,
 * names without a dot, and those under `.localhost`, `.internal` and `.test`, which nobody can register.
 *
 * @param hostNames other names it is reached by
 * @throws Refusal 403
 */
export function refuseForeignHost({ headers }: FastifyRequest, hostNames: readonly string[]): void {
  const name = URL.parse(`http://${headers.host ?? ""}`)?.hostname ?? "";
  const address = /^(\d+(\.\d+){3}|\[.*\])$/.test(name);
  if (address || !name.includes(".") || /\.(localhost|internal|test)$/.test(name) || hostNames.includes(name))
    return;
  throw new Refusal(
    403,
    "foreign_host",
    "The request names a host that is not this machine's; call the emulator by the address it printed, or give the name in `hostNames`.",
  );
}

/**
 * Refuses what a page of another origin asks of this one. Whoever is no browser sends neither `Origin` nor
 * `Sec-Fetch-Site`, and passes.
 *
 * @throws Refusal 403
 */
export function refuseForeignOrigin({ headers }: FastifyRequest): void {
  const site = headers["sec-fetch-site"];
  const { origin } = headers;
  const sameSite = site === undefined || site === "same-origin" || site === "none";
  const sameOrigin = origin === undefined || URL.parse(origin)?.host === headers.host;
  if (sameSite && (sameOrigin || site === "same-origin")) return;
  throw new Refusal(
    403,
    "foreign_origin",
    "A page of another origin may not change what the emulator holds.",
  );
}
