import type { DisplayedBox } from "../../document/displayed.ts";
import type { PolicyDocument, PolicyPage } from "../document-facts.ts";
import { quoted } from "../documents/judge-documents.ts";
import { partialAnswer } from "../partial-answer.ts";
import { type Finding, type FindingPlace, type NotApplicable, notApplicable } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { envelopeTags, type OwnedTag } from "./envelope-tags.ts";
import type { TagSize, TagSizes } from "./tag-sizes.ts";

/** A tag on a page whose size is known. */
export interface PlacedTag extends OwnedTag {
  document: PolicyDocument;
  page: PolicyPage;
}

interface Placing {
  placed: readonly PlacedTag[];
  /** Why not all tags are among `placed`. */
  unknown: string | undefined;
}

const placings = new WeakMap<Subject, Placing>();

/**
 * Judges the tags whose page is known, all in one go. A tag on a page that there is not is check's to refuse.
 *
 * @param judge gets them recipient by recipient
 */
export function judgePlacedTags(
  subject: Subject,
  judge: (placed: readonly PlacedTag[]) => Finding[],
): Finding[] | NotApplicable {
  if (subject.envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
  const { placed, unknown } = placingOf(subject);
  return partialAnswer(judge(placed), unknown);
}

function placingOf(subject: Subject): Placing {
  const before = placings.get(subject);
  if (before) return before;
  const documents = new Map(subject.documents.map((document) => [document.name, document]));
  const placed: PlacedTag[] = [];
  let unknown: string | undefined;
  for (const owned of envelopeTags(subject.envelope)) {
    const { fileName, pageNumber, x, y } = owned.tag;
    const document = documents.get(fileName);
    const page = document?.pages?.[pageNumber - 1];
    if (!document || typeof x !== "number" || typeof y !== "number") unknown ??= "where tags go is not known";
    else if (!document.pages) unknown ??= `the pages of ${quoted(document.name)} are not known`;
    else if (page) placed.push({ ...owned, document, page });
  }
  const placing = { placed, unknown };
  placings.set(subject, placing);
  return placing;
}

/** The room that a tag takes, in points: as declared, or as assumed. */
export function tagSize({ tag, page }: PlacedTag, sizes: TagSizes): TagSize {
  if (tag.type !== "text_field") return sizes[tag.type];
  return { widthPt: (tag.width ?? 0) * page.widthPt, heightPt: sizes.text_field.heightPt };
}

/** Where a tag is on its page as displayed. */
export function tagBox(placed: PlacedTag, sizes: TagSizes): DisplayedBox {
  const { tag, page } = placed;
  const { widthPt, heightPt } = tagSize(placed, sizes);
  const leftPt = tag.x * page.widthPt;
  const topPt = tag.y * page.heightPt;
  return { leftPt, topPt, rightPt: leftPt + widthPt, bottomPt: topPt + heightPt };
}

/** The spot of a box on a page, as findings have it; to a hundredth of a point. */
export const spotOf = (document: string, pageNumber: number, box: DisplayedBox): FindingPlace => ({
  document,
  pageNumber,
  box: [rounded(box.leftPt), rounded(box.topPt), rounded(box.rightPt), rounded(box.bottomPt)],
});

/** The spot of a tag. */
export const tagSpot = ({ document, page }: PlacedTag, box: DisplayedBox): FindingPlace =>
  spotOf(document.name, page.number, box);

/** What messages call a tag: `signature "sign here"`. */
export const tagTitle = ({ type, name }: OwnedTag["tag"]): string =>
  name === undefined ? type : `${type} ${quoted(name)}`;

/** `12.5 pt` */
export const points = (value: number): string => `${Math.round(value * 10) / 10} pt`;

const rounded = (value: number): number => Math.round(value * 100) / 100;
