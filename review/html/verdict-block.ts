import { changeCounts, counted, mailCounts } from "../formats/review-words.ts";
import type { Review, ReviewVerdict } from "../review.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";

const TITLES: Record<ReviewVerdict, string> = {
  "nothing-to-do": "Nothing to do",
  ready: "Ready",
  refused: "Refused",
  failed: "No plan",
};

const MEANINGS: Record<ReviewVerdict, string> = {
  "nothing-to-do": "Nobody is e-mailed, and nothing is withdrawn.",
  ready: "A run would do what is shown here.",
  refused: "A run would be refused before anybody is e-mailed. What is shown is what it asks for.",
  failed: "The preview failed, so nobody knows what a run would do.",
};

/** What it comes to, in words that are read across the room. */
export function verdictBlock(review: Review): Html {
  const { verdict, failure, project, stack, environment } = review;
  const of = [project, stack].filter(Boolean).join(" / ");
  return html`<header class="verdict ${verdict}">
<p class="of">Signing review${of && html` of <b><bdi>${of}</bdi></b>`}${
    environment !== undefined &&
    html` <span class="badge${environment === "production" && " strong"}"><bdi>${environment}</bdi></span>`
  }</p>
<h1>${icon(verdict)}${TITLES[verdict]}</h1>
<p class="meaning">${MEANINGS[verdict]}</p>
${verdict !== "failed" && figures(review)}
${failure !== undefined && html`<pre tabindex="0" aria-label="Why the preview failed">${failure}</pre>`}
</header>`;
}

function figures(review: Review): Html {
  const { emails, lostSignatures, envelopes } = review;
  const atOnce = emails.filter(({ kind }) => kind !== "later" && kind !== "copy").length;
  const lasting = emails.filter(({ kind }) => kind === "withdrawal" || kind === "reassignment").length;
  const lost = lostSignatures.reduce((sum, { signatures }) => sum + signatures, 0);
  return html`<dl class="figures">
<div><dt>e-mailed at once</dt><dd>${atOnce}</dd></div>
<div class="${lasting > 0 && "grave"}"><dt>cannot be undone</dt><dd>${lasting > 0 && icon("grave")}${lasting}</dd></div>
<div class="${lost > 0 && "grave"}"><dt>signatures lost</dt><dd>${lost > 0 && icon("grave")}${lost}</dd></div>
<div><dt>${counted(envelopes.length, "envelope").replace(/^\S+ /, "")}</dt><dd>${envelopes.length}</dd></div>
</dl>
<p class="counts">${[changeCounts(review), mailCounts(review)].filter(Boolean).join("; ")}.</p>`;
}
