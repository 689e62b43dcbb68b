import { drawnTag } from "../pictures/drawn-tag.ts";
import type { DrawnTag, TaggedPage } from "../review.ts";
import type { DocumentSource } from "../review-source.ts";
import { textOf } from "./shown.ts";
import { tagsOf, type WrittenEnvelope } from "./written-envelope.ts";

type Page = NonNullable<DocumentSource["pages"]>[number];

/** A document in an envelope. */
export interface DocumentInEnvelope {
  /** As signers see it. */
  name: string;
  /** As displayed; undefined: not known. */
  pages: readonly Page[] | undefined;
  envelope: WrittenEnvelope;
}

/**
 * The pages of a document that have tags, or had some: where tags land, and where they did before on pages where that
 * differs. Without its pages nothing is known of where tags land.
 *
 * @param before the document in whose place it is; undefined: none. Pages that are not known are taken for the same size
 */
export function taggedPages(
  { name, pages, envelope }: DocumentInEnvelope,
  before?: DocumentInEnvelope,
): TaggedPage[] {
  if (!pages) return [];
  const current = drawnOn(name, pages, envelope);
  const earlier = before && drawnOn(before.name, before.pages ?? pages, before.envelope);
  const numbers = new Set([...current.keys(), ...(earlier?.keys() ?? [])]);
  return [...numbers]
    .toSorted((a, b) => a - b)
    .flatMap((pageNumber): TaggedPage[] => {
      const page = pages[pageNumber - 1] ?? before?.pages?.[pageNumber - 1];
      if (!page) return [];
      const { widthPt, heightPt } = page;
      const tags = current.get(pageNumber) ?? [];
      const old = earlier ? (earlier.get(pageNumber) ?? []) : tags;
      const isMoved = comparable(old) !== comparable(tags);
      return [{ pageNumber, widthPt, heightPt, tags, ...(isMoved && { before: old }) }];
    });
}

function drawnOn(
  name: string,
  pages: readonly Page[],
  { recipients }: WrittenEnvelope,
): Map<number, DrawnTag[]> {
  const drawn = new Map<number, DrawnTag[]>();
  for (const { recipient } of recipients)
    for (const { tag, witness } of tagsOf(recipient)) {
      const page = pages[tag.pageNumber - 1];
      if (tag.fileName !== name || !page || typeof tag.x !== "number" || typeof tag.y !== "number") continue;
      const onPage = drawn.get(tag.pageNumber) ?? [];
      drawn.set(tag.pageNumber, onPage);
      onPage.push(drawnTag(tag, { recipient: textOf(recipient.key), isWitness: witness === true }, page));
    }
  return drawn;
}

const comparable = (tags: readonly DrawnTag[]): string =>
  tags
    .map((tag) => JSON.stringify(tag))
    .toSorted()
    .join("\n");
