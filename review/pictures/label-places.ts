/** A rectangle on a page as displayed: points from its top left corner. */
export interface Rectangle {
  xPt: number;
  yPt: number;
  widthPt: number;
  heightPt: number;
}

/** A tag that wants a label. */
interface Labelled {
  box: Rectangle;
  /** The longer text, and one for where there is little room. */
  texts: readonly [full: string, short: string];
}

interface Sheet {
  widthPt: number;
  heightPt: number;
  fontPt: number;
}

interface Label {
  text: string;
  box: Rectangle;
}

/**
 * Where labels go: on top of a tag, below it or beside it, the full text if it covers no other tag or label there, else
 * the short one; and where there is no such room, where least is covered. All are on the page.
 */
export function labelPlaces(tags: readonly Labelled[], sheet: Sheet): Label[] {
  const labels: Label[] = [];
  for (const { box, texts } of tags) {
    const others = [
      ...tags.filter((other) => other.box !== box).map((other) => other.box),
      ...labels.map((label) => label.box),
    ];
    let best: Label | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const label of candidates(box, texts, sheet)) {
      // Covering its own tag is bad as well, but it hides nobody else's.
      const covered =
        others.reduce((sum, other) => sum + shared(label.box, other), 0) + shared(label.box, box) / 4;
      if (covered < least - 1e-6) [best, least] = [label, covered];
      if (least === 0) break;
    }
    labels.push(best as Label);
  }
  return labels;
}

/** Tags narrower than so many letters are high have the short label. */
const SHORT_BELOW = 4;

function* candidates(box: Rectangle, texts: Labelled["texts"], sheet: Sheet): Generator<Label> {
  const heightPt = sheet.fontPt * 1.45;
  // A long label beside a box to tick would be all that one sees.
  const [full, short] = texts;
  for (const text of box.widthPt < sheet.fontPt * SHORT_BELOW ? [short, full] : [full, short]) {
    const widthPt = Math.min(textWidth(text, sheet.fontPt) + sheet.fontPt * 0.8, sheet.widthPt);
    const [right, bottom] = [box.xPt + box.widthPt, box.yPt + box.heightPt];
    const middle = box.yPt + (box.heightPt - heightPt) / 2;
    const places: [xPt: number, yPt: number][] = [
      [box.xPt, box.yPt - heightPt],
      [box.xPt, bottom],
      [right - widthPt, box.yPt - heightPt],
      [right - widthPt, bottom],
      [right, middle],
      [box.xPt - widthPt, middle],
    ];
    for (const [xPt, yPt] of places)
      yield {
        text,
        box: {
          xPt: within(xPt, sheet.widthPt - widthPt),
          yPt: within(yPt, sheet.heightPt - heightPt),
          widthPt,
          heightPt,
        },
      };
  }
}

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));

const shared = (one: Rectangle, other: Rectangle): number =>
  overlap(one.xPt, one.widthPt, other.xPt, other.widthPt) *
  overlap(one.yPt, one.heightPt, other.yPt, other.heightPt);

const overlap = (start: number, length: number, other: number, otherLength: number): number =>
  Math.max(0, Math.min(start + length, other + otherLength) - Math.max(start, other));

/** About the width of a text in bold Helvetica, in points; rather too much than too little. */
export function textWidth(text: string, fontPt: number): number {
  let em = 0;
  for (const letter of text)
    em += /[ijlI.,:;'|!·()[\]tf \-–]/.test(letter)
      ? 0.34
      : /[mwMW@%]/.test(letter)
        ? 0.95
        : /[A-Z]/.test(letter)
          ? 0.74
          : letter.charCodeAt(0) < 0x2e80
            ? 0.6
            : 1.05;
  return em * fontPt;
}
