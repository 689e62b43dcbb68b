import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type PageDrawer, pngSize, rendererVersion } from "../../document/index.ts";
import {
  type PagePictures,
  type PagePng,
  type PictureScope,
  pageKey,
  type WantedPages,
  wantedPages,
} from "../../review/pictures/page-pictures.ts";
import type { Review } from "../../review/review.ts";
import type { PictureCache } from "./picture-cache.ts";

/** Pixels of a picture per point: 108 dpi, which is read on a phone and printed in a comment. */
export const SCALE = 1.5;

/** The most pixels of one picture: a sheet of A2 at full scale. */
const MAX_PIXELS = 4_500_000;

/** With what, and for whom, pages are drawn. */
export interface PagePicturesOptions {
  /** The program's folder, which the documents' paths are seen from. */
  folder: string;
  /** Default: pages with tags. */
  scope?: PictureScope | undefined;
  drawer: PageDrawer;
  /** Undefined: everything is drawn anew. */
  cache?: PictureCache | undefined;
}

/**
 * Pictures of the pages that a review shows, each drawn once per content. A document that is not what was reviewed any
 * more has none, nor has a page that cannot be drawn; both are told.
 *
 * @throws Error when the PDF reader cannot be started, which is the installation's fault
 */
export async function pagePictures(review: Review, options: PagePicturesOptions): Promise<PagePictures> {
  const pages = new Map<string, PagePng>();
  const missing = new Map<string, string>();
  // One document after the other: its pages are enough for all threads, and no two contents are in memory.
  for (const wanted of wantedPages(review, options.scope ?? "tagged"))
    await drawDocument(wanted, options, pages, missing);
  await options.cache?.prune();
  return { pages, missing };
}

async function drawDocument(
  { sha256, path, pageNumbers }: WantedPages,
  { folder, drawer, cache }: PagePicturesOptions,
  pages: Map<string, PagePng>,
  missing: Map<string, string>,
): Promise<void> {
  const keep = (pageNumber: number, png: Uint8Array): void => {
    pages.set(pageKey(sha256, pageNumber), { png, ...pngSize(png) });
  };
  const known = await Promise.all(pageNumbers.map((page) => cache?.get(cacheKey(sha256, page))));
  for (const [at, png] of known.entries()) if (png) keep(pageNumbers[at] as number, png);
  const left = pageNumbers.filter((_, at) => !known[at]);
  if (left.length === 0) return;
  const bytes = await readFile(resolve(folder, path)).catch(() => undefined);
  if (!bytes) return void missing.set(sha256, "cannot be read any more");
  if (hash("sha256", bytes) !== sha256) return void missing.set(sha256, "has changed since it was reviewed");
  const drawn = await drawer.draw(
    bytes,
    left.map((pageNumber) => ({ pageNumber, scale: SCALE, maxPixels: MAX_PIXELS })),
  );
  for (const [at, picture] of drawn.entries()) {
    const pageNumber = left[at] as number;
    if ("code" in picture) missing.set(sha256, picture.problem);
    else {
      keep(pageNumber, picture.data);
      await cache?.put(cacheKey(sha256, pageNumber), picture.data);
    }
  }
}

const cacheKey = (sha256: string, pageNumber: number): string =>
  ["page", rendererVersion(), sha256, pageNumber, SCALE, MAX_PIXELS].join(" ");
