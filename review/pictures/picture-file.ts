import { hash } from "node:crypto";
import type { ReviewedDocument, ReviewedEnvelope, TaggedPage } from "../review.ts";
import { type PageOverlay, pageOverlay } from "./page-overlay.ts";
import { recipientLooks } from "./recipient-look.ts";

/** The picture of a page with its tags, as a file. */
export interface PictureFile {
  /** Of letters, digits, `-` and `.`; the same for the same picture, another for every other. */
  name: string;
  document: { sha256: string; path: string };
  pageNumber: number;
  overlay: PageOverlay;
}

/** Raised whenever the same overlay would be drawn otherwise. */
const DRAWING = 1;

/** The file of a page's picture; undefined where the document's content is not known. */
export function pictureFile(
  { recipients }: Pick<ReviewedEnvelope, "recipients">,
  { name, path, sha256 }: Pick<ReviewedDocument, "name" | "path" | "sha256">,
  page: TaggedPage,
): PictureFile | undefined {
  if (sha256 === undefined) return undefined;
  const overlay = pageOverlay(page, recipientLooks(recipients));
  const mark = hash("sha256", JSON.stringify([DRAWING, sha256, page.pageNumber, overlay])).slice(0, 16);
  return {
    name: `${wordsOf(name)}-page-${page.pageNumber}-${mark}.png`,
    document: { sha256, path },
    pageNumber: page.pageNumber,
    overlay,
  };
}

/** A document's name in letters that any file system and address takes. */
const wordsOf = (name: string): string =>
  name
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60) || "document";
