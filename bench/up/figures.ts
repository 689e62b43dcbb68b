/** The middle of several values; of an even number the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** How time grows with size: `ratio` of the times, and the `exponent` e of time ~ size^e (1: linear, 2: quadratic). */
export interface Growth {
  ratio: number;
  exponent: number;
}

export function growth(small: Sized, large: Sized): Growth {
  const ratio = large.seconds / small.seconds;
  return { ratio, exponent: Math.log(ratio) / Math.log(large.size / small.size) };
}

/** A time taken for a number of things. */
export interface Sized {
  size: number;
  seconds: number;
}

/** A number with at most so many decimals. */
export const rounded = (value: number, decimals = 2): number => Number(value.toFixed(decimals));

/** Lines of columns, the first aligned left and the others right, under a line of headings. */
export function table(headings: string[], rows: string[][]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
