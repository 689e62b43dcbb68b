import type { DisplayedBox } from "../../document/displayed.ts";
import { type PlacedTag, tagBox } from "./placed-tags.ts";
import type { TagSizes } from "./tag-sizes.ts";

/** A tag, and the one of those before it that it lies on most. */
export interface Overlap {
  tag: PlacedTag;
  box: DisplayedBox;
  other: PlacedTag;
  /** The part of the smaller one's area, above 0. */
  share: number;
}

interface Boxed {
  tag: PlacedTag;
  box: DisplayedBox;
  order: number;
}

/**
 * The tags that lie on one before them, in their order.
 *
 * @param isMeant whether a pair counts
 */
export function overlaps(
  placed: readonly PlacedTag[],
  sizes: TagSizes,
  isMeant: (one: PlacedTag, other: PlacedTag) => boolean,
): Overlap[] {
  const boxed = placed.map((tag, order): Boxed => ({ tag, box: tagBox(tag, sizes), order }));
  const worst = new Map<PlacedTag, Overlap & { order: number }>();
  for (const onPage of Map.groupBy(boxed, ({ tag }) => tag.page).values()) {
    const fromTop = onPage.toSorted((one, other) => one.box.topPt - other.box.topPt);
    for (const [at, one] of fromTop.entries())
      for (let next = at + 1; next < fromTop.length; next++) {
        const other = fromTop[next];
        if (!other || other.box.topPt >= one.box.bottomPt) break;
        const share = sharedPart(one.box, other.box);
        if (share === 0 || !isMeant(one.tag, other.tag)) continue;
        const [earlier, later] = one.order < other.order ? [one, other] : [other, one];
        const before = worst.get(later.tag);
        if (!before || before.share < share) worst.set(later.tag, { ...later, other: earlier.tag, share });
      }
  }
  return [...worst.values()].sort((one, other) => one.order - other.order);
}

function sharedPart(one: DisplayedBox, other: DisplayedBox): number {
  const smaller = Math.min(areaOf(one), areaOf(other));
  return smaller > 0 ? sharedArea(one, other) / smaller : 0;
}

/** The area that two rectangles share, in square points. */
export const sharedArea = (one: DisplayedBox, other: DisplayedBox): number =>
  Math.max(0, Math.min(one.rightPt, other.rightPt) - Math.max(one.leftPt, other.leftPt)) *
  Math.max(0, Math.min(one.bottomPt, other.bottomPt) - Math.max(one.topPt, other.topPt));

/** The area of a rectangle, in square points. */
export const areaOf = ({ leftPt, topPt, rightPt, bottomPt }: DisplayedBox): number =>
  (rightPt - leftPt) * (bottomPt - topPt);
