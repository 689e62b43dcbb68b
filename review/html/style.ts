/**
 * The report's look: calm, dense enough to be read through, and the same on screens of any width and on paper. What cannot
 * be undone has a sign, words and a double line beside it, not a colour alone.
 */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f4f3ef; --sheet: #fffefb; --sunken: #eceae4; --ink: #1d2329; --soft: #57606a;
  --line: #dcd9d1; --line-strong: #8a8f95; --accent: #1f4f8f; --accent-soft: #e3ebf6;
  --good: #1c6340; --good-soft: #dff0e6; --wait: #7a4f05; --wait-soft: #faecd0; --bad: #a3271f; --bad-soft: #fae3e0;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --sheet: #1c2026; --sunken: #252a31; --ink: #e8e9ea; --soft: #a5adb6;
    --line: #323840; --line-strong: #79818b; --accent: #8fb8f0; --accent-soft: #22344d;
    --good: #86d3a8; --good-soft: #1b3829; --wait: #edc373; --wait-soft: #3c2f16; --bad: #f5a199; --bad-soft: #44211e;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
main, footer { width: min(100% - 2rem, 64rem); margin-inline: auto; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote { margin: 0; }
h2 { margin-bottom: .6rem; font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { display: inline; font-size: 1rem; }
h4 { margin: 1.4rem 0 .4rem; font-size: .9375rem; }
ul { padding-left: 1.2rem; }
a { color: var(--accent); text-underline-offset: .15em; }
code, pre { font-family: var(--mono); font-size: .8125rem; }
.soft, .note, .count { color: var(--soft); font-weight: 400; }
.note, .count, .soft { font-size: .8125rem; }
code.soft { font-size: .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
.icon { flex: none; width: 1.05em; height: 1.05em; margin-right: .35em; vertical-align: -.16em; }
.skip { position: absolute; left: .5rem; top: .5rem; z-index: 9; padding: .5rem 1rem; background: var(--sheet); transform: translateY(-300%); }
.skip:focus { transform: none; }
.definitions { position: absolute; }

.badge {
  display: inline-block; padding: 0 .5rem; border: 1px solid transparent; border-radius: 1rem; background: var(--sunken);
  color: var(--soft); font-size: .8125rem; font-weight: 600; white-space: nowrap;
}
.badge.strong { background: var(--ink); color: var(--sheet); }
.badge.accent { background: var(--accent-soft); color: var(--accent); }
.badge.wait { background: var(--wait-soft); color: var(--wait); }
.badge.bad { background: var(--bad-soft); color: var(--bad); }
.badge.grave { border-color: currentColor; background: transparent; color: var(--bad); }

.verdict { margin: 1.5rem 0 1.25rem; padding: 1.25rem 1.5rem 1.1rem; border: 1px solid var(--line); border-top: .4rem solid var(--line-strong); border-radius: .5rem; background: var(--sheet); }
.verdict h1 { margin: .35rem 0 .1rem; font-size: clamp(2rem, 6vw, 2.75rem); line-height: 1.1; letter-spacing: -.025em; }
.verdict h1 .icon { width: .85em; height: .85em; vertical-align: -.08em; margin-right: .3em; }
.verdict.ready { border-top-color: var(--accent); } .verdict.ready h1 { color: var(--accent); }
.verdict.nothing-to-do { border-top-color: var(--good); } .verdict.nothing-to-do h1 { color: var(--good); }
.verdict.refused, .verdict.failed { border-top-color: var(--bad); } .verdict.refused h1, .verdict.failed h1 { color: var(--bad); }
.verdict .of { color: var(--soft); } .verdict .of b { color: var(--ink); }
.verdict .meaning { font-size: 1.0625rem; }
.verdict .counts { color: var(--soft); }
.verdict pre { margin: .8rem 0 0; padding: .75rem; overflow: auto; max-height: 24rem; border-radius: .375rem; background: var(--sunken); white-space: pre-wrap; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin: 1rem 0 .6rem; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dd { font-size: 1.75rem; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums; }
.figures dt { color: var(--soft); font-size: .8125rem; }
.figures .grave dd, .figures .grave dt { color: var(--bad); }
.figures .grave dd .icon { width: .8em; height: .8em; vertical-align: -.05em; }

.filters {
  position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .6rem; margin-bottom: .75rem; padding: .5rem 0;
  border-bottom: 1px solid var(--line); background: var(--paper);
}
.filters label { color: var(--soft); font-size: .8125rem; }
.filters select {
  flex: 1 1 10rem; min-width: 0; max-width: 20rem; min-height: 2.25rem; padding: 0 .5rem; border: 1px solid var(--line-strong);
  border-radius: .375rem; background: var(--sheet); color: var(--ink); font: inherit;
}

main > section, main > article { margin: 0 0 1.75rem; }
details > summary { padding: .3rem 0; cursor: pointer; }
summary h2 { display: inline; }
.mails { margin: .6rem 0 0; padding: .15rem 0 .15rem 1rem; border-left: 4px solid var(--line); }
.mails summary h3 { font-size: 1.0625rem; }
.mails.grave, .lost { border-left: 7px double var(--bad); }
.mails.grave h3, .lost h2 { color: var(--bad); }
.mails.grave .note { color: var(--bad); font-weight: 600; }
.lost { padding: .15rem 0 .15rem 1rem; }

table { width: 100%; border-collapse: collapse; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-size: .8125rem; font-weight: 500; }
tbody th { font-weight: 600; }
tr:last-child > * { border-bottom: 0; }
.people th:first-child { width: 28%; } .people td:last-child { width: 28%; }
.wide { overflow-x: auto; } .wide th, .wide td { overflow-wrap: break-word; } time, .day { white-space: nowrap; }
.overview { margin-bottom: 1rem; }
.then .icon { margin: 0; color: var(--soft); }

.envelope > details { margin-bottom: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--sheet); }
.envelope > details > summary { padding: .7rem 1.1rem; }
.envelope .title { color: var(--soft); }
.envelope .inside { padding: .2rem 1.25rem 1.25rem; border-top: 1px solid var(--line); }
.inside > p { margin-top: .7rem; }
.issues { margin-top: .8rem; padding: .1rem 1rem .8rem; border-left: 5px solid var(--bad); background: var(--bad-soft); }
.issues h4 { margin-top: .7rem; color: var(--bad); }
.remark { margin: .6rem 0; padding: .5rem .8rem; border-left: 4px solid var(--line-strong); background: var(--sunken); }
blockquote { margin: .8rem 0 0; padding-left: .9rem; border-left: 3px solid var(--line); color: var(--soft); white-space: pre-line; }
.order { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
.order > li { display: flex; align-items: center; gap: .5rem; }
.order .group { padding: .4rem .8rem .5rem; border: 1px solid var(--line-strong); border-radius: .5rem; }
.order .group ul { padding: 0; list-style: none; }
.chip { width: 1.4rem; height: 1rem; vertical-align: -.15em; }
.chip text { font: 700 11px system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
del, .diff del { color: var(--bad); text-decoration: line-through; background: var(--bad-soft); }
ins { color: var(--good); text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 2px; background: var(--good-soft); }
.changes th { width: 30%; } .changes td { width: 35%; }
.document { margin-top: 1.2rem; border-top: 1px solid var(--line); }
.diff, .word { max-height: 28rem; margin: .5rem 0; padding: .6rem .9rem; overflow: auto; border-radius: .375rem; background: var(--sunken); }
.word p + p { margin-top: .5rem; }
.diff { white-space: pre-line; }

.page { display: grid; grid-template-columns: minmax(0, 34rem) minmax(12rem, 1fr); gap: .4rem 1.25rem; margin: .5rem 0 1.5rem; }
.page figcaption { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: .2rem .6rem; }
.page .zoom { margin-left: auto; padding: .2rem 0; color: var(--accent); cursor: pointer; }
.page .zoom input { width: 1rem; height: 1rem; margin: 0 .2rem 0 0; vertical-align: -.12em; accent-color: var(--accent); }
.paper { overflow: auto; align-self: start; }
.paper .sheet { display: block; width: 100%; height: auto; border: 1px solid var(--line-strong); background: #ffffff; }
.paper text { font-family: Helvetica, Arial, "Liberation Sans", Roboto, sans-serif; font-weight: 700; }
.page:has(.zoom input:checked) { grid-template-columns: minmax(0, 1fr); }
.page:has(.zoom input:checked) .paper { max-height: 85vh; }
.page:has(.zoom input:checked) .sheet { width: max(62rem, 165%); }
.page .tags { padding: 0; list-style: none; font-size: .8125rem; color: var(--soft); }
.page .tags li { padding: .15rem 0; }

footer { padding: 1.2rem 0 3rem; border-top: 1px solid var(--line); }
footer dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; }
footer dt { color: var(--soft); }
footer p { margin-top: .6rem; }

@media (max-width: 46rem) {
  main, footer { width: calc(100% - 1.5rem); }
  .filters { display: grid; grid-template-columns: max-content 1fr; }
  .verdict { margin-top: .75rem; padding: 1rem; }
  .figures { gap: .6rem 1.4rem; } .figures dd { font-size: 1.5rem; }
  .envelope .inside { padding-inline: .8rem; } .envelope > details > summary { padding-inline: .8rem; }
  .page { grid-template-columns: minmax(0, 1fr); }
  .people thead { position: absolute; clip-path: inset(50%); }
  .people tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  .people th, .people td { display: block; width: auto; padding: 0; border: 0; }
  .people th:first-child, .people td:last-child { width: auto; }
  .filters select { min-height: 2.75rem; max-width: none; flex: 1 1 34%; }
  .filters label { flex: none; }
  .page .zoom { min-height: 2.75rem; display: flex; align-items: center; }
  details > summary { min-height: 2.75rem; padding-block: .6rem; }
  .order > li { width: 100%; flex-wrap: wrap; } .order .group { flex: 1; }
  .order .then .icon { transform: rotate(90deg); }
  footer dl { grid-template-columns: 1fr; } footer dd { margin-bottom: .4rem; }
}

@media print {
  :root {
    color-scheme: light; --paper: #fff; --sheet: #fff; --sunken: #f3f3f3; --ink: #000; --soft: #444; --line: #bbb; --line-strong: #777;
    --accent: #1f4f8f; --accent-soft: #e3ebf6; --good: #1c6340; --good-soft: #dff0e6; --wait: #7a4f05; --wait-soft: #faecd0;
    --bad: #a3271f; --bad-soft: #fae3e0;
  }
  @page { margin: 16mm 14mm; }
  body { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, footer { width: 100%; }
  .filters, .skip, .zoom { display: none !important; }
  details:not([open])::details-content { display: block; content-visibility: visible; block-size: auto; }
  summary { list-style: none; } summary::-webkit-details-marker { display: none; }
  .wide, .paper, .diff, .word, .verdict pre { overflow: visible; max-height: none !important; }
  .page { grid-template-columns: minmax(0, 12cm) minmax(0, 1fr); break-inside: avoid; }
  .page .sheet { width: 100% !important; }
  tr, li, .verdict { break-inside: avoid; } h2, h3, h4, summary { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
