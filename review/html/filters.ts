import { type Html, html } from "./html.ts";
import type { Names } from "./known-people.ts";

/** Two lists to choose from. They work without scripts: the style sheet asks what is chosen. */
export const filters = ({ envelopes, people }: Names): Html | false =>
  envelopes.length > 1 &&
  html`<div class="filters" role="search" aria-label="What is shown">
<label for="only-envelope">Envelope</label>
<select id="only-envelope" autocomplete="off"><option value="">all ${envelopes.length}</option>${envelopes.map(
    ({ id, resource }) => html`<option value="${id}">${resource}</option>`,
  )}</select>
<label for="only-person">Recipient</label>
<select id="only-person" autocomplete="off"><option value="">all ${people.length}</option>${people.map(
    ({ id, title }) => html`<option value="${id}">${title}</option>`,
  )}</select>
</div>`;

/** The rules by which what is about others does not show. */
export const filterStyle = ({ envelopes, people }: Names): string =>
  [
    ...envelopes.map(({ id }) => rule("only-envelope", "data-envelope", id)),
    ...people.map(({ id }) => rule("only-person", "data-person", id)),
  ].join("\n");

const rule = (list: string, attribute: string, id: string): string =>
  `body:has(#${list} option[value="${id}"]:checked) [${attribute}]:not([${attribute}~="${id}"]){display:none}`;
