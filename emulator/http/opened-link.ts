import type { FastifyRequest } from "fastify";
import type { OpenedLink } from "../signing/opened-link.ts";
import type { World } from "../world.ts";

/**
 * The link that a request has opened, as everything stands now.
 *
 * @throws Refusal 404 for a token that is nobody's
 */
export function openedLink(
  { clock, store, idv }: Pick<World, "clock" | "store" | "idv">,
  { params, ip }: FastifyRequest<{ Params: { token: string } }>,
): OpenedLink {
  const { envelope, recipient } = store.findByToken(params.token);
  return { envelope, recipient, now: clock.now(), sessionLimit: idv.sessionLimitOr(recipient, 0), ip };
}
