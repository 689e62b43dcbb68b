import type { FastifyRequest } from "fastify";
import { Refusal } from "../envelope/refusal.ts";

/**
 * The account a request's bearer key belongs to.
 *
 * @throws Refusal 401 without a key, or for one nobody has
 */
export function accountOf(request: FastifyRequest, accounts: Readonly<Record<string, string>>): string {
  const key = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (key !== undefined && Object.hasOwn(accounts, key)) return accounts[key] as string;
  const message =
    key === undefined ? "The request has no bearer API key." : "The API key belongs to no account.";
  throw new Refusal(401, "unauthorised", message);
}
