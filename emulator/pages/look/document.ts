import { type Html, html } from "./html.ts";

/** A page's frame. */
export interface PageParts {
  /** Shown in the browser's tab. */
  title: string;
  /** Addresses of style sheets, after the look's own. */
  styles?: readonly string[];
  /** Addresses of scripts; modules, run once the page is read. */
  scripts?: readonly string[];
  /** Class of the body. Default: none. */
  bodyClass?: string;
  body: Html;
}

/** A whole HTML document in the emulator's look. */
export const htmlDocument = ({ title, styles = [], scripts = [], bodyClass, body }: PageParts): Html =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/look.css">
${styles.map((address) => html`<link rel="stylesheet" href="${address}">\n`)}${scripts.map((address) => html`<script type="module" src="${address}"></script>\n`)}</head>
<body${bodyClass !== undefined && html` class="${bodyClass}"`}>
${body}
</body>
</html>
`;
