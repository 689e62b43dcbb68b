import { randomInt } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createControl, type EmulatorControl } from "./control/emulator-control.ts";
import type { AnswerVariants } from "./envelope/envelope-answer.ts";
import type { Fault } from "./faults/fault.ts";
import { readFaults } from "./faults/read-faults.ts";
import { createServer } from "./http/server.ts";
import { CertificateAuthority } from "./pack/certificate-authority.ts";
import type { Snapshot } from "./snapshot/snapshot.ts";
import type { ProcessingMode } from "./store/processing.ts";
import type { WebhookMode } from "./webhooks/webhooks.ts";
import { createWorld, type WorldOptions } from "./world.ts";

/** The API key of an emulator that is given no accounts. */
export const defaultApiKey = "emulator-key";

/** How long after one post a webhook is posted again that was not received. */
const retrySeconds = [60, 300, 1800, 7200, 43_200];

/** How an emulator starts. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1; default 0: any free one. */
  port?: number;
  /**
   * The account each API key belongs to: keys of one account share its envelopes, others get 403. The account's name is
   * the sender's e-mail address. Default: `emulator-key` of `sender@example.com`.
   */
  accounts?: Record<string, string>;
  /**
   * When a new envelope's files are processed, so that it stops being QUEUED: `immediate` (default), right after the
   * answer was sent, or `manual`, when {@link EmulatorControl.process} is called.
   */
  processing?: ProcessingMode;
  /**
   * When webhooks go out: `immediate` (default), in the order of what they tell of, or `manual`, when
   * {@link EmulatorControl.deliver} is called. They are posted to this machine only, where http will do.
   */
  webhooks?: WebhookMode;
  /**
   * How long after one post a webhook is posted again that was not answered with a 2xx, in seconds of the emulator's
   * clock; as many posts more as there are numbers. Immediate webhooks only. Default: a minute, 5 minutes, half an hour,
   * 2 hours, 12 hours.
   */
  webhookRetrySeconds?: readonly number[];
  /** How long immediate processing takes, in milliseconds of the machine's clock. Default 0. */
  processingMilliseconds?: number;
  /** The time the emulator starts from: milliseconds since 1970. Default: the machine's clock. */
  clock?: () => number;
  /** Whether there are the control API (`/_emulator`) and the inbox over HTTP; false: the API alone. Default true. */
  controlApi?: boolean;
  /**
   * Names that lead here, beside addresses, names without a dot, and those under `.localhost`, `.internal` and `.test`:
   * requests by any other name are refused with 403, since a stranger's page could have pointed it at this machine.
   */
  hostNames?: readonly string[];
  /** What is planned to go wrong, from the start and after each reset. Default: nothing. */
  faults?: readonly Fault[];
  /** What the probabilities of faults are drawn from, 32 bits; {@link EmulatorControl.seed} tells it. Default: a new one. */
  seed?: number;
  /** What the emulator knows at its start, as {@link EmulatorControl.snapshot} gave it. Default: nothing. */
  snapshot?: Snapshot;
  /** Which side to take where the documentation contradicts itself or says too little. */
  variants?: Partial<
    AnswerVariants & {
      /** What a search's `offset` counts, from 1: pages (default) or envelopes. */
      searchOffset: "page" | "item";
    }
  >;
}

/** An emulator that listens. */
export interface Emulator {
  /** Its address, as in `http://127.0.0.1:4010`; the API's base URL. */
  readonly url: string;
  /** The first account's first key. */
  readonly apiKey: string;
  /** The root certificate, in PEM, of what digitally signs the documents of completed envelopes; each emulator's own. */
  readonly caCertificate: string;
  /** What no client of the API can do: sign, read the outbox, move the clock, plan faults. */
  readonly control: EmulatorControl;
  /** Forgets everything but the accounts; the same as `control.reset()`. */
  reset(): void;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of the Yoti Sign API in this process, on the loopback interface only. What it holds is gone once it
 * is closed.
 *
 * @throws Error when the port is taken, no key is given, or the seed is none
 * @throws Refusal for faults or a snapshot that are not valid; its sentence says what is wrong
 * @example
 * const emulator = await startEmulator();
 * process.env.YOTI_SIGN_BASE_URL = emulator.url;
 * process.env.YOTI_SIGN_API_KEY = emulator.apiKey;
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, accounts = { [defaultApiKey]: "sender@example.com" } } = options;
  const [apiKey] = Object.keys(accounts);
  if (apiKey === undefined)
    throw new Error("An emulator needs at least one API key; give one in `accounts`, or leave it out.");
  const seed = options.seed ?? randomInt(2 ** 32);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new Error("The seed of an emulator is a whole number from 0 to 4294967295.");
  const authority = await CertificateAuthority.create();
  const worldOptions: WorldOptions = {
    accounts,
    processing: options.processing ?? "immediate",
    processingMilliseconds: options.processingMilliseconds ?? 0,
    webhooks: options.webhooks ?? "immediate",
    webhookRetrySeconds: options.webhookRetrySeconds ?? retrySeconds,
    clock: options.clock ?? Date.now,
    hostNames: options.hostNames ?? [],
    controlApi: options.controlApi ?? true,
    seed,
    faults: readFaults(options.faults ?? []),
    variants: {
      archivedRecipientIds: false,
      lowerCaseStatuses: false,
      embeddedStatus: 200,
      embeddedCapitals: false,
      searchOffset: "page",
      ...options.variants,
    },
  };
  const world = createWorld(worldOptions, authority);
  let url = "";
  const closing = new AbortController();
  const control = createControl(world, () => url);
  const server = await createServer(world, control, closing.signal);
  await server.listen({ port, host: "127.0.0.1" }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "EADDRINUSE") throw cause;
    throw new Error(`Port ${port} of 127.0.0.1 is taken; choose another one, or 0 for any free one.`, {
      cause,
    });
  });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    closing.abort();
    world.timeline.stop();
    world.processing.stop();
    world.webhooks.stop();
    world.held.close();
    await server.close();
  };
  try {
    if (options.snapshot) {
      control.restore(options.snapshot);
      // Who trusts the certificate it starts with goes on to after a reset.
      authority.startFromHere();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    apiKey,
    get caCertificate() {
      return world.authority.certificate;
    },
    control,
    reset: () => control.reset(),
    close,
  };
}
