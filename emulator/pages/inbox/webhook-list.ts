import type { SentWebhook } from "../../control/emulator-control.ts";
import { type Html, html } from "../look/html.ts";
import { action, nothing } from "./frame.ts";
import { moment } from "./moment.ts";

/** Webhooks with what came back each time they were posted, in the order given. */
export function webhookList(webhooks: readonly SentWebhook[], back: string): Html {
  if (webhooks.length === 0)
    return nothing("No webhooks yet. An envelope that names a destination in its notifications makes some.");
  return html`<ul class="rows sheet" role="list">${webhooks.map(
    (webhook) => html`<li>
<div class="row-head"><strong>${webhook.subscription}</strong><span class="attempts">${attempts(webhook)}</span></div>
<p class="soft">${moment(webhook.at)} to ${webhook.destination}</p>
<div class="row-foot"><details id="body-${webhook.webhookId}"><summary id="summary-${webhook.webhookId}">What is posted</summary><pre tabindex="0">${JSON.stringify(
      webhook.body,
      null,
      2,
    )}</pre></details>${action("deliver", webhook.answers.length === 0 ? "Post now" : "Post again", {
      fields: { webhookId: webhook.webhookId },
      back,
    })}</div>
</li>`,
  )}</ul>`;
}

const attempts = ({ answers }: SentWebhook): Html => {
  if (answers.length === 0) return html`<span class="badge">Not posted</span>`;
  return html`${answers.map((status, index) => attempt(status, index + 1))}`;
};

function attempt(status: number | null, number: number): Html {
  const label = html`<span class="visually-hidden">Attempt ${number}: </span>${status ?? "no answer"}`;
  return html`<span class="badge ${status !== null && status < 300 ? "good" : "bad"}">${label}</span>`;
}
