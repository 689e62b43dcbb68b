/** Where in a value something stands: property names and list positions, from the outside in. */
export type Path = (string | number)[];

/** One thing that is wrong with a value: where, what, and what to do about it. It never repeats the value. */
export interface Issue {
  path: Path;
  message: string;
  /**
   * Other places whose values decide, too, whether this is wrong. Where one of them is not known yet, it is not wrong
   * yet.
   */
  decidedBy?: Path[];
}

/**
 * Writes a path the way a program would: `recipients[0].tags[2].pageNumber`. A name that is no word may be somebody's
 * address where a field was meant, and is not repeated.
 *
 * @param path property names and positions
 * @param rename applied to each property name; by default names stay as they are
 */
export function formatPath(path: Path, rename: (name: string) => string = (name) => name): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^\w+$/.test(part)) return `${text}["…"]`;
    return text === "" ? rename(part) : `${text}.${rename(part)}`;
  }, "");
}
