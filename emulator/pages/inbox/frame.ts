import { htmlDocument } from "../look/document.ts";
import { type Html, type HtmlValue, html } from "../look/html.ts";

/** A page of the inbox: header, what it is about, and footer. */
export const frame = (title: string, main: Html): Html =>
  htmlDocument({
    title: `${title} · Yoti Sign emulator`,
    styles: ["/assets/inbox.css"],
    scripts: ["/assets/inbox.js"],
    body: html`<a class="skip-link" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="28" height="28">Yoti Sign emulator</a>
<nav aria-label="Sections"><a href="/#envelopes">Envelopes</a><a href="/#inbox">Inbox</a><a href="/#webhooks">Webhooks</a><a href="/#faults">Faults</a></nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer class="bottom"><p>Nothing here was e-mailed, and no signature binds anybody. All times are the emulator’s, in UTC.</p></footer>
<p id="news" class="visually-hidden" role="status"></p>`,
  });

/** A form with one button that does something and leads back to a page; it works without scripts. */
export const action = (
  name: string,
  label: HtmlValue,
  {
    fields = {},
    back = "/",
    style = "",
  }: { fields?: Record<string, string>; back?: string; style?: string } = {},
): Html =>
  html`<form method="post" action="/actions/${name}">${Object.entries({ ...fields, back }).map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`,
  )}<button class="button ${style}" id="${[name, ...Object.values(fields)].join("-")}">${label}</button></form>`;

/** What shows where there is nothing yet. */
export const nothing = (text: string): Html => html`<p class="nothing">${text}</p>`;

/** How a list that is cut short says so. */
export const more = (shown: number, all: number, what: string): Html | false =>
  shown < all &&
  html`<p class="more">The latest ${shown} of ${all} ${what}. <a href="/?all=1">Show all of everything</a></p>`;
