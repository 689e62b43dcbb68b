import { type PageOverlay, pageOverlay, type TagMark } from "../pictures/page-overlay.ts";
import type { RecipientLook } from "../pictures/recipient-look.ts";
import type { ReviewedDocument, ReviewedEnvelope, TaggedPage } from "../review.ts";
import type { EmbeddedPicture } from "./embedded-pictures.ts";
import type { EnvelopeContext } from "./envelope-details.ts";
import { type Html, html } from "./html.ts";
import { chip } from "./sign-order-block.ts";

/** A page with its tags: as a picture, and in words. */
export function pageFigure(
  { resource }: ReviewedEnvelope,
  { name, sha256 = "" }: ReviewedDocument,
  page: TaggedPage | { pageNumber: number },
  looks: ReadonlyMap<string, RecipientLook>,
  { names, pictures }: EnvelopeContext,
): Html {
  const { pageNumber } = page;
  const picture = pictures.find(sha256, pageNumber);
  const overlay = "tags" in page ? pageOverlay(page, looks) : undefined;
  const marks = overlay?.marks ?? [];
  const person = (key: string): string => names.person(resource, key);
  const title = `Page ${pageNumber} of ${name}${marks.length > 0 ? `, with ${marks.length === 1 ? "one tag" : `${marks.length} tags`}` : ""}`;
  return html`<figure class="page">
<figcaption><b>Page ${pageNumber}</b> <bdi>${name}</bdi>${overlay && overlay.moves.length > 0 && html` <span class="badge">dashed: before</span>`}<label class="zoom"><input type="checkbox" autocomplete="off"> larger</label></figcaption>
<div class="paper" tabindex="0" role="region" aria-label="Page ${pageNumber}">${drawing(title, picture, overlay, person)}${
    !picture && html`<p class="soft">Without a picture: ${pictures.whyNone ?? pictures.whyNot(sha256)}</p>`
  }</div>
${
  marks.length > 0 &&
  html`<ul class="tags">${marks.map(
    ({ recipient, sentence }) =>
      html`<li data-person="${person(recipient)}">${chip(looks.get(recipient))} ${sentence}</li>`,
  )}</ul>`
}
</figure>`;
}

/** In points, so that what is drawn over the picture needs no numbers of its own. */
function drawing(
  title: string,
  picture: EmbeddedPicture | undefined,
  overlay: PageOverlay | undefined,
  person: (key: string) => string,
): Html | false {
  const width = overlay?.widthPt ?? picture?.widthPx;
  const height = overlay?.heightPt ?? picture?.heightPx;
  if (width === undefined || height === undefined) return false;
  const turn = width > height ? " landscape" : "";
  return html`<svg class="sheet${turn}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}"><rect width="${width}" height="${height}" fill="#ffffff"/>${
    picture && html`<use href="#${picture.id}" transform="scale(${width} ${height})"/>`
  }${overlay && overlayShapes(overlay, person)}</svg>`;
}

function overlayShapes(overlay: PageOverlay, person: (key: string) => string): Html {
  const { marks, moves, linePt, fontPt } = overlay;
  return html`${marks.map((mark) => html`<g data-person="${person(mark.recipient)}">${boxOf(mark, linePt)}</g>`)}${marks.map(
    (mark) => html`<g data-person="${person(mark.recipient)}">${labelOf(mark, linePt, fontPt)}</g>`,
  )}${moves.map(
    ({ recipient, colour, from, to }) =>
      html`<path data-person="${person(recipient)}" d="${arrow(from, to, linePt * 5)}" fill="none" stroke="${colour}" stroke-width="${linePt}"/>`,
  )}`;
}

const isPast = ({ state }: TagMark): boolean => state === "was" || state === "removed";

/** A line lies inside of the tag, so the shape it is drawn along is smaller by half of it on each side. */
function boxOf(mark: TagMark, linePt: number): Html {
  const { box, colour } = mark;
  const by = Math.min(linePt / 2, box.widthPt / 2, box.heightPt / 2);
  const place = html`x="${round(box.xPt + by)}" y="${round(box.yPt + by)}" width="${round(box.widthPt - 2 * by)}" height="${round(box.heightPt - 2 * by)}" stroke="${colour}" stroke-width="${linePt}"`;
  return isPast(mark)
    ? html`<path d="${hatch(mark, linePt * 3)}" stroke="${colour}" stroke-width="${round(linePt * 0.4)}"/><rect ${place} fill="none" stroke-dasharray="${linePt * 3} ${linePt * 2}"/>`
    : html`<rect ${place} fill="${colour}" fill-opacity="0.16"/>`;
}

function labelOf(mark: TagMark, linePt: number, fontPt: number): Html {
  const { label, colour } = mark;
  const { xPt, yPt, widthPt, heightPt } = label.box;
  const past = isPast(mark);
  return html`<rect x="${round(xPt)}" y="${round(yPt)}" width="${round(widthPt)}" height="${round(heightPt)}" fill="${past ? "#ffffff" : colour}" stroke="${colour}" stroke-width="${round(linePt / 2)}"/><text x="${round(xPt + fontPt * 0.35)}" y="${round(yPt + heightPt / 2 + fontPt * 0.35)}" font-size="${round(fontPt)}" textLength="${round(widthPt - fontPt * 0.7)}" lengthAdjust="spacingAndGlyphs" fill="${past ? colour : "#ffffff"}">${label.text}</text>`;
}

/** Slanting lines within a tag, each cut where it leaves it. */
function hatch({ box: { xPt, yPt, widthPt, heightPt } }: TagMark, apart: number): string {
  const lines: string[] = [];
  for (let at = apart - heightPt; at < widthPt; at += apart) {
    const [start, end] = [Math.max(0, at), Math.min(widthPt, at + heightPt)];
    lines.push(
      `M${round(xPt + start)} ${round(yPt + heightPt - (start - at))}L${round(xPt + end)} ${round(yPt + heightPt - (end - at))}`,
    );
  }
  return lines.join("");
}

function arrow([fromX, fromY]: [number, number], [toX, toY]: [number, number], barb: number): string {
  const angle = Math.atan2(toY - fromY, toX - fromX);
  const end = (turn: number): string =>
    `${round(toX - Math.cos(angle + turn) * barb)} ${round(toY - Math.sin(angle + turn) * barb)}`;
  return `M${round(fromX)} ${round(fromY)}L${round(toX)} ${round(toY)}M${end(0.45)}L${round(toX)} ${round(toY)}L${end(-0.45)}`;
}

/** To a hundredth of a point. */
const round = (value: number): number => Math.round(value * 100) / 100;
