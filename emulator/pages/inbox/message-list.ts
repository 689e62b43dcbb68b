import { type Html, html } from "../look/html.ts";
import { nothing } from "./frame.ts";
import { kindBadge } from "./mail-text.ts";
import type { Message } from "./messages.ts";
import { moment } from "./moment.ts";

/** E-mails, each a link to its page, and text messages, in the order given. */
export function messageList(messages: readonly Message[]): Html {
  if (messages.length === 0) return nothing("No e-mails yet. What the service would send lands here.");
  return html`<ul class="messages sheet" role="list">${messages.map((message, index) =>
    "email" in message
      ? html`<li><a class="message" id="mail-${message.number}" href="/mails/${message.number}">
<span class="message-head"><span>${message.email.subject}</span>${kindBadge(message.email.kind)}</span>
<span class="message-foot"><span>${message.email.to}</span>${moment(message.at)}</span></a></li>`
      : html`<li class="message">
<span class="message-head"><span>${message.sms.to}</span><span class="badge">SMS</span></span>
<span class="bubble">${message.sms.text}</span>
<span class="message-foot">${message.sms.link !== undefined && html`<a id="sms-${messages.length - index}" href="${new URL(message.sms.link).pathname}">Open the link</a>`}${moment(message.at)}</span></li>`,
  )}</ul>`;
}
