import { hash } from "node:crypto";
import type { PagePictures, PictureScope } from "../pictures/page-pictures.ts";
import type { Review } from "../review.ts";
import { emailsBlock } from "./emails-block.ts";
import { embeddedPictures } from "./embedded-pictures.ts";
import { envelopesBlock } from "./envelopes-block.ts";
import { filterStyle, filters } from "./filters.ts";
import { Html, html } from "./html.ts";
import { namesOf } from "./known-people.ts";
import { driftBlock, footerBlock, othersBlock, policyBlock } from "./later-blocks.ts";
import { style } from "./style.ts";
import { verdictBlock } from "./verdict-block.ts";

/** What a report holds beside the review. */
export interface HtmlReportOptions {
  /** Absent: there are none, as where nothing about people is to be shown. */
  pictures?: PagePictures | undefined;
  /** Which pages are shown; default: those with tags. */
  scope?: PictureScope | undefined;
  /** Of pictures; default {@link MAX_PICTURE_BYTES}. Pages beyond are shown without, which the report says. */
  maxPictureBytes?: number | undefined;
  /** Paragraphs of Word documents, by SHA-256. */
  wordTexts?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** What pictures take in a file at most, as PNGs: so much is still sent by e-mail, and opened on a phone. */
export const MAX_PICTURE_BYTES = 15_000_000;

/**
 * A review as one HTML file that needs nothing else: no scripts, no addresses, no fonts. First the verdict and who is
 * e-mailed; then the envelopes with their order, changes, words and pages; what happened since; the policy. It is read on
 * a phone, by keyboard and on paper. Nothing in a review can become markup.
 */
export function htmlReport(review: Review, options: HtmlReportOptions = {}): string {
  const { scope = "tagged", maxPictureBytes = MAX_PICTURE_BYTES, wordTexts = new Map() } = options;
  const isHidden = review.mask === "full";
  const pictures = embeddedPictures(review, isHidden ? undefined : options.pictures, {
    scope,
    maxBytes: maxPictureBytes,
  });
  const names = namesOf(review);
  const context = { names, pictures, wordTexts: isHidden ? new Map() : wordTexts };
  const rules = `${style}${filterStyle(names)}`;
  const of = [review.project, review.stack].filter(Boolean).join("/");
  const title = `Signing review${of && ` of ${of}`}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(rules)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(rules)}</style>
</head>
<body>
<a class="skip" href="#emails">To who is e-mailed</a>
${pictures.definitions}
<main>
${verdictBlock(review)}
${filters(names)}
${emailsBlock(review, names)}
${envelopesBlock(review, context)}
${othersBlock(review)}
${driftBlock(review, names)}
${policyBlock(review, names)}
</main>
${footerBlock(review, pictures)}
</body>
</html>
`.markup;
}

/** Nothing is fetched, run or sent; the one style sheet is allowed by its hash, pictures where they are in the file. */
const policyFor = (rules: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${hash("sha256", rules, "base64")}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
