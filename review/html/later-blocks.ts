import { verdictText } from "../../policy/formats/counts.ts";
import { findingText, placeText, waiverText } from "../../policy/formats/finding-text.ts";
import { type Found, isAdvice, sectionsOf, standing, waived } from "../../policy/formats/report.ts";
import { undeterminedIn } from "../../policy/formats/undetermined.ts";
import { counted } from "../formats/review-words.ts";
import type { Review } from "../review.ts";
import type { EmbeddedPictures } from "./embedded-pictures.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import type { Names } from "./known-people.ts";

/** Other resources of the stack that change. */
export const othersBlock = ({ others }: Review): Html | false =>
  others.length > 0 &&
  html`<section><details><summary><h2>Other resources that change</h2> <span class="count">${others.length}</span></summary><ul>${others.map(
    ({ operation, type, name }) =>
      html`<li>${operation} <bdi>${name}</bdi> <code class="soft">${type}</code></li>`,
  )}</ul></details></section>`;

/** What happened at the service since the last run. */
export const driftBlock = ({ drift }: Review, names: Names): Html | false =>
  drift.length > 0 &&
  html`<section aria-labelledby="drift"><h2 id="drift">Since the envelopes were sent <span class="count">${drift.length}</span></h2>
<p class="soft">As of the last <code>pulumi up</code> or <code>pulumi refresh</code>: a review asks nobody.</p>
<ul>${drift.map(
    ({ resource, envelopeId, what }) =>
      html`<li data-envelope="${names.envelope(resource)}"><a href="#${names.envelope(resource)}"><bdi>${resource}</bdi></a>: ${what} <code class="soft">${envelopeId}</code></li>`,
  )}</ul></section>`;

/** What the stack's policy says, with what is waived, by whom and until when. */
export function policyBlock({ policy }: Review, names: Names): Html | false {
  if (!policy) return false;
  const sections = sectionsOf(policy).map(({ envelope, judgements }) => ({
    resource: envelope?.resource,
    found: [...standing(judgements), ...waived(judgements)],
    open: undeterminedIn(judgements),
  }));
  const said = sections.filter(({ found, open }) => found.length + open.length > 0);
  const expired = policy.waivers.filter((waiver) => waiver.expired);
  return html`<section aria-labelledby="policy"><h2 id="policy">Policy</h2>
<p>${sentence(verdictText(policy))}</p>
${
  said.length > 0 &&
  html`<div class="wide" tabindex="0" role="region" aria-labelledby="policy"><table class="policy">
<thead><tr><th scope="col">envelope</th><th scope="col">level</th><th scope="col">rule</th><th scope="col">finding</th></tr></thead>
<tbody>${said.map(({ resource, found, open }) => [
    ...found.map((one) => findingRow(resource, one, names)),
    ...open.map(
      ({ reason, rules }) =>
        html`<tr data-envelope="${idOf(resource, names)}"><th scope="row"><bdi>${resource ?? "the stack"}</bdi></th><td><span class="badge wait">not judged</span></td><td><code>${rules.join(", ")}</code></td><td>${reason}</td></tr>`,
    ),
  ])}</tbody></table></div>`
}
${
  expired.length > 0 &&
  html`<p class="remark">${counted(expired.length, "waiver")} that expired and ${expired.length === 1 ? "does" : "do"} nothing any more: ${expired.map(
    ({ rule, owner, expires }, at) =>
      html`${at > 0 && "; "}<code>${rule}</code> until ${expires}, by <bdi>${owner}</bdi>`,
  )}.</p>`
}
</section>`;
}

/** What is about the stack shows whichever envelope is chosen. */
const idOf = (resource: string | undefined, names: Names): string =>
  resource === undefined ? names.envelopes.map(({ id }) => id).join(" ") : names.envelope(resource);

function findingRow(resource: string | undefined, { judgement, finding }: Found, names: Names): Html {
  const { waiver, place } = finding;
  const level = waiver
    ? html`<span class="badge">waived</span>`
    : isAdvice(judgement)
      ? html`<span class="badge wait">advice</span>`
      : html`<span class="badge bad">${icon("refused")}mandatory</span>`;
  return html`<tr data-envelope="${idOf(resource, names)}"><th scope="row"><bdi>${resource ?? "the stack"}</bdi></th><td>${level}</td><td><code>${judgement.rule}</code></td><td>${findingText(finding)}${
    place && html` <span class="soft">${placeText(place)}</span>`
  }${waiver && html`<br><span class="soft">waived ${waiverText(waiver)}</span>`}</td></tr>`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** What was reviewed, by what, and what of it the file has not. */
export function footerBlock(review: Review, pictures: EmbeddedPictures): Html {
  const { fingerprint, change, version, at, mask, effects } = review;
  const { head, base, branch, isDirty } = change;
  const masked = {
    none: "",
    partial: "Names, addresses and numbers are shortened.",
    full: "Names, addresses and numbers are left out.",
  }[mask];
  return html`<footer>
<h2>What was reviewed</h2>
<dl>
<dt>Fingerprint</dt><dd>${counted(effects.length, "effect")}, <code>${fingerprint}</code></dd>
${head !== undefined && html`<dt>Commit</dt><dd><code>${head.slice(0, 12)}</code>${isDirty && html` <span class="badge wait">with changes that are in no commit</span>`}</dd>`}
${branch !== undefined && html`<dt>Branch</dt><dd><bdi>${branch}</bdi></dd>`}
${base !== undefined && html`<dt>Against</dt><dd><code>${base.slice(0, 12)}</code></dd>`}
<dt>Made</dt><dd><time datetime="${at}">${at}</time> by pulumi-yotisign ${version}</dd>
<dt>Pictures</dt><dd>${picturesText(pictures)}</dd>
</dl>
${masked && html`<p class="soft">${masked}</p>`}
</footer>`;
}

function picturesText({ whyNone, count, bytes, leftOut }: EmbeddedPictures): string {
  if (whyNone !== undefined) return whyNone;
  const shown = `${counted(count, "page")}, ${megabytes(bytes)}`;
  return leftOut === 0
    ? shown
    : `${shown}; ${counted(leftOut, "page")} left out, since the file would be too large`;
}

const megabytes = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
