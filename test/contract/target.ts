import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "mocha";
import { type EmulatorControl, type EmulatorOptions, startEmulator } from "../../emulator/index.ts";
import { type CurrentEnvelope, type NewEnvelope, YotiSignClient } from "../../sdk/client/index.ts";

/**
 * The service the contract is checked against, reached through the client alone. By default an emulator of its own;
 * with YOTI_SIGN_CONTRACT_URL set, the service there, with the key in YOTI_SIGN_API_KEY. People are e-mailed then, all at variants of
 * YOTI_SIGN_CONTRACT_EMAIL (`you+1@…`); YOTI_SIGN_CONTRACT_OTHER_KEY is a key of another account.
 */
export interface Target {
  baseUrl: string;
  apiKey: string;
  client: YotiSignClient;
  /** The client of another account; undefined: there is none. */
  stranger: YotiSignClient | undefined;
  /** What only an emulator has; undefined: this is none. */
  control: EmulatorControl | undefined;
  /** Sends an envelope that is removed with the target. */
  create(envelope: NewEnvelope): Promise<string>;
  /** Sends an envelope and reads it once it is no longer QUEUED. */
  processed(envelope: NewEnvelope): Promise<CurrentEnvelope & { envelope_id: string }>;
  /** Another client of the same service; without waiting between attempts. */
  newClient(options?: { apiKey?: string; retries?: number }): YotiSignClient;
  close(): Promise<void>;
}

const { env } = process;
const service = env.YOTI_SIGN_CONTRACT_URL;

const processingSeconds = 120;

/** How long one test may take, in milliseconds: a real service has to process its files meanwhile. */
export const patience = service ? 2 * processingSeconds * 1000 : 20_000;

/** Opens the target; `variants` are only for an emulator. */
export async function openTarget(variants: EmulatorOptions["variants"] = {}): Promise<Target> {
  if (service) {
    if (!env.YOTI_SIGN_API_KEY)
      throw new Error("YOTI_SIGN_CONTRACT_URL is set: set YOTI_SIGN_API_KEY to a key of that service, too.");
    return targetAt(service, env.YOTI_SIGN_API_KEY, env.YOTI_SIGN_CONTRACT_OTHER_KEY);
  }
  const accounts = { "contract-key": "sender@example.com", "other-key": "other@example.com" };
  const emulator = await startEmulator({ accounts, processing: "manual", webhooks: "manual", variants });
  return targetAt(emulator.url, "contract-key", "other-key", emulator);
}

function targetAt(
  baseUrl: string,
  apiKey: string,
  otherKey: string | undefined,
  emulator?: { control: EmulatorControl; close(): Promise<void> },
): Target {
  const clients: YotiSignClient[] = [];
  const created: string[] = [];
  const newClient: Target["newClient"] = (options) => {
    const client = new YotiSignClient({ baseUrl, apiKey, backOffSeconds: emulator ? 0 : 1, ...options });
    clients.push(client);
    return client;
  };
  const client = newClient();
  const create = async (envelope: NewEnvelope) => {
    const { envelopeId } = await client.createEnvelope(envelope);
    created.push(envelopeId);
    return envelopeId;
  };
  return {
    baseUrl,
    apiKey,
    client,
    stranger: otherKey === undefined ? undefined : newClient({ apiKey: otherKey }),
    control: emulator?.control,
    create,
    async processed(envelope) {
      const envelope_id = await create(envelope);
      await emulator?.control.process(envelope_id);
      const processed = await askUntil(processingSeconds, async () => {
        const state = await client.getEnvelope(envelope_id);
        return state.status === "QUEUED" ? undefined : state;
      });
      if (processed) return { ...processed.answer, envelope_id };
      throw new Error(`Envelope ${envelope_id} was still QUEUED after ${processingSeconds} s.`);
    },
    newClient,
    async close() {
      if (!emulator) for (const id of created) await client.deleteEnvelope(id).catch(() => {});
      for (const one of clients) await one.close();
      await emulator?.close();
    },
  };
}

/** Asks for so many seconds, with growing pauses, until there is an answer; tells how often that was. */
export async function askUntil<T>(
  seconds: number,
  ask: () => Promise<T | undefined>,
): Promise<{ answer: T; times: number } | undefined> {
  const giveUpAt = performance.now() + seconds * 1000;
  for (
    let times = 1, pause = 50;
    performance.now() < giveUpAt;
    times += 1, pause = Math.min(1000, pause * 2)
  ) {
    const answer = await ask();
    if (answer !== undefined) return { answer, times };
    await sleep(pause);
  }
  return undefined;
}

/** Skips a test, loudly, that needs what the target does not have. */
export function need<T>(test: Context, thing: T | undefined, what: string): T {
  if (thing !== undefined) return thing;
  const runnable = test.test;
  // Skipped in a hook, all tests of its suite are.
  const isHook = runnable !== undefined && "type" in runnable && runnable.type === "hook";
  const tests = isHook ? (runnable.parent?.total() ?? 1) : 1;
  skipped.set(what, (skipped.get(what) ?? 0) + tests);
  console.warn(`    skipped: this service has no ${what}`);
  test.skip();
}

/** Tests that were skipped, by what the service does not have. */
const skipped = new Map<string, number>();

// Where much output has passed by, the reasons are together at its end.
after(() => {
  if (!service) return;
  const all = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  console.warn(`  Contract with ${service}: ${all} tests skipped.`);
  for (const [what, count] of skipped) console.warn(`    ${count}: it has no ${what}`);
  console.warn("    E-mails were compared nowhere: it shows no outbox.");
});

const fakeAddress = "person@example.com";

/** A person to write to, each with an address of their own. */
export function person(number: number): { name: string; email: string } {
  const address = service ? env.YOTI_SIGN_CONTRACT_EMAIL : fakeAddress;
  if (!address?.includes("@"))
    throw new Error("Set YOTI_SIGN_CONTRACT_EMAIL to an address of yours: the service will write to it.");
  const at = address.lastIndexOf("@");
  return { name: `Person ${number}`, email: `${address.slice(0, at)}+${number}${address.slice(at)}` };
}
