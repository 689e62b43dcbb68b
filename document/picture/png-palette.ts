/**
 * - `exact`: as they are;
 * - `near`: rare shades may become others that are near (by at most 31 of 255), as where translucent colours lie over
 *   letters; a picture that 256 colours do not do for stays as it is.
 */
export type PngColours = "exact" | "near";

/** The most colours that a palette holds. */
const PLACES = 256;

/** More different colours than that are a photograph, in which 256 would be seen. */
const MOST_COLOURS = 6000;

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

/** Parts of red, green and blue within which colours are taken together: sixteenths, else eighths. */
const PARTS = [0xf0f0f0f0, 0xe0e0e0e0];

/**
 * Half of the places for the most frequent colours, as they are; the others for groups of rarer ones, each by its most
 * frequent. Undefined where there are too many groups.
 */
function nearPalette(counts: ReadonlyMap<number, number>): Palette | undefined {
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const [exact, rare] = [byCount.slice(0, PLACES / 2), byCount.slice(PLACES / 2)];
  for (const part of PARTS) {
    const groups = Map.groupBy(rare, (colour) => colour & part);
    if (groups.size > PLACES / 2) continue;
    const { colours, places } = exactPalette([
      ...exact,
      ...[...groups.values()].map(([first]) => first as number),
    ]);
    const all = new Map(places);
    for (const [first, ...others] of groups.values())
      for (const colour of others) all.set(colour, places.get(first as number) as number);
    return { colours, places: all };
  }
  return undefined;
}

/** Red, green and blue of colours, whichever end of a number the machine keeps first. */
function channelsOf(colours: readonly number[]): Buffer {
  const whole = Buffer.from(Uint32Array.from(colours).buffer);
  const bytes = Buffer.alloc(colours.length * 3);
  for (let at = 0; at < colours.length; at += 1) whole.copy(bytes, at * 3, at * 4, at * 4 + 3);
  return bytes;
}
