import type { RecipientLook } from "../pictures/recipient-look.ts";
import type { ReviewedEnvelope } from "../review.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";

/** Who signs after whom: a box for each sign group, in order, then those who get a copy. */
export function signOrderBlock(
  { signOrder, recipients }: ReviewedEnvelope,
  looks: ReadonlyMap<string, RecipientLook>,
): Html | false {
  const copies = recipients.filter(({ type }) => type === "CC").map(({ key }) => key);
  const groups = signOrder.map((keys, at) => ({
    title: at === 0 ? "signs first" : at === signOrder.length - 1 ? "signs last" : `then, ${at + 1}`,
    keys,
  }));
  if (groups.length === 1 && groups[0])
    groups[0].title = groups[0].keys.length > 1 ? "sign at once" : "signs";
  const all = [...groups, ...(copies.length > 0 ? [{ title: "then a copy to", keys: copies }] : [])];
  if (all.length === 0) return false;
  return html`<ol class="order">${all.map(
    ({ title, keys }, at) =>
      html`<li>${at > 0 && html`<span class="then">${icon("arrow")}</span>`}<div class="group"><span class="soft">${title}</span><ul>${keys.map(
        (key) => html`<li>${chip(looks.get(key))} <bdi>${looks.get(key)?.title ?? key}</bdi></li>`,
      )}</ul></div></li>`,
  )}</ol>`;
}

/** A recipient's number in its colour, as on the pictures. */
export const chip = (look: RecipientLook | undefined): Html | false =>
  look !== undefined &&
  html`<svg class="chip" viewBox="0 0 22 16" width="22" height="16" role="img" aria-label="${look.number}"><rect width="22" height="16" rx="3" fill="${look.colour}"/><text x="11" y="12" text-anchor="middle" fill="#ffffff">${look.number}</text></svg>`;
