/**
 * - `exact`: as they are;
 * - `near`: rare shades may become one of 256 that is near, as where translucent colours lie over letters; a picture for
 *   which these do not do stays as it is.
 */
export type PngColours = "exact" | "near";

/** The most colours that a palette holds. */
const PLACES = 256;

/** More different colours than that are a photograph, in which 256 would be seen. */
const MOST_COLOURS = 6000;

/** How far a shade's red, green or blue may be off, of 255. */
const NEAR = 40;

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
  const most = colours === "exact" ? PLACES : MOST_COLOURS;
  for (let at = 0; at < pixels.length; ) {
    const colour = pixels[at] as number;
    const start = at;
    while (pixels[at] === colour) at += 1;
    const count = counts.get(colour);
    if (count === undefined && counts.size === most) return undefined;
    counts.set(colour, (count ?? 0) + at - start);
  }
  return counts.size <= PLACES ? exactPalette([...counts.keys()]) : nearPalette(counts);
}

const exactPalette = (colours: readonly number[]): Palette => ({
  colours: channelsOf(colours),
  places: new Map(colours.map((colour, place) => [colour, place])),
});

/** Of each sixteenth of red, green and blue the most frequent colour, the most frequent 256 of those, and near ones. */
function nearPalette(counts: ReadonlyMap<number, number>): Palette | undefined {
  const sixteenths = new Map<number, { colour: number; most: number; sum: number }>();
  for (const [colour, count] of counts) {
    const sixteenth = colour & 0xf0f0f0f0;
    const known = sixteenths.get(sixteenth) ?? { colour, most: 0, sum: 0 };
    known.sum += count;
    if (count > known.most) [known.colour, known.most] = [colour, count];
    sixteenths.set(sixteenth, known);
  }
  const kept = [...sixteenths.values()].sort((one, other) => other.sum - one.sum).slice(0, PLACES);
  const palette = exactPalette(kept.map(({ colour }) => colour));
  const places = new Map(palette.places);
  for (const colour of counts.keys()) {
    const place = places.get(colour) ?? nearest(channelsOf([colour]), palette.colours);
    if (place === undefined) return undefined;
    places.set(colour, place);
  }
  return { colours: palette.colours, places };
}

/** Red, green and blue of colours, whichever end of a number the machine keeps first. */
function channelsOf(colours: readonly number[]): Buffer {
  const whole = Buffer.from(Uint32Array.from(colours).buffer);
  const bytes = Buffer.alloc(colours.length * 3);
  for (let at = 0; at < colours.length; at += 1) whole.copy(bytes, at * 3, at * 4, at * 4 + 3);
  return bytes;
}

/** The place of the nearest colour; undefined where none is near. */
function nearest(colour: Buffer, palette: Buffer): number | undefined {
  let [place, least] = [0, Number.POSITIVE_INFINITY];
  for (let at = 0; at < palette.length; at += 3) {
    let off = 0;
    for (let channel = 0; channel < 3; channel += 1)
      off = Math.max(off, Math.abs((palette[at + channel] as number) - (colour[channel] as number)));
    if (off < least) [place, least] = [at / 3, off];
  }
  return least <= NEAR ? place : undefined;
}
