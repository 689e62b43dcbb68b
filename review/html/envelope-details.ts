import { linkLife } from "../change/recipients.ts";
import { counted, dayOf } from "../formats/review-words.ts";
import { type RecipientLook, recipientLooks } from "../pictures/recipient-look.ts";
import type { ReviewedDocument, ReviewedEnvelope, ReviewedRecipient } from "../review.ts";
import { documentBlock } from "./document-block.ts";
import type { EmbeddedPictures } from "./embedded-pictures.ts";
import { actionBadge } from "./envelopes-block.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { type Names, shown } from "./known-people.ts";
import { chip, signOrderBlock } from "./sign-order-block.ts";

/** What envelopes are shown with. */
export interface EnvelopeContext {
  names: Names;
  pictures: EmbeddedPictures;
  /** Paragraphs of Word documents, by SHA-256. */
  wordTexts: ReadonlyMap<string, readonly string[]>;
}

/** All about one envelope, folded or not. */
export function envelopeDetails(envelope: ReviewedEnvelope, context: EnvelopeContext, isOpen: boolean): Html {
  const { resource, name, issues, unknown, sent, message, documents, changes, fingerprint } = envelope;
  const { names } = context;
  const looks = recipientLooks(envelope.recipients);
  const id = names.envelope(resource);
  return html`<article id="${id}" class="envelope" data-envelope="${id}" data-person="${names.peopleOf(envelope)}">
<details${isOpen && html` open`}>
<summary><h3><bdi>${resource}</bdi></h3> ${actionBadge(envelope)} <span class="title"><bdi>${name}</bdi></span></summary>
<div class="inside">
${issues.length > 0 && html`<div class="issues"><h4>${icon("refused")}Refused</h4><ul>${issues.map((issue) => html`<li>${issue}</li>`)}</ul></div>`}
${
  unknown.length > 0 &&
  html`<p class="remark">Known only when the program runs, so it cannot be approved beforehand: ${unknown.map(
    (path, at) => html`${at > 0 && ", "}<code>${path}</code>`,
  )}.</p>`
}
${
  sent &&
  html`<p>Sent${sent.at && html` on ${dayOf(sent.at)}`} as <code>${sent.envelopeId}</code>: ${sent.status}, ${counted(sent.signatures, "signature")}.</p>`
}
${message !== undefined && html`<blockquote><bdi>${message}</bdi></blockquote>`}
${signOrderBlock(envelope, looks)}
${recipientsTable(envelope, looks, names)}
${changes.length > 0 && changesTable(changes)}
${documents.map((document: ReviewedDocument) => documentBlock(envelope, document, looks, context))}
${fingerprint !== undefined && html`<p class="soft">Request <code>${fingerprint}</code></p>`}
</div></details></article>`;
}

const recipientsTable = (
  { resource, recipients }: ReviewedEnvelope,
  looks: ReadonlyMap<string, RecipientLook>,
  names: Names,
): Html =>
  html`<div class="wide" tabindex="0" role="region" aria-label="Recipients of ${resource}"><table>
<thead><tr><th scope="col">recipient</th><th scope="col">who</th><th scope="col">assurance</th><th scope="col">link</th><th scope="col">fills in</th></tr></thead>
<tbody>${recipients.map(
    (one) =>
      html`<tr data-person="${names.person(resource, one.key)}"><th scope="row">${chip(looks.get(one.key))} <bdi>${one.role || one.key}</bdi></th><td>${whoIs(one)}</td><td>${one.type === "CC" ? "gets a copy" : one.assurance}</td><td>${linkText(one)}</td><td>${fillsIn(one)}</td></tr>`,
  )}</tbody></table></div>`;

function whoIs({ name, email, phone }: ReviewedRecipient): Html {
  const parts = [name, email, phone].map(shown).filter((part) => part !== undefined);
  return html`${parts.map((part, at) => html`${at > 0 && ", "}<bdi>${part}</bdi>`)}`;
}

const linkText = (one: ReviewedRecipient): string =>
  one.type === "CC" ? "" : one.linkExpiresAt ? `until ${dayOf(one.linkExpiresAt)}` : linkLife(one);

function fillsIn({ tags, witness, signStatus }: ReviewedRecipient): Html {
  const counts = Object.entries(tags).map(
    ([type, count]) => `${count > 1 ? `${count} ` : ""}${type.replaceAll("_", " ")}`,
  );
  return html`${[...counts, ...(witness ? ["with a witness"] : [])].join(", ")}${
    signStatus !== undefined && html` <span class="badge">${signStatus.toLowerCase()}</span>`
  }`;
}

const changesTable = (changes: ReviewedEnvelope["changes"]): Html =>
  html`<h4>What changes</h4>
<div class="wide" tabindex="0" role="region" aria-label="What changes"><table class="changes">
<thead><tr><th scope="col">field</th><th scope="col">before</th><th scope="col">now</th></tr></thead>
<tbody>${changes.map(
    ({ path, before, after }) =>
      html`<tr><th scope="row"><code>${path}</code></th><td>${before === undefined ? html`<span class="soft">none</span>` : html`<del><bdi>${before}</bdi></del>`}</td><td>${after === undefined ? html`<span class="soft">none</span>` : html`<ins><bdi>${after}</bdi></ins>`}</td></tr>`,
  )}</tbody></table></div>`;
