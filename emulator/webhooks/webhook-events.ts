import { type Envelope, isSigner } from "../envelope/envelope.ts";
import { type AnswerVariants, envelopeAnswer } from "../envelope/envelope-answer.ts";
import type { Subscription } from "../envelope/options.ts";

/** Something a webhook tells of: its subscription, and its body (reference, "Webhooks"). */
export interface WebhookEvent {
  readonly subscription: Subscription;
  readonly body: object;
}

/** What a step of an envelope is worth telling those who subscribed to it, in the order it goes out. */
export function webhookEvents(before: Envelope, after: Envelope, variants: AnswerVariants): WebhookEvent[] {
  const { subscriptions = [] } = after.options.notifications ?? {};
  const event = (subscription: Subscription, rest: object): WebhookEvent[] =>
    subscriptions.includes(subscription) ? [{ subscription, body: bodyOf(subscription, after, rest) }] : [];
  const state = envelopeAnswer(after, variants) as { status: string; details: Details };
  const began = (status: Envelope["status"]): boolean => before.status !== status && after.status === status;

  const events: WebhookEvent[] = [];
  if (began("ERRORED")) events.push(...event("upload_errors", state));
  if (before.status === "QUEUED" && after.status === "ACTIVE") {
    const recipients = after.recipients.flatMap(({ token, asked }) =>
      token === null ? [] : [{ Token: token, Email: asked.email }],
    );
    // Who subscribed to both names is told twice.
    events.push(...event("envelope_ready", { recipients }), ...event("envelope_created", { recipients }));
  }
  for (const [index, one] of after.recipients.entries()) {
    const earlier = before.recipients[index];
    if (isSigner(one) && one.signedAt !== null && earlier?.signedAt === null) {
      const recipients = state.details.recipients.slice(index, index + 1);
      events.push(...event("signer_completion", { ...state, details: { ...state.details, recipients } }));
    }
    const { signedDocument } = one;
    if (signedDocument?.status === "ERRORED" && earlier?.signedDocument?.status === "QUEUED") {
      const errors = [{ file_name: signedDocument.name, code: signedDocument.error }];
      events.push(...event("sign_offline_upload_errors", { status: after.status, details: { errors } }));
    }
  }
  if (began("COMPLETE")) {
    const more = { ...state, platform: { type: "API" }, marked_for_deletion: false };
    events.push(...event("envelope_completion", more));
  }
  return events;
}

interface Details {
  recipients: object[];
}

const bodyOf = (subscription: Subscription, { id, options }: Envelope, rest: object): object => ({
  subscription_name: subscription,
  envelope_id: id,
  envelope_name: options.name,
  ...rest,
});
