import type { WireNotifications, WireWebhook } from "../../schema/generated/wire.ts";
import type { Issue } from "../../schema/issue.ts";
import notifications from "../../schema/notifications.json" with { type: "json" };
import { webhookIssues } from "../../schema/validate.ts";
import { ValidationError } from "./errors.ts";

/** Far more than what the service sends of an envelope with 60 recipients and all their tags. */
export const maxWebhookBytes = 4 * 1024 * 1024;

/** What a webhook can tell of: one of the names an envelope can subscribe to. */
export type Subscription = WireNotifications["subscriptions"][number];

const subscriptions: readonly string[] = notifications.properties.subscriptions.items.enum;

/**
 * What a webhook says. It is not signed, so anybody may have sent it: no more than a hint that the envelope is worth
 * reading.
 */
export interface Webhook extends WireWebhook {
  subscription_name: Subscription;
}

/**
 * Reads a webhook's body. Fields that are not documented are kept as they are.
 *
 * @throws ValidationError it is over 4 MiB, no JSON, not what `schema/webhook.json` says, or names no envelope or none
 *   of the subscriptions; the message repeats nothing of it
 */
export function parseWebhook(body: string | Uint8Array): Webhook {
  if (Buffer.byteLength(body) > maxWebhookBytes) throw refusal([{ path: [], message: "is over 4 MiB" }]);
  const value = parse(typeof body === "string" ? body : Buffer.from(body).toString());
  const issues = issuesOf(value);
  if (issues.length > 0) throw refusal(issues);
  return value as Webhook;
}

const refusal = (issues: Issue[]): ValidationError => new ValidationError("The webhook is not valid", issues);

/** The parser's own error quotes the text, which may be personal data; so there is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal([{ path: [], message: "is no JSON" }]);
  }
}

function issuesOf(value: unknown): Issue[] {
  const issues = webhookIssues(value);
  if (issues.length > 0) return issues;
  const { subscription_name, envelope_id } = value as WireWebhook;
  if (!subscriptions.includes(subscription_name))
    issues.push({ path: ["subscription_name"], message: "is none of the subscriptions there are" });
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(envelope_id))
    issues.push({ path: ["envelope_id"], message: "is no UUID" });
  return issues;
}
