import { accountOf, type Settings } from "../../provider/settings.ts";
import { keyVariable } from "../../sdk/client/index.ts";
import { type Check, ok } from "./check.ts";
import { checkAccess } from "./service.ts";

/** The keys of the accounts that the stack's config names, as a run would use them: the environment's first. */
export const accountKeys = ({ accountKeys }: Settings, env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(accountKeys).map(([account, key]) => [account, env[keyVariable(account)]?.trim() || key]),
  );

/**
 * Whether a named account's key is accepted.
 *
 * @param baseUrl the service to ask; undefined: it is not asked
 */
export async function checkAccount(
  account: string,
  apiKey: string,
  baseUrl: string | undefined,
  now: () => number,
): Promise<Check[]> {
  const found = `${account}: fingerprint ${accountOf(apiKey)}`;
  if (baseUrl === undefined) return [ok("account", found)];
  const [access] = await checkAccess(baseUrl, apiKey, now);
  if (!access) return [];
  const told = access.verdict === "ok" ? `${found}, accepted.` : `${found}. ${access.found}`;
  return [{ ...access, check: "account", found: told }];
}
