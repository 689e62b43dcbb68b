import type { Box } from "../document-facts.ts";

/** A transformation `[a b c d e f]`: (x, y) goes to (ax + cy + e, bx + dy + f). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The transformation that does `first`, then `second`. */
export function compose(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = second;
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

/** How finely a box is divided, each way. */
const CELLS = 100;

/** Adds up how much of a box pictures cover, each place once: of 100 × 100 points, how many lie in a picture. */
export class PictureShare {
  readonly #box: Box;
  readonly #covered = new Uint8Array(CELLS * CELLS);
  #count = 0;

  constructor(box: Box) {
    this.#box = box;
  }

  /** 0 to 1, in hundredths. */
  get share(): number {
    return Math.round((this.#count * 100) / (CELLS * CELLS)) / 100;
  }

  /** Adds a picture, which is what the matrix makes of the square from (0, 0) to (1, 1). */
  add([a, b, c, d, e, f]: Matrix): void {
    const determinant = a * d - b * c;
    // Written so that NaN is left out too.
    if (!(Math.abs(determinant) > 0) || this.#count === CELLS * CELLS) return;
    const [x0, y0, x1, y1] = this.#box;
    const [stepX, stepY] = [(x1 - x0) / CELLS, (y1 - y0) / CELLS];
    const columns = range([e, e + a, e + c, e + a + c], x0, stepX);
    const rows = range([f, f + b, f + d, f + b + d], y0, stepY);
    for (let row = rows.first; row <= rows.last; row++)
      for (let column = columns.first; column <= columns.last; column++) {
        const x = x0 + (column + 0.5) * stepX - e;
        const y = y0 + (row + 0.5) * stepY - f;
        const across = (d * x - c * y) / determinant;
        const up = (a * y - b * x) / determinant;
        if (across >= 0 && across < 1 && up >= 0 && up < 1) this.#cover(row * CELLS + column);
      }
  }

  #cover(cell: number): void {
    if (this.#covered[cell] === 0) this.#count += 1;
    this.#covered[cell] = 1;
  }
}

/** The cells, 0 to 99, in which the values may lie. */
function range(values: readonly number[], start: number, step: number): { first: number; last: number } {
  return {
    first: Math.max(0, Math.floor((Math.min(...values) - start) / step)),
    last: Math.min(CELLS - 1, Math.floor((Math.max(...values) - start) / step)),
  };
}
