import { linkLife } from "../change/recipients.ts";
import { actionOf, counted, dayOf, isChanged } from "../formats/review-words.ts";
import type { Review, ReviewedEnvelope } from "../review.ts";
import { type EnvelopeContext, envelopeDetails } from "./envelope-details.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import type { Names } from "./known-people.ts";

/** When more envelopes change, all are folded, and one looks for those that one wants. */
const OPEN_AT_MOST = 6;

/** A table of what happens to which envelope, then each in detail; what does not change is named at the end. */
export function envelopesBlock({ envelopes }: Review, context: EnvelopeContext): Html | false {
  if (envelopes.length === 0) return false;
  const changed = envelopes.filter(isChanged);
  const same = envelopes.filter((envelope) => !isChanged(envelope));
  const isOpen = changed.length <= OPEN_AT_MOST;
  return html`<section aria-labelledby="envelopes">
<h2 id="envelopes">Envelopes <span class="count">${changed.length > 0 ? `${changed.length} of ${envelopes.length} change` : "none changes"}</span></h2>
${changed.length > 0 && table(changed, context.names)}
${changed.map((envelope) => envelopeDetails(envelope, context, isOpen))}
${same.length > 0 && unchanged(same, context.names)}
</section>`;
}

const table = (envelopes: readonly ReviewedEnvelope[], names: Names): Html =>
  html`<div class="wide" tabindex="0" role="region" aria-labelledby="envelopes"><table class="overview">
<thead><tr><th scope="col">envelope</th><th scope="col">what happens</th><th scope="col">signers, in order</th><th scope="col">assurance</th><th scope="col">links live</th></tr></thead>
<tbody>${envelopes.map((envelope) => row(envelope, names))}</tbody></table></div>`;

function row(envelope: ReviewedEnvelope, names: Names): Html {
  const { resource, recipients, signOrder, unknown } = envelope;
  const signers = recipients.filter(({ type }) => type === "SIGNER");
  const copies = recipients.length - signers.length;
  const order = signOrder.map((keys) => (keys.length > 4 ? `${keys.length} together` : keys.join(", ")));
  const id = names.envelope(resource);
  return html`<tr data-envelope="${id}" data-person="${names.peopleOf(envelope)}">
<th scope="row"><a href="#${id}"><bdi>${resource}</bdi></a></th>
<td>${actionBadge(envelope)}${unknown.length > 0 && html` <span class="badge">partly unknown</span>`}</td>
<td>${(order.length > 6 ? [...order.slice(0, 5), `… ${order.length} groups`] : order).map(
    (group, at) => html`${at > 0 && html` <span class="then">${icon("arrow")}</span> `}<bdi>${group}</bdi>`,
  )}${copies > 0 && html` <span class="soft">+ ${counted(copies, "copy", "copies")}</span>`}</td>
<td>${distinct(signers.map(({ assurance }) => assurance))}</td>
<td>${distinct(signers.map((one) => (one.linkExpiresAt ? `until ${dayOf(one.linkExpiresAt)}` : linkLife(one))))}</td></tr>`;
}

/** What happens to an envelope, in a word, with a sign where people cannot be spared it any more. */
export function actionBadge(envelope: ReviewedEnvelope): Html {
  const { action, issues } = envelope;
  const isGrave = issues.length === 0 && ["replace", "reassign", "withdraw", "delete"].includes(action);
  const look = issues.length > 0 ? "bad" : isGrave ? "grave" : action === "create" ? "accent" : "";
  const sign = issues.length > 0 ? icon("refused") : isGrave ? icon("grave") : undefined;
  return html`<span class="badge ${look}">${sign}${actionOf(envelope)}</span>`;
}

function distinct(texts: readonly string[]): string {
  const all = [...new Set(texts.filter(Boolean))];
  return all.length > 4 ? `${all.slice(0, 3).join("; ")}; … ${all.length} kinds` : all.join("; ");
}

const unchanged = (envelopes: readonly ReviewedEnvelope[], names: Names): Html =>
  html`<details class="unchanged"><summary>${counted(envelopes.length, "envelope")} unchanged</summary><ul>${envelopes.map(
    (envelope) =>
      html`<li id="${names.envelope(envelope.resource)}" data-envelope="${names.envelope(envelope.resource)}" data-person="${names.peopleOf(envelope)}"><bdi>${envelope.resource}</bdi>${
        envelope.sent &&
        html` <span class="soft">${envelope.sent.status}, ${counted(envelope.sent.signatures, "signature")}</span>`
      }</li>`,
  )}</ul></details>`;
