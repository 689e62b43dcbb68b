import type { SentEmail } from "../../control/emulator-control.ts";
import type { Envelope } from "../../envelope/envelope.ts";
import { type Html, html } from "../look/html.ts";
import { frame } from "./frame.ts";
import { kindBadge, mailText, replyTo, senderOf } from "./mail-text.ts";
import { fromNow, moment } from "./moment.ts";

/** An e-mail, and its neighbours by number. */
export interface ShownMail {
  email: SentEmail;
  number: number;
  count: number;
}

/** An e-mail as the person it goes to would see it. */
export function mailPage(
  { email, number, count }: ShownMail,
  envelope: Envelope | undefined,
  now: number,
): Html {
  const recipient = envelope?.recipients.find(({ id }) => id === email.recipientId);
  const answersTo = replyTo(envelope);
  const at = Date.parse(email.at);
  return frame(
    email.subject,
    html`<p class="crumbs"><a href="/#inbox">Inbox</a> <span aria-hidden="true">/</span> E-mail ${number} of ${count}</p>
<article class="sheet mail">
<header><div class="card-head"><h1>${email.subject}</h1>${kindBadge(email.kind)}</div>
<dl class="facts">
<dt>From</dt><dd>${senderOf(envelope)} <span class="soft">by way of Yoti Sign</span></dd>
${answersTo !== undefined && html`<dt>Reply to</dt><dd>${answersTo}</dd>`}
<dt>To</dt><dd>${recipient && html`${recipient.asked.name} `}&lt;${email.to}&gt;</dd>
<dt>Sent</dt><dd>${moment(at)} <span class="soft">(${fromNow(at, now)})</span></dd>
<dt>Envelope</dt><dd>${envelope ? html`<a href="/envelopes/${envelope.id}">${envelope.options.name}</a>` : "deleted since"}</dd>
</dl></header>
${letter(email, envelope, recipient?.asked.name)}
</article>
<nav class="pager" aria-label="E-mails">
<span>${number > 1 && html`<a class="button" rel="prev" href="/mails/${number - 1}">Earlier</a>`}</span>
<span>${number < count && html`<a class="button" rel="next" href="/mails/${number + 1}">Later</a>`}</span>
</nav>`,
  );
}

function letter(email: SentEmail, envelope: Envelope | undefined, name: string | undefined): Html {
  const { lines, message, button } = mailText(email, envelope);
  return html`<div class="letter">
<p>Hello${name !== undefined && ` ${name}`},</p>
${lines.map((line) => html`<p>${line}</p>`)}
${message !== undefined && html`<blockquote>${message}</blockquote>`}
${button && html`<p><a class="button main" href="${button.path}">${button.label}</a></p>`}
</div>`;
}
