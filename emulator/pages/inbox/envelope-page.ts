import type { EmulatorControl } from "../../control/emulator-control.ts";
import type { Envelope } from "../../envelope/envelope.ts";
import { type Html, html } from "../look/html.ts";
import { auditTrail } from "./audit-trail.ts";
import { statusBadge, troubles } from "./envelope-list.ts";
import { action, frame } from "./frame.ts";
import { messageList } from "./message-list.ts";
import { messages } from "./messages.ts";
import { moment } from "./moment.ts";
import { recipientList } from "./recipient-list.ts";
import { webhookList } from "./webhook-list.ts";

/** One envelope: its people, files, messages, webhooks and audit trail. */
export function envelopePage(envelope: Envelope, control: EmulatorControl, now: number): Html {
  const { id, options, status } = envelope;
  const back = `/envelopes/${id}`;
  const own = messages(control).filter(({ envelopeId }) => envelopeId === id);
  const webhooks = control
    .webhooks()
    .filter(({ envelopeId }) => envelopeId === id)
    .toReversed();
  return frame(
    options.name,
    html`<p class="crumbs"><a href="/#envelopes">Envelopes</a> <span aria-hidden="true">/</span> <span class="mono">${id}</span></p>
<section class="sheet card envelope" id="envelope" data-live aria-labelledby="envelope-title">
<div class="card-head"><h1 id="envelope-title">${options.name}</h1>${statusBadge(status)}</div>
<dl class="facts">
<dt>Sender</dt><dd>${envelope.account}</dd>
<dt>Created</dt><dd>${moment(envelope.createdAt)}${envelope.embedded && html` <span class="badge">embedded</span>`}</dd>
${envelope.completedAt !== null && html`<dt>Completed</dt><dd>${moment(envelope.completedAt)}</dd>`}
${envelope.archivedAt !== null && html`<dt>Archived</dt><dd>${moment(envelope.archivedAt)}</dd>`}
</dl>
${troubles(envelope, back)}
<div class="actions">${status === "ACTIVE" && action("sign-all", "Sign as everybody", { fields: { envelopeId: id }, back })}${
      envelope.completedAt !== null &&
      html`<a class="button main" id="pack" href="/envelopes/${id}/completed-documents">Download the completion pack</a>`
    }</div>
</section>
<div class="columns">
${part("recipients", "Recipients", recipientList(envelope, now))}
<div class="column">
${part("files", "Files", files(envelope))}
${part("mails", "Messages", messageList(own))}
${part("webhooks", "Webhooks", webhookList(webhooks, now, back))}
${part("audit", "Audit trail", auditTrail(envelope))}
</div>
</div>`,
  );
}

const part = (id: string, title: string, content: Html): Html =>
  html`<section id="${id}" data-live aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>`;

const files = ({ id, files }: Envelope): Html =>
  html`<ul class="rows sheet" role="list">${files.map(
    (
      file,
    ) => html`<li><div class="row-head"><a id="file-${file.id}" href="/envelopes/${id}/files/${file.id}">${file.name}</a><span class="soft">${(file.bytes / 1000).toFixed(1)} kB</span></div>
<p class="soft mono hash" title="SHA-256 ${file.sha256}">${file.sha256}</p></li>`,
  )}</ul>`;
