import type { Envelope } from "../../envelope/envelope.ts";
import { eventNames } from "../../pack/cover-sheet.ts";
import { type Html, html } from "../look/html.ts";
import { moment } from "./moment.ts";

/** What has happened to an envelope, in order. */
export const auditTrail = ({ audit, recipients }: Envelope): Html =>
  html`<ol class="audit sheet" role="list">${audit.map(({ at, event, recipientId }) => {
    const who = recipients.find(({ id }) => id === recipientId)?.asked.name;
    return html`<li>${moment(at)}<span>${eventNames[event]}${who !== undefined && html` <span class="soft">${who}</span>`}</span></li>`;
  })}</ol>`;
