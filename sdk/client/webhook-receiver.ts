import { createHash } from "node:crypto";
import { ForbiddenError, NotFoundError } from "./api-errors.ts";
import type { YotiSignClient } from "./client.ts";
import type { CurrentEnvelope } from "./envelopes.ts";
import { ValidationError, YotiSignError } from "./errors.ts";
import { parseWebhook, type Subscription, type Webhook } from "./webhook.ts";

/** An envelope a webhook called attention to. */
export interface WebhookReport {
  /** The subscription that called: the webhook's own word, which anybody may have sent. */
  subscription: Subscription;
  /** The envelope as the service tells it now, which is what to act on. */
  envelope: CurrentEnvelope & { envelope_id: string };
}

/** What is done with webhooks. */
export interface WebhookOptions {
  /**
   * Called with each envelope whose state, as the service tells it, this process has not reported for that subscription
   * yet; for one envelope one call after the other, and never an older state after a newer one. When it throws, the
   * webhook is answered with 500, so that the service may send it again. After a restart a state may come once more.
   */
  onEnvelope: (report: WebhookReport) => void | Promise<void>;
  /** Told why a webhook was answered with 500. Default: one line on standard error that names nobody. */
  onError?: (error: unknown) => void;
}

/** The status to answer a webhook with. */
export type WebhookStatus = 200 | 400 | 500;

/** How many reported states are remembered; each is a hash. */
const maxRemembered = 10_000;

/**
 * What takes webhooks behind any server: give it a request's body, and answer with the status it returns.
 *
 * - 200: it was reported, or had been, or it is about an envelope that is unknown or another account's. Of those the
 *   service would only repeat itself, and a stranger is not told which envelopes there are.
 * - 400: it is not a webhook of the service; nothing was asked or reported.
 * - 500: the service could not be asked, or `onEnvelope` threw.
 *
 * @param client of the account whose envelopes name this destination
 */
export function webhookReceiver(
  client: Pick<YotiSignClient, "getEnvelope">,
  options: WebhookOptions,
): (body: string | Uint8Array) => Promise<WebhookStatus> {
  const { onEnvelope } = options;
  const tell = teller(options);
  const reported = new Set<string>();
  const inTurn = turns();

  async function report(webhook: Webhook, body: string | Uint8Array): Promise<void> {
    const { subscription_name: subscription } = webhook;
    const envelope = await read(client, webhook.envelope_id.toLowerCase());
    if (!envelope) return;
    // Of an identity verification the envelope's state shows nothing, so what tells two webhooks apart is their text.
    const hash = createHash("sha256").update(`${subscription} ${JSON.stringify(envelope)}`);
    const key = hash.update(subscription.startsWith("idv_") ? body : "").digest("base64");
    if (reported.has(key)) return;
    await onEnvelope({ subscription, envelope });
    reported.add(key);
    const [oldest] = reported;
    if (reported.size > maxRemembered && oldest !== undefined) reported.delete(oldest);
  }

  return async (body) => {
    const webhook = parsed(body);
    if (!webhook) return 400;
    try {
      await inTurn(webhook.envelope_id.toLowerCase(), () => report(webhook, body));
      return 200;
    } catch (error) {
      tell(error);
      return 500;
    }
  };
}

function parsed(body: string | Uint8Array): Webhook | undefined {
  try {
    return parseWebhook(body);
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}

/** The envelope; undefined when the account has none with this id. */
async function read(client: Pick<YotiSignClient, "getEnvelope">, id: string) {
  try {
    return { ...(await client.getEnvelope(id)), envelope_id: id };
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

/** Runs what has the same key one after the other, so that no answer of the service is overtaken by an older one. */
function turns(): (key: string, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = last.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    last.set(key, promise);
    try {
      await before;
      await work();
    } finally {
      if (last.get(key) === promise) last.delete(key);
      resolve();
    }
  };
}

/** Tells why a webhook is answered with 500; a failure to tell must not keep it from being answered. */
export const teller =
  ({ onError = printError }: WebhookOptions) =>
  (error: unknown): void => {
    try {
      onError(error);
    } catch {
      printError(error);
    }
  };

/** Our own messages name nobody; of others' errors that is not known. */
function printError(error: unknown): void {
  const what =
    error instanceof YotiSignError ? error.message : error instanceof Error ? error.name : typeof error;
  process.stderr.write(`A webhook was answered with 500: ${what}\n`);
}
