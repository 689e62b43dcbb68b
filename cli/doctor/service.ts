import { accountOf, type Settings } from "../../provider/settings.ts";
import {
  ConnectionError,
  ForbiddenError,
  parseBaseUrl,
  productionUrl,
  sandboxUrl,
  YotiSignClient,
  YotiSignError,
} from "../../sdk/client/index.ts";
import { ServiceClock } from "../service-clock.ts";
import type { StackConfig } from "../stack-config.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** How far the clocks may differ before somebody should know. */
const toleratedSeconds = 60;

/** Which service is chosen, and by what: there is no default. */
export function checkService({ baseUrl }: Settings, env: NodeJS.ProcessEnv): Check {
  if (!baseUrl)
    return fail(
      "service",
      "No service is chosen, and there is no default.",
      "Run `pulumi config set yotisign:environment sandbox` (or production, or a URL), or set YOTI_SIGN_BASE_URL.",
    );
  const by = env.YOTI_SIGN_BASE_URL?.trim() ? "YOTI_SIGN_BASE_URL" : "yotisign:environment";
  return ok("service", `${kindOf(baseUrl)} (${baseUrl}, by ${by})`);
}

function kindOf(baseUrl: string): string {
  if (parseBaseUrl(baseUrl).loopback) return "On this machine, such as the emulator";
  if (baseUrl === productionUrl) return "Production: what is sent there counts";
  return baseUrl === sandboxUrl ? "Sandbox" : "Neither production nor sandbox";
}

/** Whether there is a key, and which one, by its fingerprint. */
export function checkKey(
  { apiKey, baseUrl, accountKeys }: Settings,
  { secrets, failures }: StackConfig,
  env: NodeJS.ProcessEnv,
): Check {
  const inConfig = "yotisign:apiKey";
  const failure = failures.get(inConfig);
  if (!apiKey && failure instanceof Error)
    return fail(
      "key",
      `${inConfig} cannot be read: ${failure.message}`,
      "Set what Pulumi asks for, or YOTI_SIGN_API_KEY.",
    );
  if (!apiKey && Object.keys(accountKeys).length > 0)
    return warn(
      "key",
      "There are keys of named accounts only: an envelope without `account` cannot be sent.",
    );
  if (!apiKey)
    return fail(
      "key",
      "There is no API key.",
      `Set YOTI_SIGN_API_KEY, or run \`pulumi config set --secret ${inConfig}\`.`,
    );
  const byEnv = Boolean(env.YOTI_SIGN_API_KEY?.trim());
  const found = `Fingerprint ${accountOf(apiKey)}, by ${byEnv ? "YOTI_SIGN_API_KEY" : inConfig}`;
  try {
    // Which keys cannot be sent at all is the client's to know.
    new YotiSignClient({ apiKey, baseUrl: baseUrl ?? sandboxUrl });
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    return fail("key", `${found}: ${error.message}`);
  }
  if (byEnv || secrets.has(inConfig)) return ok("key", found);
  return warn(
    "key",
    `${found}, where it is stored unencrypted.`,
    `Run \`pulumi config set --secret ${inConfig}\`.`,
  );
}

/** Asks the service for a page of envelopes: whether it can be reached, accepts the key, and what time it has. */
export async function checkAccess(baseUrl: string, apiKey: string, now: () => number): Promise<Check[]> {
  await using client = new YotiSignClient({ baseUrl, apiKey, retries: 0, totalTimeoutSeconds: 20 });
  using clock = new ServiceClock(baseUrl, now);
  try {
    await client.searchEnvelopes().next();
    return [ok("access", `${baseUrl} answers and accepts the key.`), ...checkClock(clock)];
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    if (error instanceof ConnectionError) return [fail("access", error.message)];
    return [error instanceof ForbiddenError ? noSearch : fail("access", error.message), ...checkClock(clock)];
  }
}

const noSearch = warn(
  "access",
  "The service knows the key, but does not let it search for envelopes: one whose answer is lost cannot be looked for.",
  "Use a key that may search the organisation's envelopes.",
);

function checkClock({ aheadMilliseconds }: ServiceClock): Check[] {
  if (aheadMilliseconds === undefined)
    return [warn("clock", "The service does not say what time it has, so the clocks cannot be compared.")];
  const seconds = Math.round(Math.abs(aheadMilliseconds) / 1000);
  if (seconds <= toleratedSeconds) return [ok("clock", `Within ${Math.max(seconds, 1)} s of the service's.`)];
  const found = `This machine's clock is ${seconds} s ${aheadMilliseconds > 0 ? "behind" : "ahead of"} the service's.`;
  return [warn("clock", found, "Set the clock; what expires when, and what was sent when, is told by it.")];
}
