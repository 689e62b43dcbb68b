import { type Envelope, type Recipient, signs } from "../../envelope/envelope.ts";
import { type Html, html } from "../look/html.ts";
import { personName, signGroups, signingPath, turnBadge, turnDetail, turnOf } from "./sign-order.ts";

/** An envelope's people: signers by sign group with their links, then those who get a copy. */
export function recipientList(envelope: Envelope, now: number): Html {
  const copies = envelope.recipients.filter((one) => !signs(one));
  return html`<ol class="groups" role="list">${signGroups(envelope).map(
    ([group, signers]) =>
      html`<li class="sheet"><h3>Sign group ${group}</h3><ul class="people" role="list">${signers.map(
        (signer) => signerItem(envelope, signer, now),
      )}</ul></li>`,
  )}${
    copies.length > 0 &&
    html`<li class="sheet"><h3>Copies</h3><ul class="people" role="list">${copies.map(
      ({ asked }) => html`<li><strong>${asked.name}</strong><p class="soft">${asked.email}</p></li>`,
    )}</ul></li>`
  }</ol>`;
}

function signerItem(envelope: Envelope, signer: Recipient, now: number): Html {
  const { asked, lastEmailStatus } = signer;
  const turn = turnOf(envelope, signer, now);
  const path = signingPath(envelope, signer);
  const tags = asked.tags ?? [];
  const required = tags.filter(({ optional }) => optional !== true).length;
  return html`<li>
<div class="row-head"><strong>${personName(signer)}</strong>${turnBadge(turn)}</div>
<p class="soft">${asked.email}${asked.role !== undefined && `, ${asked.role}`}</p>
<p class="soft">${turnDetail(envelope, signer, now)}</p>
<p class="soft">${tags.length === 1 ? "1 tag" : `${tags.length} tags`}, ${required} required${
    asked.auth_type !== undefined && asked.auth_type !== "no-auth" && `, identity: ${asked.auth_type}`
  }${lastEmailStatus !== null && `, last e-mail: ${lastEmailStatus}`}</p>
${path !== undefined && (turn === "turn" || turn === "expired") && html`<p><a class="button" id="sign-${signer.id}" href="${path}">Open the signing link<span class="visually-hidden"> of ${asked.name}</span></a></p>`}
</li>`;
}
