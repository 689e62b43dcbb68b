import { type PagePictures, type PictureScope, pageKey, shownPages } from "../pictures/page-pictures.ts";
import type { Review } from "../review.ts";
import { Html } from "./html.ts";

/** Which pictures are in the file. */
export interface EmbeddedPictures {
  scope: PictureScope;
  /** Why there are none at all, in a sentence. */
  whyNone: string | undefined;
  /** A picture by its page; each is in the file once, however often it shows. */
  find(sha256: string, pageNumber: number): EmbeddedPicture | undefined;
  /** Why a page has none. */
  whyNot(sha256: string): string;
  /** All of them, for the beginning of the page. */
  definitions: Html;
  count: number;
  bytes: number;
  /** How many would have made the file too large. */
  leftOut: number;
}

/** A picture in the file. */
export interface EmbeddedPicture {
  id: string;
  widthPx: number;
  heightPx: number;
}

/** What pictures may take in a file. */
export interface PictureLimits {
  scope: PictureScope;
  /** Of PNGs; in the file they take a third more. */
  maxBytes: number;
}

/** Chooses the pictures for a file: those of pages with tags first, in the order of the review, until there is no room. */
export function embeddedPictures(
  review: Review,
  pictures: PagePictures | undefined,
  { scope, maxBytes }: PictureLimits,
): EmbeddedPictures {
  const found = new Map<string, EmbeddedPicture>();
  const images: string[] = [];
  let [bytes, leftOut] = [0, 0];
  for (const key of new Set([...keysOf(review, "tagged"), ...keysOf(review, scope)])) {
    const page = pictures?.pages.get(key);
    if (!page) continue;
    if (bytes + page.png.length > maxBytes) {
      leftOut += 1;
      continue;
    }
    bytes += page.png.length;
    const id = `page-${found.size + 1}`;
    found.set(key, { id, widthPx: page.widthPx, heightPx: page.heightPx });
    const { buffer, byteOffset, length } = page.png;
    const data = Buffer.from(buffer, byteOffset, length).toString("base64");
    images.push(
      `<image id="${id}" width="1" height="1" preserveAspectRatio="none" href="data:image/png;base64,${data}"/>`,
    );
  }
  return {
    scope,
    whyNone: pictures
      ? undefined
      : review.mask === "full"
        ? "Pictures and texts of documents are left out, since nothing about people is to be shown."
        : "There are no pictures of pages.",
    find: (sha256, pageNumber) => found.get(pageKey(sha256, pageNumber)),
    whyNot: (sha256) =>
      pictures?.missing.get(sha256) ?? "its picture is left out, since the file would be too large",
    definitions: new Html(
      images.length === 0
        ? ""
        : `<svg class="definitions" width="0" height="0" aria-hidden="true"><defs>${images.join("\n")}</defs></svg>`,
    ),
    count: found.size,
    bytes,
    leftOut,
  };
}

function* keysOf({ envelopes }: Review, scope: PictureScope): Generator<string> {
  for (const { documents } of envelopes)
    for (const document of documents) {
      if (document.sha256 === undefined) continue;
      for (const { pageNumber } of shownPages(document, scope)) yield pageKey(document.sha256, pageNumber);
    }
}
