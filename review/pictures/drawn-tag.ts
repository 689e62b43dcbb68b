import { type PageSize, tagPoint } from "../../document/placement/tag-fractions.ts";
import { assumedSizes } from "../../policy/tags/tag-sizes.ts";
import type { Tag } from "../../schema/generated/inputs.ts";
import type { DrawnTag } from "../review.ts";

/** What of a tag decides where it is drawn. */
export type PlacedTag = Pick<Tag, "type" | "x" | "y" | "width" | "optional">;

/** Whose a tag is. */
export interface TagOwner {
  /** The recipient's key. */
  recipient: string;
  /** Whether it is the recipient's witness who fills it in. */
  isWitness?: boolean;
}

/**
 * Where a tag lands on a page as displayed. Its top left corner is exact: there the service begins to draw what people
 * fill in. How large that gets is assumed (a text field's width is declared), and cut at the page's edge, since what is
 * filled in shrinks to stay on the page.
 *
 * @param page its size as displayed: of the crop box, turned by the page's rotation
 */
export function drawnTag(tag: PlacedTag, { recipient, isWitness }: TagOwner, page: PageSize): DrawnTag {
  const { xPt, yPt } = tagPoint(tag, page);
  // A program without types may write a type that there is not.
  const assumed = assumedSizes[tag.type] ?? assumedSizes.signature;
  const widthPt = "widthPt" in assumed ? assumed.widthPt : (tag.width ?? 0) * page.widthPt;
  return {
    recipient,
    ...(isWitness && { witness: true }),
    type: tag.type,
    xPt: hundredths(xPt),
    yPt: hundredths(yPt),
    widthPt: hundredths(Math.min(widthPt, page.widthPt - xPt)),
    heightPt: hundredths(Math.min(assumed.heightPt, page.heightPt - yPt)),
    ...(tag.optional && { optional: true }),
  };
}

/** Finer than anything shows. */
const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0;
