import { counted } from "../formats/review-words.ts";
import { shownPages } from "../pictures/page-pictures.ts";
import type { RecipientLook } from "../pictures/recipient-look.ts";
import type { ReviewedDocument, ReviewedEnvelope } from "../review.ts";
import type { TextChange } from "../text-change.ts";
import type { EnvelopeContext } from "./envelope-details.ts";
import { type Html, html } from "./html.ts";
import { pageFigure } from "./page-figure.ts";

/** More pages than that are folded. */
const OPEN_AT_MOST = 4;

/** A document: what it is, what of its text changed, and its pages with their tags. */
export function documentBlock(
  envelope: ReviewedEnvelope,
  document: ReviewedDocument,
  looks: ReadonlyMap<string, RecipientLook>,
  context: EnvelopeContext,
): Html {
  const { name, path, kind, pages, bytes, sha256, text } = document;
  const facts = [
    ...(path.split("/").at(-1) === name ? [] : [`from ${path}`]),
    ...(pages === undefined ? [] : [counted(pages, "page")]),
    ...(bytes === undefined ? [] : [counted(bytes, "byte")]),
  ];
  const isWord = kind === "docx" || kind === "doc";
  return html`<section class="document">
<h4><bdi>${name}</bdi> <span class="soft">${facts.join(", ")}</span>${sha256 !== undefined && html` <code class="soft">${sha256.slice(0, 12)}</code>`}</h4>
${text && textBlock(text)}
${isWord ? wordBlock(document, context) : pagesBlock(envelope, document, looks, context)}
</section>`;
}

function textBlock(text: TextChange): Html {
  if (!text.available) return html`<p class="soft">Changed text: not available, ${text.why}.</p>`;
  return html`<p>Text: ${counted(text.removed, "word")} removed, ${counted(text.added, "word")} added.</p>
${
  text.runs.length > 0 &&
  html`<div class="diff" tabindex="0" role="region" aria-label="Changed words">${text.runs.map(
    ({ kind, text: words }, at) => {
      const between = at > 0 && " ";
      if (kind === "removed") return html`${between}<del>${words}</del>`;
      if (kind === "added") return html`${between}<ins>${words}</ins>`;
      return html`${between}${words}`;
    },
  )}</div>`
}`;
}

function wordBlock({ kind, sha256 }: ReviewedDocument, { wordTexts, pictures }: EnvelopeContext): Html {
  const paragraphs = sha256 === undefined ? undefined : wordTexts.get(sha256);
  const why =
    pictures.whyNone ??
    "A Word file: there is no picture of its pages, which it has only once Word lays it out, and where tags land is not known before.";
  if (!paragraphs)
    return html`<p class="remark">${why}${kind === "doc" && " The text of a .doc is not read; export it as a PDF to see it here."}</p>`;
  return html`<p class="remark">${why}</p><details><summary>Its text, ${counted(paragraphs.length, "paragraph")}</summary><div class="word">${paragraphs.map(
    (paragraph) => html`<p>${paragraph}</p>`,
  )}</div></details>`;
}

function pagesBlock(
  envelope: ReviewedEnvelope,
  document: ReviewedDocument,
  looks: ReadonlyMap<string, RecipientLook>,
  context: EnvelopeContext,
): Html | false {
  const pages = shownPages(document, context.pictures.scope);
  if (pages.length === 0)
    return document.pages !== undefined && html`<p class="soft">No tags on its pages, so none is shown.</p>`;
  const { pages: count = pages.length } = document;
  return html`<details class="pages"${pages.length <= OPEN_AT_MOST && html` open`}>
<summary>${pages.length < count ? `${pages.length} of ${counted(count, "page")}: those with tags` : counted(count, "page")}</summary>
${pages.map((page) => pageFigure(envelope, document, page, looks, context))}
</details>`;
}
