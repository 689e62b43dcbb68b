import type { ConfigReader } from "../sdk/client/index.ts";
import { askPulumi, askPulumiForJson, type PulumiCall } from "./pulumi-cli.ts";

/** The part of a stack's config that is ours. */
export interface StackConfig {
  /** Reads one value by its whole key, for example `yotisign:environment`. */
  read: ConfigReader;
  /** Keys of values that are stored encrypted. */
  secrets: ReadonlySet<string>;
  /** Why a secret could not be read, by key: mostly a missing passphrase. */
  failures: ReadonlyMap<string, unknown>;
}

/** No config at all, for when there is no stack to ask. */
export const noConfig: StackConfig = { read: () => undefined, secrets: new Set(), failures: new Map() };

/**
 * Reads a stack's config. Of the secrets only ours are decrypted, and the key only where the environment has none.
 *
 * @throws ConfigError Pulumi cannot read the stack
 */
export async function readStackConfig(call: PulumiCall): Promise<StackConfig> {
  const all = (await askPulumiForJson(["config", "--json"], call)) as Record<
    string,
    { value?: string; secret: boolean }
  >;
  const own = Object.entries(all).filter(([key]) => key.startsWith("yotisign:"));
  const values = new Map(
    own.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value] as const])),
  );
  const secrets = new Set(own.flatMap(([key, { secret }]) => (secret ? [key] : [])));
  const failures = new Map<string, unknown>();
  for (const key of secrets) {
    if (key === "yotisign:apiKey" && call.env.YOTI_SIGN_API_KEY) continue;
    try {
      values.set(key, (await askPulumi(["config", "get", key], call)).replace(/\r?\n$/, ""));
    } catch (error) {
      failures.set(key, error);
    }
  }
  return { read: (key) => values.get(key), secrets, failures };
}
