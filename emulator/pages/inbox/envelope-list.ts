import type { Envelope, EnvelopeStatus } from "../../envelope/envelope.ts";
import { type Html, html } from "../look/html.ts";
import { action, nothing } from "./frame.ts";
import { fromNow, moment } from "./moment.ts";
import { signOrder } from "./sign-order.ts";

const styles: Record<EnvelopeStatus, string> = {
  QUEUED: "wait",
  ACTIVE: "accent",
  COMPLETE: "good",
  ERRORED: "bad",
  ARCHIVED: "",
};

/** An envelope's status, in the API's word. */
export const statusBadge = (status: EnvelopeStatus): Html =>
  html`<span class="badge ${styles[status]}">${status}</span>`;

/** What made an envelope ERRORED, and the button for one whose files wait to be processed. */
export const troubles = (envelope: Envelope, back: string): Html =>
  html`${
    envelope.errors.length > 0 &&
    html`<ul class="errors" role="list">${envelope.errors.map(
      ({ file_name, code }) => html`<li><code>${code}</code> ${file_name}</li>`,
    )}</ul>`
  }${
    envelope.status === "QUEUED" &&
    html`<div class="hint"><span>Its files wait to be processed.</span>${action("process", "Process now", {
      fields: { envelopeId: envelope.id },
      back,
    })}</div>`
  }`;

/** Envelopes with their sign order, in the order given. */
export function envelopeList(envelopes: readonly Envelope[], now: number): Html {
  if (envelopes.length === 0)
    return nothing("No envelopes yet. Send one to this address, and it shows here.");
  return html`<ul class="cards" role="list">${envelopes.map(
    (envelope) => html`<li class="sheet card">
<div class="card-head"><h3><a href="/envelopes/${envelope.id}" id="to-${envelope.id}">${envelope.options.name}</a></h3>${statusBadge(envelope.status)}</div>
<p class="soft">${envelope.account}, ${moment(envelope.createdAt)} (${fromNow(envelope.createdAt, now)})</p>
${troubles(envelope, "/")}${signOrder(envelope, now)}
</li>`,
  )}</ul>`;
}
