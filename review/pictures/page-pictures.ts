import type { Review, ReviewedDocument, TaggedPage } from "../review.ts";

/** Which pages have a picture: those with tags, or whose tags moved; or all. */
export type PictureScope = "tagged" | "all";

/** A page as displayed, without tags. */
export interface PagePng {
  png: Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** The pictures that there are, and why there are no others. */
export interface PagePictures {
  /** By {@link pageKey}. */
  pages: ReadonlyMap<string, PagePng>;
  /** Why a document has none, or not all, by its SHA-256, in words that go on after its name. */
  missing: ReadonlyMap<string, string>;
}

/** The key of a page of a document. */
export const pageKey = (sha256: string, pageNumber: number): string => `${sha256} ${pageNumber}`;

/** Pages of one document of which pictures are wanted. */
export interface WantedPages {
  sha256: string;
  /** Where a file with that content is, relative to the program's folder. */
  path: string;
  pageNumbers: number[];
}

/** Of which pages a review wants pictures: each document once per content, in the order of the review. */
export function wantedPages(review: Review, scope: PictureScope): WantedPages[] {
  const wanted = new Map<string, { path: string; pageNumbers: Set<number> }>();
  for (const { documents } of review.envelopes)
    for (const document of documents) {
      if (document.kind !== "pdf" || document.sha256 === undefined) continue;
      const known = wanted.get(document.sha256) ?? { path: document.path, pageNumbers: new Set<number>() };
      for (const { pageNumber } of shownPages(document, scope)) known.pageNumbers.add(pageNumber);
      if (known.pageNumbers.size > 0) wanted.set(document.sha256, known);
    }
  return [...wanted].map(([sha256, { path, pageNumbers }]) => ({
    sha256,
    path,
    pageNumbers: [...pageNumbers].sort((one, other) => one - other),
  }));
}

/** The pages of a document that are shown, in order; of those without tags only the number is known. */
export function shownPages(
  { tagged, pages = 0 }: ReviewedDocument,
  scope: PictureScope,
): (TaggedPage | { pageNumber: number })[] {
  if (scope === "tagged") return tagged;
  const known = new Map(tagged.map((page) => [page.pageNumber, page]));
  return Array.from({ length: pages }, (_, at) => known.get(at + 1) ?? { pageNumber: at + 1 });
}
