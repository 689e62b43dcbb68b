import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { YotiSignClient } from "./client.ts";
import { ConfigError } from "./errors.ts";
import { maxWebhookBytes } from "./webhook.ts";
import { teller, type WebhookOptions, webhookReceiver } from "./webhook-receiver.ts";

/** What is done with webhooks, and who may send them. */
export interface WebhookHandlerOptions extends WebhookOptions {
  /**
   * The last part of the path that the envelopes' `notifications.destination` has, as in
   * `https://hooks.example.com/yoti-sign/<secret>`: at least 16 letters, digits, `-` and `_`. Requests to any other path
   * are answered with 404. Default: every path is taken.
   */
  pathSecret?: string;
}

/**
 * A handler of webhooks for Node's HTTP server, and all that are built on it. Webhooks are not signed, may repeat and
 * come out of order: so the handler believes none, asks the service about the envelope, and reports what it says, as
 * {@link webhookReceiver} describes. Besides that one's statuses it answers 404 to a path without the secret, 405 to
 * anything but POST, and 413 over 4 MiB. How long a body may take is up to the server (`requestTimeout`). A framework
 * that reads bodies itself needs `webhookReceiver` instead: here it gets 500, and `onError` a ConfigError.
 *
 * @param client of the account whose envelopes name this destination
 * @throws ConfigError the secret is too short, or has characters that do not belong in a path
 * @example
 * ```ts
 * createServer(webhookHandler(client, { onEnvelope: ({ envelope }) => console.log(envelope.status) })).listen(8080);
 * ```
 */
export function webhookHandler(
  client: Pick<YotiSignClient, "getEnvelope">,
  options: WebhookHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { pathSecret } = options;
  if (pathSecret !== undefined && !/^[\w-]{16,}$/.test(pathSecret))
    throw new ConfigError("pathSecret must be at least 16 letters, digits, - and _.");
  const receive = webhookReceiver(client, options);
  const tell = teller(options);
  return async (request, response) => {
    const refusal = refusalOf(request, pathSecret);
    if (refusal) return refuse(response, refusal);
    const body = await bodyOf(request);
    if (body === "broken") return void response.destroy();
    if (body === "too long") return refuse(response, 413);
    if (body === "read before") tell(readBefore());
    answer(response, body === "read before" ? 500 : await receive(body));
  };
}

function refusalOf({ method, url = "", headers }: IncomingMessage, pathSecret: string | undefined) {
  const last = url.split("?")[0]?.split("/").at(-1) ?? "";
  if (pathSecret !== undefined && !equal(last, pathSecret)) return 404;
  if (method !== "POST") return 405;
  return Number(headers["content-length"] ?? 0) > maxWebhookBytes ? 413 : undefined;
}

/** In a time that tells nothing about how much of the two is equal. */
function equal(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

const readBefore = (): ConfigError =>
  new ConfigError(
    "Something read the webhook's body before webhookHandler; give that body to webhookReceiver instead.",
  );

function refuse(response: ServerResponse, status: 404 | 405 | 413): void {
  // The body has not been read, so nothing else can come on this connection.
  answer(response, status, { connection: "close", ...(status === 405 && { allow: "POST" }) });
}

/** Others in the same server may have answered meanwhile, as a time limit does. */
function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (!response.headersSent) response.writeHead(status, headers).end();
}

type Unread = "too long" | "broken" | "read before";

async function bodyOf(request: IncomingMessage): Promise<Buffer | Unread> {
  if (request.readableEnded) return "read before";
  if (request.destroyed) return "broken";
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve } = Promise.withResolvers<Buffer | Unread>();
  // Leaving an iteration early would destroy the connection before it can be answered on.
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxWebhookBytes) {
      request.pause();
      resolve("too long");
    } else chunks.push(chunk);
  });
  request.on("end", () => resolve(Buffer.concat(chunks)));
  request.on("error", () => resolve("broken")).on("close", () => resolve("broken"));
  return await promise;
}
