import type { DrawnTag, TaggedPage } from "../review.ts";
import { labelPlaces, type Rectangle } from "./label-places.ts";
import { goneLook, type RecipientLook } from "./recipient-look.ts";
import { type TagState, tagSentence, tagTitles } from "./tag-title.ts";

/** A tag as it is drawn on a page. */
export interface TagMark {
  /** The recipient's key. */
  recipient: string;
  state: TagState;
  /** Where it is, or was; a line along it is drawn inside. */
  box: Rectangle;
  colour: string;
  label: { text: string; box: Rectangle };
  /** The tag in a sentence. */
  sentence: string;
}

/** What is drawn over the picture of a page. */
export interface PageOverlay {
  widthPt: number;
  heightPt: number;
  /** What moved away or is gone comes first, so that it lies below. */
  marks: TagMark[];
  /** From where tags were to where they are, middle to middle. */
  moves: {
    recipient: string;
    colour: string;
    from: [xPt: number, yPt: number];
    to: [xPt: number, yPt: number];
  }[];
  /** Thickness of lines. */
  linePt: number;
  /** Size of letters. */
  fontPt: number;
}

/** A page's longer side at which letters are {@link FONT_PT} high: A4's. */
const USUAL_SIDE_PT = 842;
const FONT_PT = 7.5;

/** A thinner line would hardly show at a pixel and a half per point. */
const LEAST_LINE_PT = 0.7;

/**
 * What is drawn over a page: each tag in its recipient's colour with the recipient's number, role and type, and where it
 * was before it moved. On larger pages, which are shown smaller, letters and lines are larger.
 *
 * @param looks of the envelope's recipients, by key
 */
export function pageOverlay(page: TaggedPage, looks: ReadonlyMap<string, RecipientLook>): PageOverlay {
  const { widthPt, heightPt } = page;
  const fontPt = (FONT_PT * Math.max(widthPt, heightPt)) / USUAL_SIDE_PT;
  const { pairs, gone } = paired(page);
  const shown = [
    ...gone.map((tag) => ({ tag, state: "removed" as const })),
    ...pairs.flatMap(({ before }) => (before ? [{ tag: before, state: "was" as const }] : [])),
    ...pairs.map(({ tag, before, isNew }): { tag: DrawnTag; state: TagState } => ({
      tag,
      state: before ? "moved" : isNew ? "new" : "kept",
    })),
  ];
  const lookOf = (tag: DrawnTag): RecipientLook => looks.get(tag.recipient) ?? goneLook(tag.recipient);
  const titles = shown.map(({ tag, state }) => tagTitles(tag, lookOf(tag), state));
  const places = labelPlaces(
    shown.map(({ tag }, at) => ({ box: rectangleOf(tag), texts: titles[at] as [string, string] })),
    { widthPt, heightPt, fontPt },
  );
  return {
    widthPt,
    heightPt,
    fontPt,
    linePt: Math.max(LEAST_LINE_PT, fontPt * 0.16),
    marks: shown.map(({ tag, state }, at) => ({
      recipient: tag.recipient,
      state,
      box: rectangleOf(tag),
      colour: lookOf(tag).colour,
      label: places[at] as TagMark["label"],
      sentence: tagSentence(tag, lookOf(tag), state),
    })),
    moves: pairs.flatMap(({ tag, before }) =>
      before
        ? [
            {
              recipient: tag.recipient,
              colour: lookOf(tag).colour,
              from: middleOf(before),
              to: middleOf(tag),
            },
          ]
        : [],
    ),
  };
}

const middleOf = ({ xPt, yPt, widthPt, heightPt }: DrawnTag): [xPt: number, yPt: number] => [
  xPt + widthPt / 2,
  yPt + heightPt / 2,
];

const rectangleOf = ({ xPt, yPt, widthPt, heightPt }: DrawnTag): Rectangle => ({
  xPt,
  yPt,
  widthPt,
  heightPt,
});

interface Pair {
  tag: DrawnTag;
  /** Where it was on this page, if it moved. */
  before?: DrawnTag;
  isNew: boolean;
}

/** Which of the tags on a page were where before; two of one recipient and type are taken in their order. */
function paired({ tags, before }: TaggedPage): { pairs: Pair[]; gone: DrawnTag[] } {
  if (!before) return { pairs: tags.map((tag) => ({ tag, isNew: false })), gone: [] };
  const left = [...before];
  const take = (isMeant: (old: DrawnTag) => boolean): DrawnTag | undefined => {
    const at = left.findIndex(isMeant);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const kept = new Set(tags.filter((tag) => take((old) => isSame(old, tag))));
  const pairs = tags.map((tag): Pair => {
    if (kept.has(tag)) return { tag, isNew: false };
    const old = take((one) => isAlike(one, tag));
    return old ? { tag, before: old, isNew: false } : { tag, isNew: true };
  });
  return { pairs, gone: left };
}

const isAlike = (one: DrawnTag, other: DrawnTag): boolean =>
  one.recipient === other.recipient && one.type === other.type && one.witness === other.witness;

const isSame = (one: DrawnTag, other: DrawnTag): boolean =>
  isAlike(one, other) &&
  one.xPt === other.xPt &&
  one.yPt === other.yPt &&
  one.widthPt === other.widthPt &&
  one.heightPt === other.heightPt;
