import type { SentWebhook, SentWebhookAttempt } from "../../control/webhook-control.ts";
import { type Html, html } from "../look/html.ts";
import { plainly } from "./fault-list.ts";
import { action, nothing } from "./frame.ts";
import { fromNow, moment } from "./moment.ts";

/** Webhooks with each time they were posted and when they will be again, in the order given. */
export function webhookList(webhooks: readonly SentWebhook[], now: number, back: string): Html {
  if (webhooks.length === 0)
    return nothing("No webhooks yet. An envelope that names a destination in its notifications makes some.");
  return html`<ul class="rows sheet" role="list">${webhooks.map(
    (webhook) => html`<li>
<div class="row-head"><strong>${webhook.subscription}</strong>${verdict(webhook)}</div>
<p class="soft">${moment(webhook.at)} to ${webhook.destination}</p>
${webhook.fault && html`<p class="soft">Planned to go wrong: <code>${plainly(webhook.fault)}</code></p>`}
${attempts(webhook, now)}
<div class="row-foot"><details id="body-${webhook.webhookId}"><summary id="summary-${webhook.webhookId}">What is posted</summary><pre tabindex="0">${JSON.stringify(
      webhook.body,
      null,
      2,
    )}</pre></details>${action("deliver", webhook.attempts.length === 0 ? "Post now" : "Post again", {
      fields: { webhookId: webhook.webhookId },
      back,
    })}</div>
</li>`,
  )}</ul>`;
}

const isReceived = ({ answer }: SentWebhookAttempt): boolean =>
  answer !== null && answer >= 200 && answer <= 299;

function verdict({ attempts, nextAttemptAt }: SentWebhook): Html {
  if (attempts.some(isReceived)) return html`<span class="badge good">Received</span>`;
  if (nextAttemptAt !== null) return html`<span class="badge wait">Waits</span>`;
  if (attempts.length === 0) return html`<span class="badge">Not posted</span>`;
  return html`<span class="badge bad">Not received</span>`;
}

const attempts = ({ attempts, nextAttemptAt }: SentWebhook, now: number): Html | false =>
  attempts.length + Number(nextAttemptAt !== null) > 0 &&
  html`<ol class="attempts" role="list" aria-label="Attempts">${attempts.map(
    (attempt) =>
      html`<li><span class="badge ${isReceived(attempt) ? "good" : "bad"}">${
        attempt.answer ?? attempt.failure ?? "no answer"
      }</span> ${moment(attempt.at)}</li>`,
  )}${
    nextAttemptAt !== null &&
    html`<li class="soft">next ${moment(nextAttemptAt)} (${fromNow(Date.parse(nextAttemptAt), now)})</li>`
  }</ol>`;
