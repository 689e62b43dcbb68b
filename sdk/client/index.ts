export * from "./api-errors.ts";
export { environmentOf, parseBaseUrl, productionUrl, sandboxUrl } from "./base-url.ts";
export { YotiSignClient } from "./client.ts";
export type { ClientOptions } from "./connect.ts";
export type { SavedFile } from "./download.ts";
export type { EnvelopeStatus } from "./envelope-status.ts";
export type { CreatedEmbeddedEnvelope, CurrentEnvelope, NewEnvelope } from "./envelopes.ts";
export * from "./errors.ts";
export type { CallOptions } from "./http.ts";
export type { IdvClient, IdvSession, SavedMedia } from "./idv.ts";
export { Limiter, type LimiterOptions } from "./limiter.ts";
export type { UploadFile } from "./multipart.ts";
export type { QueuedDocument, RecipientEdit } from "./recipients.ts";
export type { Retry } from "./retry.ts";
export type { EnvelopeSearch } from "./search.ts";
export * from "./service-settings.ts";
export { SharedClients } from "./shared-clients.ts";
export { parseWebhook, type Subscription, type Webhook } from "./webhook.ts";
export { type WebhookHandlerOptions, webhookHandler } from "./webhook-handler.ts";
export {
  type WebhookOptions,
  type WebhookReport,
  type WebhookStatus,
  webhookReceiver,
} from "./webhook-receiver.ts";
