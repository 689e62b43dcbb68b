/**
 * - `exact`: as they are;
 * - `near`: rare shades may become the nearest of 256, where there are a few thousand at most, as where translucent colours
 *   lie over letters; a picture with more stays as it is.
 */
export type PngColours = "exact" | "near";

/** The most colours that a palette holds. */
const PLACES = 256;

/** More different colours than that are a photograph, in which 256 would be seen. */
const MOST_SHADES = 6000;

/** A palette, three bytes for each colour, and the place in it of each of the pixels' values. */
export interface Palette {
  colours: Buffer;
  places: ReadonlyMap<number, number>;
}

/**
 * The palette of some pixels.
 *
 * @param pixels four bytes each, of which the last does not count, as the machine reads them
 * @returns undefined where there are too many colours
 */
export function paletteOf(pixels: Uint32Array, colours: PngColours): Palette | undefined {
  const counts = new Map<number, number>();
  const most = colours === "exact" ? PLACES : MOST_SHADES;
  for (let at = 0; at < pixels.length; ) {
    const colour = pixels[at] as number;
    const start = at;
    while (pixels[at] === colour) at += 1;
    const count = counts.get(colour);
    if (count === undefined && counts.size === most) return undefined;
    counts.set(colour, (count ?? 0) + at - start);
  }
  const all = [...counts.keys()];
  const kept = all.length <= PLACES ? all : frequent(counts);
  const bytes = channelsOf(kept);
  const places = new Map(kept.map((colour, place) => [colour, place]));
  for (const colour of all) if (!places.has(colour)) places.set(colour, nearest(channelsOf([colour]), bytes));
  return { colours: bytes, places };
}

const frequent = (counts: ReadonlyMap<number, number>): number[] =>
  [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, PLACES)
    .map(([colour]) => colour);

/** Red, green and blue of colours, whichever end of a number the machine keeps first. */
function channelsOf(colours: readonly number[]): Buffer {
  const whole = Buffer.from(Uint32Array.from(colours).buffer);
  const bytes = Buffer.alloc(colours.length * 3);
  for (let at = 0; at < colours.length; at += 1) whole.copy(bytes, at * 3, at * 4, at * 4 + 3);
  return bytes;
}

function nearest(colour: Buffer, palette: Buffer): number {
  let [place, least] = [0, Number.POSITIVE_INFINITY];
  for (let at = 0; at < palette.length; at += 3) {
    let off = 0;
    for (let channel = 0; channel < 3; channel += 1)
      off += ((palette[at + channel] as number) - (colour[channel] as number)) ** 2;
    if (off < least) [place, least] = [at / 3, off];
  }
  return place;
}
